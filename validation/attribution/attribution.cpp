#include "validation/attribution/attribution.hpp"

#include <algorithm>

namespace counterpoint::validation {

const char* const unexplained = "unexplained";

std::vector<Stage> stages_of(const hw::Hardware& hardware,
                             const std::vector<hw::Mechanism>& mechanisms) {
    std::vector<Stage> stages;
    hw::Hardware stripped = hardware;
    for (auto mechanism = mechanisms.rbegin(); mechanism != mechanisms.rend(); ++mechanism) {
        if (mechanism->is_present(stripped)) {
            stages.push_back({mechanism->name, stripped});
            mechanism->strip(stripped);
        }
    }
    stages.push_back({"", stripped});
    std::reverse(stages.begin(), stages.end());
    return stages;
}

std::vector<Contribution>
attribute(std::int64_t analytical_cycles, const std::vector<Stage>& stages,
          const std::function<std::int64_t(std::size_t)>& simulated_cycles) {
    std::vector<Contribution> contributions;
    std::int64_t before = simulated_cycles(0);
    if (before != analytical_cycles) {
        contributions.push_back({unexplained, before - analytical_cycles});
    }
    for (std::size_t i = 1; i < stages.size(); ++i) {
        const std::int64_t cycles = simulated_cycles(i);
        contributions.push_back({stages[i].switched_on, cycles - before});
        before = cycles;
    }
    return contributions;
}

} // namespace counterpoint::validation
