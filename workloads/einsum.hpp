#pragma once

#include "input/fields.hpp"
#include "workloads/layer.hpp"

namespace counterpoint::workloads {

/// Reads the tensors of an EINSUM layer, whose dimensions are known already: the value of
/// `tensors:`,
/// `{X: {axes: [A, 2*B + C]}, Z: {axes: [A], output: true}}`.
void read_einsum_tensors(const input::Node& node, Layer& layer, input::Problems& problems);

} // namespace counterpoint::workloads
