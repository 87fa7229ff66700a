#pragma once

#include "workloads/onnx/lowering.hpp"

namespace counterpoint::workloads::onnx {

/// ConvTranspose with stride u: the outputs at the same place between two input rows are a plain
/// convolution of the input with every u-th row of the filter. Where all u (of each axis) have the
/// same size they are one layer with u times the output channels, as the reader of MAESTRO's model
/// files has it; else each is a layer `outputs.i.j` of its own. No product with one of the zeros
/// between the input's elements is computed; those with the zeros around it are, as in Conv.
Lowering lower_transposed_convolution(const NodeShapes& node, std::size_t most_layers);

} // namespace counterpoint::workloads::onnx
