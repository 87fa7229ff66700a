#include "sim/link_networks.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "sim/noc/fabrics.hpp"

namespace counterpoint::sim {

namespace {

noc::Ends ends_of(MemoryIndex memory, std::int64_t bytes_per_cycle, const Program& program,
                  const workloads::Layer& layer) {
    noc::Ends ends;
    ends.bytes_per_cycle = bytes_per_cycle;
    const std::vector<workloads::Axis>& sums = layer.tensors[layer.output].axes;
    for (const Spread& node : program.spatial_nodes(program.last_store[{memory.value - 1}],
                                                    program.last_store[memory])) {
        ends.spatial_units.push_back(node.units);
        ends.adds.push_back(
            std::none_of(sums.begin(), sums.end(), [&node](const workloads::Axis& axis) {
                return axis.front().dimension == node.dimension;
            }));
    }
    for (const workloads::Tensor& tensor : layer.tensors) {
        ends.tensors.push_back(tensor.name);
    }
    return ends;
}

/// By tensor: does it stay in the units while tiles of others come and go? Empty where none does.
std::vector<bool> stationary_tensors(MemoryIndex memory, const Program& program) {
    std::vector<bool> stationary;
    for (const std::size_t place : program.stores[memory]) {
        stationary.push_back(
            std::any_of(program.loops.begin(), program.loops.end(), [&](const Loop& loop) {
                return loop.node > place && loop.node < program.last_store[memory];
            }));
    }
    const bool any =
        std::any_of(stationary.begin(), stationary.end(), [](bool one) { return one; });
    return any ? stationary : std::vector<bool>{};
}

/// One direction of a link.
struct Direction {
    std::string name;
    std::int64_t latency_cycles = 0;
    noc::Ends ends;
    std::int64_t parents = 1;
    bool with_arrivals = false;
};

/// Sets `fabric` if the network has a topology.
template <class Topology>
std::unique_ptr<NetworkModule> make_network(const std::optional<Topology>& topology,
                                            const Direction& direction, FabricNetwork*& fabric) {
    const noc::Ends& ends = direction.ends;
    if (!topology) {
        return std::make_unique<IdealNetwork>(direction.name.c_str(), ends.bytes_per_cycle,
                                              direction.latency_cycles);
    }
    auto passages =
        std::make_unique<noc::Passages>(noc::make_fabric(*topology, ends), direction.parents,
                                        ends.units(), direction.with_arrivals);
    auto network = std::make_unique<FabricNetwork>(direction.name.c_str(), hw::name_of(*topology),
                                                   std::move(passages), direction.latency_cycles);
    fabric = network.get();
    return network;
}

} // namespace

LinkNetworks make_networks(MemoryIndex memory, const Program& program,
                           const workloads::Layer& layer, const hw::Hardware& hardware) {
    const hw::Memory& inner = hardware.memories[memory];
    const std::string number = std::to_string(memory.value);
    Direction fill;
    fill.name = "fill_network_" + number;
    fill.latency_cycles = inner.fill.latency_cycles;
    fill.ends = ends_of(memory, inner.fill.bytes_per_cycle, program, layer);
    fill.ends.stationary = stationary_tensors(memory, program);
    fill.parents = program.units[{memory.value - 1}];
    fill.with_arrivals = memory == hardware.innermost() && hardware.pe.decoupled;
    Direction drain = fill;
    drain.name = "drain_network_" + number;
    drain.latency_cycles = inner.drain.latency_cycles;
    drain.ends.bytes_per_cycle = inner.drain.bytes_per_cycle;
    drain.ends.skewed =
        inner.fill.network && std::holds_alternative<hw::SystolicFill>(*inner.fill.network);
    drain.with_arrivals = false;
    LinkNetworks networks;
    networks.fill = make_network(inner.fill.network, fill, networks.fill_fabric);
    networks.drain = make_network(inner.drain.network, drain, networks.drain_fabric);
    return networks;
}

} // namespace counterpoint::sim
