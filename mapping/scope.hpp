#pragma once

#include "hw/hardware.hpp"
#include "input/expression.hpp"
#include "workloads/layer.hpp"

namespace counterpoint::mapping {

/// What expressions of a mapping can name: the sizes of the layer's dimensions, and the hardware's
/// values as its file spells them, such as `pe.count` and `L1.fill.bytes_per_cycle`; of a
/// convolution also its `stride.P`, `stride.Q`, `dilation.R` and `dilation.S`.
input::Scope scope_of(const workloads::Layer& layer, const hw::Hardware& hardware);

} // namespace counterpoint::mapping
