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

} // namespace counterpoint::mapping
