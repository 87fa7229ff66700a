#include "sim/noc/mesh/routers.hpp"

namespace counterpoint::sim::noc::mesh {

/// Every packet that waits picks a free channel of its outputs, round robin. Where two pick the
/// same one, that whose turn comes first at the output gets it. Returns how many grants there are.
std::size_t Routers::allocate_channels(const Router& router) {
    std::array<Channels, port_count> picked{}; // by output
    std::size_t grants = 0;
    for (std::size_t i = 0; i < router.state.heads; ++i) {
        const Head& head = router.heads[i];
        const InputChannel& in = router.in(head.input, head.channel);
        for (Ports left = in.wanted; left != 0; left &= left - 1) {
            const std::size_t output = lowest(left);
            const Channels free = router.state.free[output];
            if (free == 0) {
                continue;
            }
            const std::size_t ahead = in.pointer - output * router.channels;
            const auto turn = static_cast<unsigned>(ahead < router.channels ? ahead : 0);
            const std::uint16_t channel = round_robin(free, turn);
            const ChannelGrant grant{head, static_cast<std::uint16_t>(output), channel};
            if ((picked[output] >> channel & 1) == 0) {
                picked[output] |= Channels{1} << channel;
                grants_[grants++] = grant;
            } else {
                settle_conflict(router, grant, grants);
            }
        }
    }
    return grants;
}

std::size_t Routers::turns_until(const Router& router, const ChannelGrant& grant) {
    const std::size_t turn = router.out(grant.output, grant.out_channel).pointer;
    const std::size_t asking = grant.head.input * router.channels + grant.head.channel;
    return asking >= turn ? asking - turn : asking + port_count * router.channels - turn;
}

void Routers::settle_conflict(const Router& router, const ChannelGrant& grant, std::size_t grants) {
    std::size_t other = 0;
    while (grants_[other].output != grant.output ||
           grants_[other].out_channel != grant.out_channel) {
        ++other;
    }
    if (other < grants && turns_until(router, grant) < turns_until(router, grants_[other])) {
        grants_[other] = grant;
    }
}

void Routers::hand_out_channels(const Router& router, std::size_t grants) {
    if (grants == 0) {
        return;
    }
    const std::size_t all = port_count * router.channels;
    for (std::size_t i = 0; i < grants; ++i) {
        const auto& [head, output, out_channel] = grants_[i];
        InputChannel& in = router.in(head.input, head.channel);
        OutputChannel& out = router.out(output, out_channel);
        const std::size_t after_given = output * router.channels + out_channel + 1;
        const std::size_t after_asking = head.input * router.channels + head.channel + 1;
        in.pointer = static_cast<std::uint16_t>(after_given == all ? 0 : after_given);
        out.pointer = static_cast<std::uint16_t>(after_asking == all ? 0 : after_asking);
        out.input = head.input;
        out.channel = head.channel;
        router.state.free[output] &= ~(Channels{1} << out_channel);
        in.wanted = static_cast<std::uint16_t>(in.wanted & ~only(output));
        in.given = static_cast<std::uint16_t>(in.given | only(output));
        in.out_channel = out_channel;
        if (in.branching != 0) {
            router.branch(head.input, head.channel).out_channel[output] = out_channel;
        }
        if (speculative_) {
            router.state.waiting.remove(head.input, output, head.channel);
        }
        if (out.credits > 0) {
            router.state.ready.add(head.input, output, head.channel);
        }
    }
    std::uint32_t kept = 0;
    for (std::size_t i = 0; i < router.state.heads; ++i) {
        const Head head = router.heads[i];
        router.heads[kept] = head;
        kept += router.in(head.input, head.channel).wanted != 0 ? 1U : 0U;
    }
    router.state.heads = kept;
}

} // namespace counterpoint::sim::noc::mesh
