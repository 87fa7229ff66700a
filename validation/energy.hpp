#pragma once

#include <optional>
#include <string>
#include <vector>

#include "results/energy.hpp"
#include "validation/comparison.hpp"

namespace counterpoint::validation {

/// What both models say of energy. Both count with the same figures, so a difference is one of
/// their counts: nothing is expected of it beyond what is expected of these.
struct EnergyComparison {
    results::EnergySums analytical;
    results::EnergySums simulated;

    /// simulated / analytical − 1 of the totals; nothing where only the analytical one is 0.
    [[nodiscard]] std::optional<double> deviation() const;
};

/// Nothing without a technology.
std::optional<EnergyComparison> energy_of(const LayerComparison& layer,
                                          const hw::Hardware& hardware);

/// All layers together; nothing without a technology or without layers.
std::optional<EnergyComparison> energy_of(const CaseComparison& comparison);

/// The layer as it was simulated, with what its memories and networks did.
results::LayerResult simulated_result(const LayerComparison& layer);

/// One way to add energies up, by both models.
struct EnergyLine {
    std::string name; ///< path in the JSON of a layer: `energy.causes.read`
    results::Energy analytical = 0;
    results::Energy simulated = 0;
};

/// Totals by memory, network, PEs, tensor and cause, in the order of the JSON.
std::vector<EnergyLine> energy_lines(const EnergyComparison& comparison,
                                     const hw::Hardware& hardware);

} // namespace counterpoint::validation
