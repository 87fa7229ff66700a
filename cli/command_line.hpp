#pragma once

#include <string>
#include <vector>

#include "cli/console.hpp"

namespace counterpoint::cli {

/// Runs `counterpoint` with the arguments after the program's name. Bad input and bad usage end in
/// a message on `console.err` and a status; anything else that is thrown is a defect.
ExitStatus run(const std::vector<std::string>& arguments, Console& console);

} // namespace counterpoint::cli
