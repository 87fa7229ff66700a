#pragma once

#include <cstddef>

namespace counterpoint::cli {

/// The cores that this process may run on, at least one: fewer than the machine has where taskset,
/// mpirun or a batch system bound it to some.
std::size_t cores_at_hand();

} // namespace counterpoint::cli
