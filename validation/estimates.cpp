#include "validation/estimates.hpp"

namespace counterpoint::validation {

using analytical::Timing;

const std::vector<Timing>& timings() {
    static const std::vector<Timing> all{Timing::exact, Timing::maestro, Timing::timeloop};
    return all;
}

std::string number_of(Timing timing) { return to_string(timing) + ".cycles"; }

Estimate estimate_of(Timing timing, std::int64_t cycles, std::int64_t simulated_cycles) {
    return {timing, cycles, deviation_of(cycles, simulated_cycles).value_or(0)};
}

} // namespace counterpoint::validation
