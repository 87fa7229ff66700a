#pragma once

#include <memory>

#include "explore/ranks/messenger.hpp"

namespace counterpoint::cli {

/// Did mpirun, or another starter of MPI processes, begin this process with others?
bool was_begun_with_others();

/// The rank that it gave this process; 0 where it began alone.
int rank_by_environment();

/// The processes that mpirun began together with this one; nothing where there is only this one.
/// Throws InputError if there are others and this build has no MPI.
std::unique_ptr<explore::Messenger> messenger_of_mpirun();

} // namespace counterpoint::cli
