#pragma once

namespace counterpoint::cli {

/// What the process tells its caller.
enum class ExitStatus {
    fine = 0,
    comparison_failed = 1, ///< the command ran, and what it compared does not agree
    bad_input = 2,         ///< files, options, or an output that cannot be written
    internal_error = 3,    ///< a defect of Counterpoint, or a process of it that died
    interrupted = 130,     ///< by SIGINT or SIGTERM; nothing was written
};

} // namespace counterpoint::cli
