#include "sim/noc/mesh/routers.hpp"

namespace counterpoint::sim::noc::mesh {

namespace {

/// Round robin over ports: the first of a set at or after a pointer, port_count if it is empty.
using Turns = std::array<std::array<std::uint8_t, 1U << port_count>, port_count>;

constexpr Turns make_turns() {
    Turns turns{};
    for (std::size_t pointer = 0; pointer < port_count; ++pointer) {
        for (std::size_t members = 0; members < turns[pointer].size(); ++members) {
            std::size_t turn = port_count;
            for (std::size_t i = port_count; i > 0; --i) {
                const std::size_t port = (pointer + i - 1) % port_count;
                turn = (members >> port & 1U) != 0 ? port : turn;
            }
            turns[pointer][members] = static_cast<std::uint8_t>(turn);
        }
    }
    return turns;
}

constexpr Turns turns = make_turns();
constexpr std::array<std::uint16_t, port_count> port_after{1, 2, 3, 4, 0};

/// Outputs at which a packet without a virtual channel can hope for one with a free place.
Ports hopeful_outputs(const RouterState& state) {
    Ports outputs = 0;
    for (std::size_t output = 0; output < port_count; ++output) {
        outputs |= (state.free[output] & state.credited[output]) != 0 ? only(output) : 0;
    }
    return outputs;
}

/// Inputs by the output that they ask for; port_count for those that ask for none. One word, since
/// sets in memory would wait for one another's stores.
class Asking {
  public:
    /// `late` is 0 with a virtual channel, 1 in the hope for one.
    void add(std::size_t input, std::size_t output, std::size_t late) {
        inputs_ |= std::uint64_t{1} << (late_place * late + output * port_count + input);
    }
    /// That have a virtual channel.
    [[nodiscard]] Ports firm(std::size_t output) const {
        return static_cast<Ports>(inputs_ >> (output * port_count)) & all;
    }
    /// That hope for one.
    [[nodiscard]] Ports hoping(std::size_t output) const {
        return static_cast<Ports>(inputs_ >> (late_place + output * port_count)) & all;
    }

