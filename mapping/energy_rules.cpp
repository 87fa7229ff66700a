#include "mapping/energy_rules.hpp"

#include <set>
#include <string>

#include "input/document.hpp"
#include "input/nearest.hpp"
#include "mapping/width_rules.hpp"

namespace counterpoint::mapping {

void check_energy_names(const hw::Hardware& hardware, const workloads::Workload& workload,
                        const Place& place, std::vector<Problem>& problems) {
    if (!hardware.energy || workload.layers.empty()) {
        return;
    }
    const std::set<std::string> tensors = known_tensors(workload);
    for (hw::MemoryIndex b{0}; hardware.memories.contains(b); ++b.value) {
        for (const auto& [tensor, figures] : hardware.energy->memories[b].by_tensor) {
            if (tensors.count(tensor) == 0) {
                problems.push_back(
                    {place,
                     "no tensor is named " + input::in_quotes(tensor) +
                         ", of which the technology has an energy in " + hardware.memories[b].name,
                     "", "", input::suggestion(tensor, {tensors.begin(), tensors.end()})});
            }
        }
    }
}

} // namespace counterpoint::mapping
