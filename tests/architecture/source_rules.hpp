#pragma once

#include <string>
#include <vector>

#include "tests/architecture/source_file.hpp"

namespace counterpoint::architecture {

constexpr std::size_t longest_file = 350; ///< lines

/// A file longer than `longest_file`, as one sentence; empty for others.
std::vector<std::string> too_long(const SourceFile& source);

/// Every line of a library that prints or ends the process: only `cli` may. Tests are free to.
std::vector<std::string> printing_or_exiting(const SourceFile& source);

} // namespace counterpoint::architecture
