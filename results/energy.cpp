#include "results/energy.hpp"

#include <algorithm>

#include "results/checked_sum.hpp"
#include "results/figures.hpp"

namespace counterpoint::results {

namespace {

constexpr double thousandths = 1e3;
constexpr double joules_in_picojoule = 1e-12;

void add_energy(Energy& sum, Energy summand) {
    add_product(sum, summand, 1, "a sum of energies in thousandths of their unit");
}

Energy& of_tensor(EnergySums& sums, const std::string& tensor) {
    const auto known = std::find_if(sums.tensors.begin(), sums.tensors.end(),
                                    [&](const auto& each) { return each.first == tensor; });
    return known != sums.tensors.end() ? known->second
                                       : sums.tensors.emplace_back(tensor, 0).second;
}

void add_part(EnergySums& sums, const EnergyPart& part, const workloads::Layer& layer) {
    add_energy(sums.total, part.energy);
    add_energy(part.place == EnergyPlace::memory    ? sums.memories[part.memory]
               : part.place == EnergyPlace::network ? sums.networks[part.memory]
                                                    : sums.pe,
               part.energy);
    add_energy(part.tensor
                   ? of_tensor(sums, layer.tensors[workloads::TensorIndex{*part.tensor}].name)
                   : sums.no_tensor,
               part.energy);
    add_energy(sums.causes.at(static_cast<std::size_t>(part.cause)), part.energy);
}

} // namespace

double in_units(Energy energy) { return static_cast<double>(energy) / thousandths; }

std::optional<EnergySums> energy_of(const LayerResult& result, const hw::Hardware& hardware) {
    const auto parts = energy_parts(result, hardware);
    if (!parts) {
        return std::nullopt;
    }
    EnergySums sums;
    sums.memories = Table<hw::MemoryIndex, Energy>(hardware.memories.size());
    sums.networks = sums.memories;
    for (const workloads::Tensor& tensor : result.layer.tensors) {
        of_tensor(sums, tensor.name); // in the order of the layer
    }
    for (const EnergyPart& part : *parts) {
        add_part(sums, part, result.layer);
    }
    return sums;
}

void add(EnergySums& sum, const EnergySums& layer) {
    while (sum.memories.size() < layer.memories.size()) {
        sum.memories.push_back(0);
        sum.networks.push_back(0);
    }
    add_energy(sum.total, layer.total);
    for (hw::MemoryIndex b{0}; layer.memories.contains(b); ++b.value) {
        add_energy(sum.memories[b], layer.memories[b]);
        add_energy(sum.networks[b], layer.networks[b]);
    }
    add_energy(sum.pe, layer.pe);
    for (const auto& [tensor, energy] : layer.tensors) {
        add_energy(of_tensor(sum, tensor), energy);
    }
    add_energy(sum.no_tensor, layer.no_tensor);
    for (std::size_t i = 0; i < sum.causes.size(); ++i) {
        add_energy(sum.causes.at(i), layer.causes.at(i));
    }
}

std::optional<EnergyFigures> figures_of(const EnergySums& sums, std::int64_t macs,
                                        std::int64_t cycles, const hw::Hardware& hardware) {
    if (!hardware.energy || hardware.energy->unit != hw::EnergyUnit::picojoule) {
        return std::nullopt;
    }
    const double picojoules = in_units(sums.total);
    const double seconds = microseconds(cycles, hardware) * 1e-6;
    EnergyFigures figures;
    figures.joules = picojoules * joules_in_picojoule;
    figures.edp = figures.joules * seconds;
    figures.watts = ratio(figures.joules, seconds);
    figures.tops_per_watt = ratio(2 * as_double(macs), picojoules);
    return figures;
}

} // namespace counterpoint::results
