#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "hw/hardware.hpp"
#include "hw/layer_numbers.hpp"
#include "hw/phase_delays.hpp"
#include "mapping/mapping.hpp"
#include "workloads/layer.hpp"

namespace counterpoint::analytical {

/// How much work the analysis itself took; grows with the depth of a mapping, not with sizes.
struct Effort {
    std::int64_t counting = 0; ///< one-dimensional measures taken
    std::int64_t timing = 0;   ///< phases whose recurrence was evaluated
};

/// Everything the closed-form model knows of one layer on ideal hardware.
struct Analysis : hw::LayerNumbers {
    Effort effort;
    std::optional<hw::PhaseDelays> delays; ///< if asked for
};

/// How cycles are computed: exactly, or with the shortcuts of tools in use (docs/timings.md).
enum class Timing { exact, maestro, timeloop };

std::string to_string(Timing timing);

struct Options {
    bool check_capacity = true;    ///< false: a tile that does not fit is analysed all the same
    bool time = true;              ///< false: counts and capacity only; cycles and stack stay 0
    Timing timing = Timing::exact; ///< of cycles and stack; all other numbers stay exact
    bool phase_delays = false;     ///< say what single phases take; needs `time`
};

/// Analyses one layer by case analysis over loop transitions; never walks the phases.
/// `mapping` is legal for `layer` and `hardware` (mapping::broken_rules is empty).
/// Throws InputError where the hardware cannot run the mapping: a tile that does not fit, partial
/// sums that collide without a reduction network, numbers beyond 64 bits.
Analysis analyze(const workloads::Layer& layer, const hw::Hardware& hardware,
                 const mapping::Mapping& mapping, const Options& options = {});

} // namespace counterpoint::analytical
