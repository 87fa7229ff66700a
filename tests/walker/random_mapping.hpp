#pragma once

#include "hw/hardware.hpp"
#include "mapping/mapping.hpp"
#include "tests/walker/random.hpp"
#include "workloads/layer.hpp"

namespace counterpoint::walker {

/// A legal mapping of the layer onto the hardware, of any shape and size.
mapping::Mapping random_mapping(Random& random, const workloads::Layer& layer,
                                const hw::Hardware& hardware);

} // namespace counterpoint::walker
