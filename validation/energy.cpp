#include "validation/energy.hpp"

#include <cstddef>
#include <utility>

namespace counterpoint::validation {

std::optional<double> EnergyComparison::deviation() const {
    return deviation_of(simulated.total, analytical.total);
}

results::LayerResult simulated_result(const LayerComparison& layer) {
    results::LayerResult result{layer.layer, layer.simulated};
    result.measured.emplace().memories = layer.memories;
    return result;
}

std::optional<EnergyComparison> energy_of(const LayerComparison& layer,
                                          const hw::Hardware& hardware) {
    auto analytical = results::energy_of({layer.layer, layer.analytical}, hardware);
    auto simulated = results::energy_of(simulated_result(layer), hardware);
    return analytical && simulated
               ? std::optional(EnergyComparison{std::move(*analytical), std::move(*simulated)})
               : std::nullopt;
}

std::optional<EnergyComparison> energy_of(const CaseComparison& comparison) {
    std::optional<EnergyComparison> sum;
    for (const LayerComparison& layer : comparison.layers) {
        if (const auto of_layer = energy_of(layer, comparison.hardware)) {
            EnergyComparison& all = sum ? *sum : sum.emplace();
            results::add(all.analytical, of_layer->analytical);
            results::add(all.simulated, of_layer->simulated);
        }
    }
    return sum;
}

std::vector<EnergyLine> energy_lines(const EnergyComparison& comparison,
                                     const hw::Hardware& hardware) {
    const results::EnergySums& a = comparison.analytical;
    const results::EnergySums& s = comparison.simulated;
    std::vector<EnergyLine> lines{{"energy.total", a.total, s.total}};
    for (hw::MemoryIndex b{0}; hardware.memories.contains(b); ++b.value) {
        lines.push_back(
            {"energy.memories." + hardware.memories[b].name, a.memories[b], s.memories[b]});
    }
    for (hw::MemoryIndex b{1}; hardware.memories.contains(b); ++b.value) {
        lines.push_back(
            {"energy.networks." + hardware.memories[b].name, a.networks[b], s.networks[b]});
    }
    lines.push_back({"energy.pe", a.pe, s.pe});
    for (std::size_t t = 0; t < a.tensors.size(); ++t) {
        lines.push_back(
            {"energy.tensors." + a.tensors[t].first, a.tensors[t].second, s.tensors.at(t).second});
    }
    lines.push_back({"energy.no_tensor", a.no_tensor, s.no_tensor});
    for (std::size_t i = 0; i < results::energy_causes.size(); ++i) {
        lines.push_back({std::string("energy.causes.") + results::energy_causes.at(i),
                         a.causes.at(i), s.causes.at(i)});
    }
    return lines;
}

} // namespace counterpoint::validation
