#include "results/energy_json.hpp"

#include <cstddef>

#include "results/area.hpp"

namespace counterpoint::results {

namespace {

using hw::MemoryIndex;

Json access_energy_json(const hw::AccessFigures& access) {
    Json json{{"per", access.per == hw::Per::byte ? "byte" : "element"},
              {"read", access.read},
              {"write", access.write}};
    if (access.update) {
        json["update"] = *access.update;
    }
    return json;
}

Json memory_energy_json(const hw::MemoryEnergy& memory) {
    Json json{{"basis", memory.basis}};
    if (memory.access.read > 0 || memory.access.write > 0) {
        json["access"] = access_energy_json(memory.access);
    }
    for (const auto& [tensor, access] : memory.by_tensor) {
        json["tensors"][tensor] = access_energy_json(access);
    }
    json["leakage_per_cycle"] = memory.leakage_per_cycle;
    return json;
}

Json command_energy_json(const hw::DramEnergy& dram) {
    Json json;
    for (const hw::DramCommand command :
         {hw::DramCommand::activate, hw::DramCommand::read, hw::DramCommand::write,
          hw::DramCommand::refresh, hw::DramCommand::refresh_bank}) {
        json[hw::name_of(command)] = dram.command.at(hw::index_of(command));
    }
    json["active_clock"] = dram.active_clock;
    json["idle_clock"] = dram.idle_clock;
    return json;
}

Json technology_json(const hw::EnergyTable& table, const hw::Hardware& hardware) {
    Json json{{"name", table.technology},
              {"unit", hw::to_string(table.unit)},
              {"process", table.process}};
    if (!table.scaling.empty()) {
        json["scaling"] = table.scaling;
    }
    json["sources"] = Json::object();
    for (const auto& [name, source] : table.sources) {
        json["sources"][name] = {{"citation", source.citation},
                                 {"technology", source.technology},
                                 {"confirmed", source.confirmed}};
    }
    json["memories"] = by_memory(
        hardware, 0, [&](MemoryIndex b) { return memory_energy_json(table.memories[b]); });
    if (table.dram) {
        json["dram_commands"] = command_energy_json(*table.dram);
    }
    json["network"] = {{"byte_link", table.network.byte_link},
                       {"byte_switch", table.network.byte_switch},
                       {"element_neighbour", table.network.element_neighbour}};
    json["not_counted"] = table.not_counted;
    return json;
}

Json area_json(const AreaNumbers& area) {
    Json parts = Json::object();
    for (const AreaPart& part : area.parts) {
        parts[part.name] = {{"count", part.count}, {"each", part.each}, {"all", part.all()}};
    }
    return Json{
        {"unit", "um2"}, {"total", area.total}, {"parts", parts}, {"left_out", area.left_out}};
}

} // namespace

Json energy_json(const EnergySums& sums, std::int64_t macs, std::int64_t cycles,
                 const hw::Hardware& hardware) {
    Json json{{"unit", hw::to_string(hardware.energy->unit)}, {"total", in_units(sums.total)}};
    json["memories"] =
        by_memory(hardware, 0, [&](MemoryIndex b) { return in_units(sums.memories[b]); });
    json["networks"] =
        by_memory(hardware, 1, [&](MemoryIndex b) { return in_units(sums.networks[b]); });
    json["pe"] = in_units(sums.pe);
    json["tensors"] = Json::object();
    for (const auto& [tensor, energy] : sums.tensors) {
        json["tensors"][tensor] = in_units(energy);
    }
    json["no_tensor"] = in_units(sums.no_tensor);
    for (std::size_t i = 0; i < energy_causes.size(); ++i) {
        json["causes"][energy_causes.at(i)] = in_units(sums.causes.at(i));
    }
    if (const auto figures = figures_of(sums, macs, cycles, hardware)) {
        json["edp_js"] = figures->edp;
        json["power_w"] = number_or_null(figures->watts);
        json["tops_per_watt"] = number_or_null(figures->tops_per_watt);
    }
    return json;
}

void add_technology(Json& json, const std::vector<LayerResult>& layers,
                    const hw::Hardware& hardware) {
    if (hardware.energy) {
        json["technology"] = technology_json(*hardware.energy, hardware);
    }
    if (const auto area = area_of(layers, hardware)) {
        json["area"] = area_json(*area);
    }
}

} // namespace counterpoint::results
