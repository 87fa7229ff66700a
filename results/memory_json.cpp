#include "results/memory_json.hpp"

#include <algorithm>

#include "results/network_json.hpp"

namespace counterpoint::results {

namespace {

using hw::MemoryIndex;

Json bytes_json(const MovedBytes& bytes) {
    return Json{{"needed", bytes.needed},
                {"moved", bytes.moved},
                {"overfetch", number_or_null(overfetch_of(bytes))}};
}

Json moves_json(const Moves& moves) {
    Json json = bytes_json(moves.bytes);
    json["row_hits"] = moves.row_hits;
    json["row_misses"] = moves.row_misses;
    json["row_conflicts"] = moves.row_conflicts;
    return json;
}

Json tensors_json(const std::vector<TensorMoves>& tensors) {
    Json json = Json::object();
    for (const TensorMoves& moves : tensors) {
        json[moves.tensor] = {{"read", moves_json(moves.read)},
                              {"written", moves_json(moves.written)}};
    }
    return json;
}

Json commands_json(const hw::CommandTable<std::int64_t>& commands) {
    using hw::DramCommand;
    Json json;
    for (const DramCommand command :
         {DramCommand::activate, DramCommand::precharge, DramCommand::read, DramCommand::write,
          DramCommand::refresh, DramCommand::precharge_all, DramCommand::refresh_bank}) {
        json[hw::name_of(command)] = commands.at(hw::index_of(command));
    }
    return json;
}

Json dram_json(const DramNumbers& dram, std::int64_t cycles, const hw::Hardware& hardware) {
    const DramFigures figures = figures_of(dram, cycles, hardware);
    Json json;
    json["clocks"] = dram.clocks;
    json["busy_clocks"] = dram.busy_clocks;
    json["row_hits"] = dram.row_hits;
    json["row_misses"] = dram.row_misses;
    json["row_conflicts"] = dram.row_conflicts;
    json["commands"] = commands_json(dram.commands);
    json["turnarounds"] = {{"read_to_write", dram.read_to_write},
                           {"write_to_read", dram.write_to_read}};
    json["refresh_clocks"] = dram.refresh_clocks;
    json["queue"] = {{"mean_reads", figures.mean_queued_reads},
                     {"mean_writes", figures.mean_queued_writes},
                     {"most", dram.most_queued}};
    json["bytes"] = bytes_json(figures.bytes);
    json["tensors"] = tensors_json(dram.tensors);
    json["bytes_per_cycle"] = figures.bytes_per_cycle;
    json["peak_bytes_per_cycle"] = figures.peak_bytes_per_cycle;
    json["bandwidth_fraction"] = figures.bandwidth_fraction;
    json["busy_bandwidth_fraction"] = number_or_null(figures.busy_bandwidth_fraction);
    return json;
}

Json banks_json(const BankNumbers& banks) {
    Json lost;
    for (std::size_t loser = 0; loser < bank_users.size(); ++loser) {
        for (std::size_t winner = 0; winner < bank_users.size(); ++winner) {
            lost[bank_users.at(loser)][bank_users.at(winner)] = banks.lost.at(loser).at(winner);
        }
    }
    return Json{{"accesses", banks.accesses}, {"busy_cycles", banks.busy_cycles}, {"lost", lost}};
}

} // namespace

void add_memory_traffic(Json& json, const MemoryTraffic& traffic, std::int64_t cycles,
                        const hw::Hardware& hardware) {
    if (traffic.dram) {
        json["dram"] = dram_json(*traffic.dram, cycles, hardware);
    }
    Json banks;
    for (MemoryIndex b{0}; traffic.banks.contains(b); ++b.value) {
        if (traffic.banks[b]) {
            banks[hardware.memories[b].name] = banks_json(*traffic.banks[b]);
        }
    }
    if (!banks.empty()) {
        json["banks"] = std::move(banks);
    }
    Json networks = networks_json(traffic, hardware);
    if (!networks.empty()) {
        json["networks"] = std::move(networks);
    }
}

} // namespace counterpoint::results
