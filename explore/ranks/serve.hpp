#pragma once

#include <cstddef>
#include <exception>
#include <string>

#include "explore/ranks/messenger.hpp"
#include "explore/sweep.hpp"

namespace counterpoint::explore {

/// This process searches what rank 0 tells it to, with so many threads, until rank 0 says that it
/// is the end. What goes wrong is told to rank 0. `asked` has to be what rank 0 is asked, too.
void serve(const Question& question, const std::string& asked, std::size_t threads,
           Messenger& messenger);

/// This process cannot search, for this reason: rank 0 gets to know it.
void decline(const std::exception_ptr& reason, Messenger& messenger);

} // namespace counterpoint::explore
