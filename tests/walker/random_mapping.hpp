#pragma once

#include "hw/hardware.hpp"
#include "mapping/mapping.hpp"
#include "tests/walker/random.hpp"
#include "workloads/layer.hpp"

namespace counterpoint::walker {

/// A legal mapping of the layer onto the hardware, of any shape and size. Each tensor bypasses each
/// memory with a chance of so many percent.
mapping::Mapping random_mapping(Random& random, const workloads::Layer& layer,
                                const hw::Hardware& hardware, std::int64_t bypasses = 0);

} // namespace counterpoint::walker
