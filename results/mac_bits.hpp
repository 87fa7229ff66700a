#pragma once

#include "hw/hardware.hpp"
#include "workloads/layer.hpp"

namespace counterpoint::results {

/// A MAC multiplies operands of the width of the widest input and adds at that of the output.
hw::MacBits mac_bits(const workloads::Layer& layer, const hw::Hardware& hardware);

} // namespace counterpoint::results
