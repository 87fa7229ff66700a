#pragma once

#include <string_view>
#include <vector>

namespace counterpoint::hw {

/// A file of hw/technologies/, compiled in so that the program stands alone.
struct ShippedTechnology {
    std::string_view name; ///< of the technology, and of the file
    std::string_view file;
    std::string_view text;
};

/// All of them, in the order of their names.
const std::vector<ShippedTechnology>& shipped_technologies();

} // namespace counterpoint::hw
