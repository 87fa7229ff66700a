#pragma once

#include <cstdint>
#include <vector>

#include "workloads/onnx/lowering.hpp"

namespace counterpoint::workloads::onnx {

/// One axis of the windows of a convolution.
struct WindowAxis {
    std::int64_t outputs = 1;
    std::int64_t taps = 1; ///< of the filter
    std::int64_t stride = 1;
    std::int64_t dilation = 1;
};

/// A convolution of any number of axes, the innermost last. Channels are those of one group.
struct Convolution {
    std::int64_t batch = 1;
    std::int64_t groups = 1;
    std::int64_t outputs = 1; ///< channels
    std::int64_t inputs = 1;  ///< channels
    std::vector<WindowAxis> axes;
};

/// One axis: CONV2D of a single row. Two: CONV2D, or DWCONV2D where every group is one channel to
/// one. Three: EINSUM with the outputs O, P, Q and the filter T, R, S. Throws Refusal for more.
LayerForm form_of(const Convolution& convolution);

/// The filter's sizes without its channels; throws Refusal where the node says others.
Sizes taps_of(const NodeShapes& node, const Sizes& filter);

/// Conv and its quantised forms, which have their weights at another input. The input is the padded
/// one: as many MACs as outputs times filter, those with zeros of the padding included.
Lowering lower_convolution(const NodeShapes& node, std::size_t weight);

} // namespace counterpoint::workloads::onnx