  private:
    static constexpr std::size_t late_place = (port_count + 1) * port_count;
    static constexpr Ports all = only(port_count) - 1;
    std::uint64_t inputs_ = 0;
};

} // namespace

/// Each input asks for one output, those that have a virtual channel before those that hope for
/// one; each output takes one input, with the same preference. Then the input's channels take
/// turns. A multicast's other copies of the flit use outputs that nobody got. Returns how many
/// inputs may send.
std::size_t Routers::allocate_switch(const Router& router, SwitchGrants& grants) const {
    RouterState& state = router.state;
    const Ports hopeful = speculative_ ? hopeful_outputs(state) : 0;
    Asking asking;
    for (std::size_t input = 0; input < port_count; ++input) {
        const Ports ready = state.ready.outputs(input);
        const Ports late = ready == 0 ? 1 : 0; // in numbers: the processor cannot foresee it
        const Ports choice = ready | (state.waiting.outputs(input) & hopeful & -late);
        asking.add(input, turns[state.output_pointer[input]][choice], late);
    }
    Ports won = 0;
    std::array<std::uint8_t, port_count> winners{};
    for (std::size_t output = 0; output < port_count; ++output) {
        const Ports none = asking.firm(output) == 0 ? 1 : 0;
        const Ports inputs = asking.firm(output) | (asking.hoping(output) & -none);
        winners[output] = turns[state.input_pointer[output]][inputs];
        won |= inputs != 0 ? only(output) : 0;
    }
    std::size_t count = 0;
    for (Ports left = won; left != 0; left &= left - 1) {
        const std::size_t output = lowest(left);
        const std::size_t input = winners[output];
        const bool speculative = asking.firm(output) == 0;
        const Requests& requests = speculative ? state.waiting : state.ready;
        const std::uint16_t channel =
            round_robin(requests.channels(input, output), state.channel_pointer[input]);
        state.input_pointer[output] = port_after[input];
        state.output_pointer[input] = port_after[output];
        state.channel_pointer[input] =
            static_cast<std::uint16_t>(channel + 1U == router.channels ? 0 : channel + 1);
        Ports outputs = only(output);
        if (router.in(input, channel).branching != 0) {
            outputs |= outputs_nobody_won(router, requests, input, channel, output, won);
            won |= outputs;
        }
        grants[count++] = {outputs, static_cast<std::uint16_t>(input), channel, speculative};
    }
    return count;
}

/// Of those by which the channel's flit for `output` can leave as well.
Ports Routers::outputs_nobody_won(const Router& router, const Requests& requests, std::size_t input,
                                  std::size_t channel, std::size_t output, Ports won) {
    const Branches& branches = router.branch(input, channel);
    Ports outputs = 0;
    for (Ports left = requests.outputs(input) & ~won; left != 0; left &= left - 1) {
        const std::size_t other = lowest(left);
        if (requests.has(input, other, channel) && branches.sent[other] == branches.sent[output]) {
            outputs |= only(other);
        }
    }
    return outputs;
}

void Routers::take_credit(const Router& router, std::size_t output, std::size_t channel) {
    if (--router.out(output, channel).credits == 0) {
        router.state.credited[output] &= ~(Channels{1} << channel);
    }
}

void Routers::drop_flit(const Router& router, InputChannel& in) {
    in.first = static_cast<std::uint16_t>(in.first + 1U == router.buffer_flits ? 0 : in.first + 1);
    --in.count;
    --router.state.flits;
}

/// A packet with one output sends its next flit, unless it was speculative and got no virtual
/// channel in the end, or a full one.
void Routers::send_unicast(const Router& router, const SwitchGrant& grant) {
    const std::size_t input = grant.input;
    const std::size_t channel = grant.channel;
    const std::size_t output = lowest(grant.outputs);
    RouterState& state = router.state;
    if (grant.speculative && !state.ready.has(input, output, channel)) {
        return;
    }
    InputChannel& in = router.in(input, channel);
    const std::uint16_t out_channel = in.out_channel;
    const Flit flit = router.flit(input, channel, 0);
    wires_.depart(router.node, output, flit, out_channel);
    wires_.vacate(router.node, input, grant.channel);
    take_credit(router, output, out_channel);
    drop_flit(router, in);
    if (flit.tail()) {
        in.given = 0;
        state.free[output] |= Channels{1} << out_channel;
        state.ready.remove(input, output, channel);
        if (in.count > 0) {
            begin_packet(router, input, channel);
        }
    } else if (in.count == 0 || router.out(output, out_channel).credits == 0) {
        state.ready.remove(input, output, channel);
    }
}

void Routers::send_multicast(const Router& router, const SwitchGrant& grant) {
    bool sent = false;
    for (Ports left = grant.outputs; left != 0; left &= left - 1) {
        const std::size_t output = lowest(left);
        if (router.state.ready.has(grant.input, output, grant.channel)) {
            transmit(router, grant.input, grant.channel, output);
            sent = true;
        }
    }
    if (sent && drop_sent_flit(router, grant.input, grant.channel)) {
        wires_.vacate(router.node, grant.input, grant.channel);
    }
}

/// One branch of a multicast sends its next flit.
void Routers::transmit(const Router& router, std::size_t input, std::size_t channel,
                       std::size_t output) {
    InputChannel& in = router.in(input, channel);
    Branches& branches = router.branch(input, channel);
    const std::uint16_t out_channel = branches.out_channel[output];
    const Flit flit = router.flit(input, channel, branches.sent[output]);
    wires_.depart(router.node, output, flit, out_channel);
    ++branches.sent[output];
    take_credit(router, output, out_channel);
    if (flit.tail()) {
        in.given = static_cast<std::uint16_t>(in.given & ~only(output));
        router.state.free[output] |= Channels{1} << out_channel;
    }
    if (flit.tail() || router.out(output, out_channel).credits == 0 ||
        branches.sent[output] == in.count) {
        router.state.ready.remove(input, output, channel);
    }
}

/// Removes the oldest flit if all branches have sent it. Returns whether they have.
bool Routers::drop_sent_flit(const Router& router, std::size_t input, std::size_t channel) {
    InputChannel& in = router.in(input, channel);
    Branches& branches = router.branch(input, channel);
    const Ports going_on = Ports{in.wanted} | in.given;
    for (Ports left = going_on; left != 0; left &= left - 1) {
        if (branches.sent[lowest(left)] == 0) {
            return false;
        }
    }
    for (std::uint16_t& sent : branches.sent) {
        sent = static_cast<std::uint16_t>(sent - (sent > 0 ? 1 : 0));
    }
    drop_flit(router, in);
    if (going_on == 0 && in.count > 0) {
        begin_packet(router, input, channel);
    }
    return true;
}

} // namespace counterpoint::sim::noc::mesh
