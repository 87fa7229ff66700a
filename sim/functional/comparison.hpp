#pragma once

#include <cstdint>
#include <vector>

#include "sim/functional/functional.hpp"
#include "sim/functional/reference.hpp"

namespace counterpoint::sim {

/// `shape` is that of the output, by axis; `found` its elements in C order.
OutputComparison compare(const std::vector<std::int64_t>& shape,
                         const std::vector<std::int64_t>& found,
                         const std::vector<std::int64_t>& expected);

/// An element that is not finite is right where single precision may overflow, or where the
/// reference is not finite either.
OutputComparison compare(const std::vector<std::int64_t>& shape, const std::vector<float>& found,
                         const FloatReference& expected);

/// The index of an element by axis.
std::vector<std::int64_t> index_of(const std::vector<std::int64_t>& shape, std::size_t place);

} // namespace counterpoint::sim
