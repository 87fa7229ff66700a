#include "validation/memory_traffic.hpp"

#include <algorithm>
#include <cstddef>

namespace counterpoint::validation {

namespace {

results::Moves moves_of(const sim::TensorTraffic& traffic) {
    return {{traffic.needed, traffic.moved},
            traffic.rows.hits,
            traffic.rows.misses,
            traffic.rows.conflicts};
}

results::DramNumbers dram_of(const sim::DramTraffic& traffic, const workloads::Layer& layer) {
    const sim::DramStatistics& statistics = traffic.statistics;
    results::DramNumbers numbers;
    numbers.clocks = statistics.end;
    numbers.busy_clocks = traffic.busy_clocks;
    numbers.data_clocks = statistics.data_clocks;
    numbers.row_hits = statistics.row_hits;
    numbers.row_misses = statistics.row_misses;
    numbers.row_conflicts = statistics.row_conflicts;
    numbers.commands = statistics.commands;
    numbers.read_to_write = statistics.read_to_write;
    numbers.write_to_read = statistics.write_to_read;
    numbers.refresh_clocks = statistics.refresh_clocks;
    numbers.queued_reads = statistics.queued_reads;
    numbers.queued_writes = statistics.queued_writes;
    numbers.most_queued = statistics.most_queued;
    for (std::size_t t = 0; t < layer.tensors.size(); ++t) {
        numbers.tensors.push_back({layer.tensors[workloads::TensorIndex{t}].name,
                                   moves_of(traffic.read[t]), moves_of(traffic.written[t])});
    }
    return numbers;
}

results::NetworkNumbers network_of(const sim::NetworkTraffic& traffic,
                                   const workloads::Layer& layer) {
    results::NetworkNumbers numbers;
    numbers.topology = traffic.topology;
    numbers.transfers = traffic.transfers;
    numbers.bytes = traffic.bytes;
    numbers.cycles = traffic.cycles;
    numbers.fragmentation = traffic.extra.fragmentation;
    numbers.narrow_links = traffic.extra.narrow_links;
    numbers.contention = traffic.extra.contention;
    numbers.link_traversals = traffic.link_traversals;
    numbers.switch_traversals = traffic.switch_traversals;
    numbers.most_hops = traffic.most_hops;
    numbers.link_busy_cycles = traffic.link_busy_cycles;
    numbers.link_cycles = static_cast<double>(traffic.links) *
                          static_cast<double>(traffic.parents) *
                          static_cast<double>(traffic.cycles);
    for (std::size_t t = 0; t < traffic.forwarded.size(); ++t) {
        numbers.forwarded.push_back({layer.tensors[workloads::TensorIndex{t}].name,
                                     traffic.forwarded[t], traffic.saved_reads.at(t)});
    }
    numbers.parents = traffic.parents;
    numbers.links = traffic.links;
    for (const sim::LinkTraffic& link : traffic.busiest) {
        numbers.busiest.push_back({link.name, link.busy_cycles});
    }
    return numbers;
}

Table<hw::MemoryIndex, results::MemoryNetworks> networks_of(const sim::Simulation& simulation,
                                                            const workloads::Layer& layer) {
    Table<hw::MemoryIndex, results::MemoryNetworks> networks(
        std::max(simulation.fill_networks.size(), simulation.drain_networks.size()));
    for (hw::MemoryIndex b{0}; simulation.fill_networks.contains(b); ++b.value) {
        if (const auto& fill = simulation.fill_networks[b]) {
            networks[b].fill = network_of(*fill, layer);
        }
    }
    for (hw::MemoryIndex b{0}; simulation.drain_networks.contains(b); ++b.value) {
        if (const auto& drain = simulation.drain_networks[b]) {
            networks[b].drain = network_of(*drain, layer);
        }
    }
    return networks;
}

} // namespace

results::MemoryTraffic memory_traffic_of(const sim::Simulation& simulation,
                                         const workloads::Layer& layer) {
    static_assert(results::bank_users.size() == sim::stream_count);
    results::MemoryTraffic memories;
    if (simulation.dram) {
        memories.dram = dram_of(*simulation.dram, layer);
    }
    for (const std::optional<sim::BankTraffic>& banks : simulation.banks) {
        memories.banks.push_back(std::nullopt);
        if (banks) {
            memories.banks[hw::MemoryIndex{memories.banks.size() - 1}] =
                results::BankNumbers{banks->accesses, banks->busy_cycles, banks->lost};
        }
    }
    memories.networks = networks_of(simulation, layer);
    return memories;
}

} // namespace counterpoint::validation
