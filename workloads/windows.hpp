#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "input/fields.hpp"

namespace counterpoint::workloads {

/// Sizes by dimension as the layer gives them, positive.
using Sizes = std::map<std::string, std::int64_t>;

/// Stride and dilation of a convolution, all positive.
struct Windows {
    std::int64_t stride_p = 1;
    std::int64_t stride_q = 1;
    std::int64_t dilation_r = 1;
    std::int64_t dilation_s = 1;

    /// The coefficient of a dimension in an axis P + R or Q + S; 1 for any other dimension.
    [[nodiscard]] std::int64_t coefficient(const std::string& dimension) const;
};

/// Reads `stride: {P, Q}` and `dilation: {R, S}`; one integer stands for both.
Windows read_windows(input::Fields& layer, input::Problems& problems);

/// Puts P and Q in place of the padded input sizes Y and X. A problem where the filter does not fit
/// into the input, or where both are given and differ.
void resolve_input_sizes(const input::Node& dimensions, const Windows& windows, Sizes& sizes,
                         input::Problems& problems);

} // namespace counterpoint::workloads
