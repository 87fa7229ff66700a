#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "validation/comparison.hpp"

namespace counterpoint::validation {

/// How the deviations of the cycles are distributed over the layers of a case.
struct Distribution {
    double minimum = 0;
    double median = 0;
    double maximum = 0;
    double mean_absolute = 0;
};

/// The layers of a case one after the other.
struct CaseSummary {
    std::int64_t analytical_cycles = 0;
    std::int64_t simulated_cycles = 0;
    std::int64_t analytical_macs = 0;
    std::int64_t simulated_macs = 0;
    std::optional<double> deviation;         ///< simulated / analytical − 1
    std::vector<Estimate> estimates;         ///< one for each analytical::Timing
    Distribution distribution;               ///< all 0 without layers
    std::vector<Contribution> contributions; ///< added up, in the order of appearance
    std::int64_t numbers = 0;                ///< that both models gave
    std::int64_t equal = 0;
};

/// Throws InputError where a sum does not fit 64 bits.
CaseSummary summary_of(const CaseComparison& comparison);

/// The layers of all cases as if they were one.
CaseSummary summary_of(const Validation& validation);

struct LargestDeviation {
    std::string case_name;
    std::string layer;
    std::string number;
    double deviation = 0; ///< signed; of the largest absolute value
};

/// What a validation comes to.
struct Verdict {
    bool holds = true;
    std::int64_t cases = 0;
    std::int64_t layers = 0;
    std::int64_t numbers = 0;
    std::int64_t equal = 0;
    std::int64_t expectations = 0; ///< that were checked
    std::int64_t broken = 0;
    /// Of all numbers; nothing where all are equal or have no deviation.
    std::optional<LargestDeviation> largest;
};

Verdict verdict_of(const Validation& validation);

/// The contribution with the most cycles up or down; null where there is none.
const Contribution* largest_of(const std::vector<Contribution>& contributions);

/// How many of the numbers are the same from both models.
std::int64_t equal_numbers(const LayerComparison& layer);

/// simulated / analytical − 1 of the layer's cycles.
std::optional<double> deviation_of(const LayerComparison& layer);

} // namespace counterpoint::validation
