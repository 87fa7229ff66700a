#include "cli/explore/breakdown_json.hpp"

#include <cstdint>
#include <string>

#include "results/json_parts.hpp"
#include "vocabulary/checked.hpp"

namespace counterpoint::cli {

namespace {

using explore::LayerBreakdown;
using results::EnergyPart;
using results::Json;

void add_to(std::int64_t& sum, std::int64_t summand) { sum = checked_sum(sum, summand); }

void add_stack(hw::CycleStack& sum, const hw::CycleStack& stack) {
    if (sum.waiting.empty()) {
        sum.waiting = Table<hw::MemoryIndex, hw::MemoryStalls>(stack.waiting.size());
    }
    add_to(sum.start, stack.start);
    add_to(sum.compute, stack.compute);
    add_to(sum.operands, stack.operands);
    for (hw::MemoryIndex b{0}; stack.waiting.contains(b); ++b.value) {
        add_to(sum.waiting[b].fill_transfer, stack.waiting[b].fill_transfer);
        add_to(sum.waiting[b].fill_latency, stack.waiting[b].fill_latency);
        add_to(sum.waiting[b].drain, stack.waiting[b].drain);
    }
    add_to(sum.tail, stack.tail);
}

template <class Part, class StackOf>
Json summed_stack(const std::vector<Part>& parts, const hw::Hardware& hardware,
                  const StackOf& stack_of) {
    hw::CycleStack sum;
    for (const Part& part : parts) {
        add_stack(sum, stack_of(part));
    }
    return results::stack_json(sum, hardware);
}

Json& place_of(Json& energy, const EnergyPart& part, const hw::Hardware& hardware) {
    switch (part.place) {
    case results::EnergyPlace::memory:
        return energy["memories"][hardware.memories[part.memory].name];
    case results::EnergyPlace::network:
        return energy["networks"][hardware.memories[part.memory].name];
    case results::EnergyPlace::pe:
        break;
    }
    return energy["pe"];
}

/// In fJ: {memories: {L2: {Weight: {read: …}}}, networks: …, pe: {no_tensor: {mac: …}}}.
void add_energy(Json& energy, const LayerBreakdown& breakdown, const workloads::Layer& layer,
                const hw::Hardware& hardware) {
    for (const EnergyPart& part : breakdown.energy) {
        const std::string tensor =
            part.tensor ? layer.tensors[workloads::TensorIndex{*part.tensor}].name : "no_tensor";
        const std::string cause = results::energy_causes.at(static_cast<std::size_t>(part.cause));
        Json& sum = place_of(energy, part, hardware)[tensor][cause];
        sum = checked_sum(sum.is_null() ? 0 : sum.get<std::int64_t>(), part.energy);
    }
}

Json in_picojoules(const Json& energy) {
    if (!energy.is_object()) {
        return results::in_units(energy.get<std::int64_t>());
    }
    Json object = Json::object();
    for (const auto& entry : energy.items()) {
        object[entry.key()] = in_picojoules(entry.value());
    }
    return object;
}

const hw::CycleStack& estimated_stack(const LayerBreakdown& layer) { return layer.stack; }
const hw::CycleStack& exact_stack(const LayerBreakdown& layer) { return layer.exact_stack; }
const hw::CycleStack& simulated_stack(const SimulatedLayer& layer) { return layer.stack; }

Json layer_json(const LayerBreakdown& breakdown, const workloads::Layer& layer,
                const hw::Hardware& hardware) {
    Json energy = Json::object();
    add_energy(energy, breakdown, layer, hardware);
    return Json{{"name", layer.name},
                {"cycles", breakdown.cycles},
                {"exact_cycles", breakdown.exact_cycles},
                {"cycle_stack", results::stack_json(breakdown.stack, hardware)},
                {"exact_cycle_stack", results::stack_json(breakdown.exact_stack, hardware)},
                {"energy", in_picojoules(energy)}};
}

Json layers_json(const std::vector<LayerBreakdown>& breakdown,
                 const std::vector<SimulatedLayer>& simulated, const explore::Designs& designs) {
    const hw::Hardware& hardware = designs.base().hardware;
    Json layers = Json::array();
    for (std::size_t l = 0; l < breakdown.size(); ++l) {
        layers.push_back(layer_json(breakdown[l], designs.layers()[l], hardware));
        if (!simulated.empty()) {
            layers.back()["simulated_cycles"] = simulated[l].cycles;
            layers.back()["simulated_cycle_stack"] =
                results::stack_json(simulated[l].stack, hardware);
        }
    }
    return layers;
}

} // namespace

void add_breakdown(Json& design, const std::vector<LayerBreakdown>& breakdown,
                   const std::vector<SimulatedLayer>& simulated, const explore::Designs& designs) {
    const hw::Hardware& hardware = designs.base().hardware;
    Json energy = Json::object();
    for (std::size_t l = 0; l < breakdown.size(); ++l) {
        add_energy(energy, breakdown[l], designs.layers()[l], hardware);
    }
    design["cycle_stack"] = summed_stack(breakdown, hardware, estimated_stack);
    design["exact_cycle_stack"] = summed_stack(breakdown, hardware, exact_stack);
    if (!simulated.empty()) {
        design["simulated_cycle_stack"] = summed_stack(simulated, hardware, simulated_stack);
    }
    design["energy"] = in_picojoules(energy);
    if (breakdown.size() > 1) {
        design["layers"] = layers_json(breakdown, simulated, designs);
    }
}

} // namespace counterpoint::cli
