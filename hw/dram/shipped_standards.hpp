#pragma once

#include <string_view>
#include <vector>

namespace counterpoint::hw {

/// A file of hw/dram/standards/, compiled in so that the program stands alone.
struct ShippedStandard {
    std::string_view file;
    std::string_view text;
};

/// All of them, in the order of their file names.
const std::vector<ShippedStandard>& shipped_standards();

} // namespace counterpoint::hw
