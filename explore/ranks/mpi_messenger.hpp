#pragma once

#include <memory>

#include "explore/ranks/messenger.hpp"

namespace counterpoint::explore {

/// The processes that mpirun began with this one. The last of them to be destroyed waits for the
/// others. Once a process.
std::unique_ptr<Messenger> mpi_messenger();

} // namespace counterpoint::explore
