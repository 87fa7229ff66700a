#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "hw/hardware.hpp"
#include "hw/mechanisms.hpp"
#include "validation/comparison.hpp"

namespace counterpoint::validation {

/// The name of the contribution that no mechanism has: what the simulation of hardware with
/// everything stripped differs by from the analysis. It is there only where it is not 0.
extern const char* const unexplained;

/// The hardware with some of its mechanisms.
struct Stage {
    std::string switched_on; ///< the mechanism that the stage before does not have; first: empty
    hw::Hardware hardware;   ///< stripped of all later mechanisms
};

/// One stage with everything stripped, then one for each mechanism that the hardware has, in
/// the order of the list. The last one is the hardware itself.
std::vector<Stage> stages_of(const hw::Hardware& hardware,
                             const std::vector<hw::Mechanism>& mechanisms);

/// What each mechanism adds to the cycles when it is switched on after those before it. The sum is
/// the simulated cycles of the last stage − the analytical cycles, exactly. Empty where no
/// mechanism is present and both models agree. `simulated_cycles` is asked once for the position of
/// each stage.
std::vector<Contribution>
attribute(std::int64_t analytical_cycles, const std::vector<Stage>& stages,
          const std::function<std::int64_t(std::size_t)>& simulated_cycles);

} // namespace counterpoint::validation
