#pragma once

#include <vector>

#include "input/document.hpp"
#include "mapping/timeloop/architecture.hpp"
#include "mapping/timeloop/directives.hpp"
#include "mapping/timeloop/reading.hpp"

namespace counterpoint::mapping::timeloop {

/// The tree that a YAML file with the key `hardware` would be read into, for layers of these
/// tensors. The directives say what the levels keep, which tells whose bandwidth counts on which
/// network.
input::Document hardware_tree(const Architecture& architecture,
                              const std::vector<Directive>& directives, const TensorNames& tensors,
                              Reading& reading);

} // namespace counterpoint::mapping::timeloop
