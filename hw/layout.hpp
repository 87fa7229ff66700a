#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "vocabulary/problem.hpp"

namespace counterpoint::hw {

/// A level of a layout: an axis of the tensor, or one of the two parts of an axis cut into blocks.
struct LayoutLevel {
    enum class Part {
        whole,  ///< `C`: the axis
        blocks, ///< `C/16`: which block
        within  ///< `C%16`: where in the block
    };

    std::string axis; ///< as workloads::axis_name calls it
    Part part = Part::whole;
    std::int64_t block = 1; ///< coordinates in a block; 1 for the whole axis
};

/// In which order the elements of a tensor lie in memory 0: levels outermost first, the last one's
/// neighbours lie next to each other. Each axis stands once, or its blocks stand before its places
/// within a block of the same size. The last block is as long as the others, whatever the axis.
/// A level of an axis that the tensor of a layer does not have counts for nothing there.
struct Layout {
    std::vector<LayoutLevel> levels;
    Place place;
};

} // namespace counterpoint::hw
