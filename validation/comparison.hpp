#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "analytical/analysis.hpp"
#include "hw/hardware.hpp"
#include "hw/layer_numbers.hpp"
#include "results/memory_traffic.hpp"
#include "validation/quantity.hpp"
#include "workloads/layer.hpp"

namespace counterpoint::validation {

/// Cycles of a layer by one way to estimate them, and how far they are off.
struct Estimate {
    analytical::Timing timing = analytical::Timing::exact;
    std::int64_t cycles = 0;
    double error = 0; ///< cycles / simulated cycles − 1
};

/// What one mechanism of the hardware adds to the cycles, when it is switched on after those
/// before it.
struct Contribution {
    std::string mechanism;
    std::int64_t cycles = 0; ///< negative where it saves some
};

/// One layer, both models.
struct LayerComparison {
    workloads::Layer layer;
    hw::LayerNumbers analytical;
    hw::LayerNumbers simulated;
    /// As simulated, by PE in the order of units; row by row of an array of the shape [rows,
    /// columns]. Empty unless RunOptions asked for them.
    std::vector<std::int64_t> pe_macs;
    std::vector<std::int64_t> pe_shape;
    results::MemoryTraffic memories;         ///< as simulated
    std::vector<Quantity> quantities;        ///< side_by_side of both
    std::vector<Estimate> estimates;         ///< one for each analytical::Timing
    std::vector<Contribution> contributions; ///< add up to simulated − analytical cycles
};

/// Whether an expectation held, in one number of one layer.
struct Outcome {
    std::string layer;
    std::string number;      ///< name of a Quantity, or of an estimate: `maestro.cycles`
    std::string expectation; ///< in words: `exact`, `-1.0 % to +2.0 %`
    std::string cause;       ///< the named cause of a band; empty for `exact`
    std::string reason;      ///< in words, as the suite gives it
    std::int64_t expected = 0;
    std::int64_t found = 0;
    bool holds = true;
};

/// A figure that somebody published, and what both models say of it.
struct PublishedFigure {
    std::string layer;
    std::string number;
    double published = 0;
    double analytical = 0;
    double simulated = 0;
    std::string source;
    std::string note; ///< what is known about the difference; may be empty
};

/// One case of a suite: a network with a mapping on an accelerator.
struct CaseComparison {
    std::string name;
    std::string workload;
    std::string mapping; ///< the file it stands in
    hw::Hardware hardware;
    std::vector<LayerComparison> layers;
    std::vector<Outcome> broken;   ///< expectations that do not hold
    std::int64_t expectations = 0; ///< numbers that were checked, broken ones included
    std::vector<PublishedFigure> published;
};

/// Everything a validation found out: all that renderers and reports see.
struct Validation {
    std::string suite; ///< its name; empty for files from the command line
    std::vector<CaseComparison> cases;

    [[nodiscard]] bool holds() const;
};

} // namespace counterpoint::validation
