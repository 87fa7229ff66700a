#pragma once

#include <functional>
#include <ostream>

#include "cli/exit_status.hpp"
#include "cli/style.hpp"

namespace counterpoint::cli {

/// Where a command writes: results, and what it has to say about problems.
struct Console {
    std::ostream& out;
    std::ostream& err;
    TextStyle out_style;
    TextStyle err_style;
    bool err_is_terminal = false; ///< one that takes control sequences
};

/// What a subcommand does once its options are read. Throws InputError for bad input, before
/// anything is written to the console.
using Action = std::function<ExitStatus(Console&)>;

} // namespace counterpoint::cli
