#include "sim/noc/mesh/routers.hpp"

namespace counterpoint::sim::noc::mesh {

Routers::Routers(const hw::Mesh& mesh, const Grid& grid, const Packets& packets, Wires& wires)
    : grid_(grid), packets_(packets), wires_(wires), speculative_(mesh.speculative),
      states_(static_cast<std::size_t>(grid.nodes())) {
    const auto channels = static_cast<std::size_t>(mesh.virtual_channels);
    const auto buffer_flits = static_cast<std::size_t>(mesh.buffer_flits);
    const std::size_t of_each = port_count * channels;
    inputs_.resize(states_.size() * of_each);
    branches_.resize(inputs_.size());
    outputs_.resize(inputs_.size());
    buffers_.resize(inputs_.size() * buffer_flits);
    heads_.resize(inputs_.size());
    grants_.resize(of_each);
    for (OutputChannel& channel : outputs_) {
        channel.credits = static_cast<std::uint16_t>(buffer_flits);
    }
    const Channels all = ~Channels{0} >> (most_virtual_channels - mesh.virtual_channels);
    for (std::size_t i = 0; i < states_.size(); ++i) {
        states_[i].free.fill(all);
        states_[i].credited.fill(all);
        routers_.push_back({states_[i], &inputs_[i * of_each], &branches_[i * of_each],
                            &outputs_[i * of_each], &buffers_[i * of_each * buffer_flits],
                            &heads_[i * of_each], channels, buffer_flits, static_cast<Node>(i)});
    }
}

void Routers::begin_packet(const Router& router, std::size_t input, std::size_t channel) {
    InputChannel& in = router.in(input, channel);
    const std::int32_t route = router.flit(input, channel, 0).route;
    const Ports outputs = packets_.outputs(grid_, route, router.node);
    in.wanted = static_cast<std::uint16_t>(outputs);
    in.branching = (outputs & (outputs - 1)) != 0 ? 1 : 0;
    router.heads[router.state.heads++] = {static_cast<std::uint16_t>(input),
                                          static_cast<std::uint16_t>(channel)};
    for (Ports left = speculative_ ? outputs : 0; left != 0; left &= left - 1) {
        router.state.waiting.add(input, lowest(left), channel);
    }
}

void Routers::accept(Node node, std::size_t input, std::size_t channel, Flit flit) {
    const Router& at = router(node);
    InputChannel& in = at.in(input, channel);
    at.flit(input, channel, in.count) = flit;
    const std::uint16_t before = in.count++;
    ++at.state.flits;
    if ((in.wanted | in.given) == 0) {
        begin_packet(at, input, channel);
        return;
    }
    for (Ports left = in.given; left != 0; left &= left - 1) {
        const std::size_t output = lowest(left);
        const auto [sent, out_channel] = at.progress(input, channel, output);
        if (sent == before && at.out(output, out_channel).credits > 0) {
            at.state.ready.add(input, output, channel);
        }
    }
}

void Routers::credit(Node node, std::size_t output, std::size_t channel) {
    const Router& at = router(node);
    OutputChannel& out = at.out(output, channel);
    if (out.credits++ > 0) {
        return;
    }
    const Channels bit = Channels{1} << channel;
    at.state.credited[output] |= bit;
    if ((at.state.free[output] & bit) == 0 &&
        at.progress(out.input, out.channel, output).sent < at.in(out.input, out.channel).count) {
        at.state.ready.add(out.input, output, out.channel);
    }
}

void Routers::work(Node node) {
    const Router& at = router(node);
    const std::size_t grants = allocate_channels(at);
    SwitchGrants switched;
    const std::size_t senders = allocate_switch(at, switched);
    hand_out_channels(at, grants);
    for (std::size_t i = 0; i < senders; ++i) {
        if (at.in(switched[i].input, switched[i].channel).branching == 0) {
            send_unicast(at, switched[i]);
        } else {
            send_multicast(at, switched[i]);
        }
    }
}

} // namespace counterpoint::sim::noc::mesh
