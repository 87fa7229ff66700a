#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace counterpoint::sim {

/// One loop of a nest over a box, with the distance that a step means in each tensor.
struct StridedLoop {
    std::int64_t length = 1;
    std::vector<std::int64_t> strides; ///< elements, by tensor of the nest: output first
};

/// Adds the product of the inputs to the output for every iteration of the loops from `depth` on,
/// the last one fastest. `at` points at the first element of each input, and does so again at the
/// end. At least one loop.
template <class Value, class Sum>
void multiply_and_add(const std::vector<StridedLoop>& loops, std::size_t depth, Sum* sum,
                      std::vector<const Value*>& at);

} // namespace counterpoint::sim
