#pragma once

#include <cstdint>

#include "tests/walker/random.hpp"
#include "workloads/layer.hpp"

namespace counterpoint::walker {

/// A layer of any type with at most `macs` MACs.
workloads::Layer random_layer(Random& random, std::int64_t macs);

} // namespace counterpoint::walker
