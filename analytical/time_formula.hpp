#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "analytical/analysis.hpp"
#include "hw/hardware.hpp"

namespace counterpoint::analytical {

class PhaseGraph;
struct Nest;

/// What an estimate of docs/timings.md says of a layer's cycles, as a formula of the bandwidths:
/// everything else (kinds of phases, how often each occurs, bytes, latencies) stands in it as
/// numbers. It never falls where a bandwidth falls.
struct TimeFormula {
    /// max(0, offset + ⌈bytes / bytes_per_cycle⌉) on one network.
    struct Transfer {
        hw::MemoryIndex memory; ///< which the network fills or drains
        bool drains = false;
        std::int64_t bytes = 0;
        std::int64_t offset = 0;
    };
    struct Count {
        std::size_t of = 0;
        std::int64_t count = 0;
    };
    /// constant + Σ count · transfer + Σ count · kind of phase.
    struct Sum {
        std::int64_t constant = 0;
        std::vector<Count> transfers;
        std::vector<Count> kinds;
    };
    /// Phases that look alike: each takes the longest of its transfers and its computation.
    struct PhaseKind {
        std::vector<std::size_t> transfers;
        Sum compute; ///< of earlier kinds only
    };

    std::vector<Transfer> transfers; ///< all different
    std::vector<PhaseKind> kinds;
    Sum cycles;
};

/// A layer analysed once for all bandwidths of its networks.
struct FormulaAnalysis {
    Analysis numbers; ///< without cycles and stack; no capacity is checked
    TimeFormula time;
};

/// The same as analyze() with one of the estimates as `timing` (not Timing::exact, of which there
/// is no such formula): at any bandwidths the formula gives its cycles. Throws as analyze().
FormulaAnalysis analyze_formula(const workloads::Layer& layer, const hw::Hardware& hardware,
                                const mapping::Mapping& mapping, Timing timing);

/// The formulas of the estimates in estimate.hpp.
TimeFormula maestro_formula(const workloads::Layer& layer, const hw::Hardware& hardware,
                            const Nest& nest, const PhaseGraph& graph);
TimeFormula timeloop_formula(const PhaseGraph& graph, std::size_t memories,
                             std::int64_t compute_cycles);

/// The cycles at the bandwidths of this hardware. Throws Overflow.
std::int64_t cycles_of(const TimeFormula& formula, const hw::Hardware& hardware);

} // namespace counterpoint::analytical
