#include "hw/energy/energy_reader.hpp"

#include <string>

#include "hw/energy/technology_reader.hpp"
#include "input/document.hpp"

namespace counterpoint::hw {

std::optional<EnergyTable> read_energy(const input::Node& node, const Hardware& hardware,
                                       std::vector<Problem>& problems) {
    std::vector<std::string> memories;
    for (const Memory& memory : hardware.memories) {
        memories.push_back(memory.name);
    }
    const std::size_t before = problems.size();
    const Technology technology = read_technology(node, memories, problems);
    if (problems.size() > before) {
        return std::nullopt;
    }
    EnergyTable table = energy_table(technology, hardware, node.place(), problems);
    return problems.size() > before ? std::nullopt : std::optional(std::move(table));
}

} // namespace counterpoint::hw
