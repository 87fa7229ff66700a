#include <algorithm>
#include <utility>

#include "hw/energy/technology_reader.hpp"
#include "hw/reader.hpp"
#include "mapping/design_tree.hpp"
#include "mapping/override.hpp"

namespace counterpoint::mapping {

input::Node& DesignTree::put(const Override& change) {
    std::vector<Problem> found;
    apply_override(change, tree_.root(), documents_, found);
    if (!found.empty()) {
        throw InputError(std::move(found));
    }
    return documents_.back().root();
}

hw::Hardware DesignTree::read_hardware_again() const {
    std::vector<Problem> found;
    const input::Node* hardware = tree_.root().find("hardware");
    hw::Hardware read = hw::read_hardware(*hardware, found);
    if (!found.empty()) {
        throw InputError(std::move(found));
    }
    return read;
}

std::optional<PlacedTechnology> DesignTree::take_technology(const hw::Hardware& hardware) {
    auto& parts = tree_.root().children;
    const auto part = std::find_if(parts.begin(), parts.end(), [](const input::Node* child) {
        return child->key == "hardware";
    });
    auto& values = (*part)->children;
    auto technology = std::find_if(values.begin(), values.end(), [](const input::Node* child) {
        return child->key == "technology";
    });
    if (technology == values.end()) {
        return std::nullopt;
    }
    std::vector<std::string> memories;
    for (const hw::Memory& memory : hardware.memories) {
        memories.push_back(memory.name);
    }
    std::vector<Problem> found;
    PlacedTechnology placed{hw::read_technology(**technology, memories, found),
                            (*technology)->place()};
    if (!found.empty()) {
        throw InputError(std::move(found));
    }
    for (technology = values.erase(technology); technology != values.end(); ++technology) {
        --(*technology)->position;
    }
    return placed;
}

} // namespace counterpoint::mapping
