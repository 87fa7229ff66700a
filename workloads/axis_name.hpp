#pragma once

#include <string>

#include "workloads/layer.hpp"

namespace counterpoint::workloads {

/// What an axis of a tensor is called: Y and X are the rows and columns of a convolution's input
/// (stride.P · P + dilation.R · R and likewise with Q and S); every other axis goes by its
/// dimension, a sum of an EINSUM by the first one that it names.
std::string axis_name(const Layer& layer, const Axis& axis);

} // namespace counterpoint::workloads
