#pragma once

#include <string>
#include <vector>

#include "cli/report.hpp"
#include "mapping/design.hpp"
#include "sim/parallel.hpp"

namespace counterpoint::cli {

/// What the simulations of a network brought.
struct SimulatedNetwork {
    NetworkReport report;                  ///< of the layers whose simulation came to its end
    std::vector<std::string> defects;      ///< one for each layer whose simulation did not
    std::vector<std::string> wrong_values; ///< what is wrong with them, by layer
    std::vector<std::string> notes;        ///< what traces and waveforms leave out, by layer
};

/// Puts the outcomes, one for each layer of the design and job, together; if asked for, with how
/// busy each PE was. Throws InputError with the
/// problems of all layers if there are any and no layer has a defect; if one has, the problems come
/// with the defects.
SimulatedNetwork gather(const mapping::Design& design, const std::vector<sim::Job>& jobs,
                        std::vector<sim::Outcome> outcomes, bool pe_utilization);

} // namespace counterpoint::cli
