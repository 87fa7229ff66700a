#pragma once

#include "hw/hardware.hpp"
#include "tests/walker/random.hpp"
#include "workloads/layer.hpp"

namespace counterpoint::walker {

/// Two to four memories without capacities, and element widths for the tensors of the layer.
hw::Hardware random_hardware(Random& random, const workloads::Layer& layer);

} // namespace counterpoint::walker
