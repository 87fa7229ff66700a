#include "validation/journal_memories.hpp"

#include <array>

namespace counterpoint::validation {

namespace {

using results::BankNumbers;
using results::DramNumbers;
using results::MemoryNetworks;
using results::Moves;
using results::NetworkNumbers;

constexpr std::array<std::int64_t DramNumbers::*, 12> dram_scalars{
    &DramNumbers::clocks,        &DramNumbers::busy_clocks,   &DramNumbers::data_clocks,
    &DramNumbers::row_hits,      &DramNumbers::row_misses,    &DramNumbers::row_conflicts,
    &DramNumbers::read_to_write, &DramNumbers::write_to_read, &DramNumbers::refresh_clocks,
    &DramNumbers::queued_reads,  &DramNumbers::queued_writes, &DramNumbers::most_queued};

constexpr std::array<std::int64_t NetworkNumbers::*, 12> network_scalars{
    &NetworkNumbers::transfers,       &NetworkNumbers::bytes,
    &NetworkNumbers::cycles,          &NetworkNumbers::fragmentation,
    &NetworkNumbers::narrow_links,    &NetworkNumbers::contention,
    &NetworkNumbers::link_traversals, &NetworkNumbers::switch_traversals,
    &NetworkNumbers::most_hops,       &NetworkNumbers::link_busy_cycles,
    &NetworkNumbers::parents,         &NetworkNumbers::links};

nlohmann::json json_of(const std::optional<NetworkNumbers>& network) {
    if (!network) {
        return {};
    }
    nlohmann::json scalars = nlohmann::json::array();
    for (std::int64_t NetworkNumbers::*const number : network_scalars) {
        scalars.push_back((*network).*number);
    }
    nlohmann::json busiest = nlohmann::json::array();
    for (const results::BusyLink& link : network->busiest) {
        busiest.push_back({link.name, link.busy_cycles});
    }
    nlohmann::json forwarded = nlohmann::json::array();
    for (const results::Forwarded& of : network->forwarded) {
        forwarded.push_back({of.tensor, of.elements, of.saved_reads});
    }
    return {{"topology", network->topology},
            {"scalars", scalars},
            {"link_cycles", network->link_cycles},
            {"busiest", busiest},
            {"forwarded", forwarded}};
}

std::optional<NetworkNumbers> network_of(const nlohmann::json& json) {
    if (json.is_null()) {
        return std::nullopt;
    }
    NetworkNumbers network;
    network.topology = json.at("topology");
    for (std::size_t i = 0; i < network_scalars.size(); ++i) {
        network.*network_scalars.at(i) = json.at("scalars").at(i);
    }
    network.link_cycles = json.at("link_cycles");
    for (const nlohmann::json& link : json.at("busiest")) {
        network.busiest.push_back({link.at(0), link.at(1)});
    }
    for (const nlohmann::json& of : json.at("forwarded")) {
        network.forwarded.push_back({of.at(0), of.at(1), of.at(2)});
    }
    return network;
}

nlohmann::json json_of(const Moves& moves) {
    return {moves.bytes.needed, moves.bytes.moved, moves.row_hits, moves.row_misses,
            moves.row_conflicts};
}

Moves moves_of(const nlohmann::json& json) {
    return {{json.at(0), json.at(1)}, json.at(2), json.at(3), json.at(4)};
}

nlohmann::json json_of(const DramNumbers& dram) {
    nlohmann::json scalars = nlohmann::json::array();
    for (std::int64_t DramNumbers::*const number : dram_scalars) {
        scalars.push_back(dram.*number);
    }
    nlohmann::json tensors = nlohmann::json::array();
    for (const results::TensorMoves& moves : dram.tensors) {
        tensors.push_back({moves.tensor, json_of(moves.read), json_of(moves.written)});
    }
    return {{"scalars", scalars}, {"commands", dram.commands}, {"tensors", tensors}};
}

DramNumbers dram_of(const nlohmann::json& json) {
    DramNumbers dram;
    for (std::size_t i = 0; i < dram_scalars.size(); ++i) {
        dram.*dram_scalars.at(i) = json.at("scalars").at(i);
    }
    dram.commands = json.at("commands");
    for (const nlohmann::json& moves : json.at("tensors")) {
        dram.tensors.push_back({moves.at(0), moves_of(moves.at(1)), moves_of(moves.at(2))});
    }
    return dram;
}

} // namespace

nlohmann::json json_of(const results::MemoryTraffic& traffic) {
    nlohmann::json banks = nlohmann::json::array();
    for (const std::optional<BankNumbers>& each : traffic.banks) {
        banks.push_back(each ? nlohmann::json{each->accesses, each->busy_cycles, each->lost}
                             : nlohmann::json());
    }
    nlohmann::json networks = nlohmann::json::array();
    for (const MemoryNetworks& each : traffic.networks) {
        networks.push_back({json_of(each.fill), json_of(each.drain)});
    }
    return {{"dram", traffic.dram ? json_of(*traffic.dram) : nlohmann::json()},
            {"banks", banks},
            {"networks", networks}};
}

results::MemoryTraffic memory_traffic_of(const nlohmann::json& json) {
    results::MemoryTraffic traffic;
    if (!json.at("dram").is_null()) {
        traffic.dram = dram_of(json.at("dram"));
    }
    for (const nlohmann::json& each : json.at("banks")) {
        traffic.banks.push_back(std::nullopt);
        if (!each.is_null()) {
            BankNumbers& banks = traffic.banks.back().emplace();
            banks.accesses = each.at(0);
            banks.busy_cycles = each.at(1);
            banks.lost = each.at(2);
        }
    }
    for (const nlohmann::json& each : json.at("networks")) {
        traffic.networks.push_back({network_of(each.at(0)), network_of(each.at(1))});
    }
    return traffic;
}

} // namespace counterpoint::validation
