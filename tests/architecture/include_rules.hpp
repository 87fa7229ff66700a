#pragma once

#include <string>
#include <vector>

#include "tests/architecture/source_file.hpp"

namespace counterpoint::architecture {

/// Every include of the file that the house does not allow, each as `path:line: sentence`; and the
/// file itself where its folder is none of the house. Empty for a file that keeps the rules.
std::vector<std::string> forbidden_includes(const SourceFile& source);

} // namespace counterpoint::architecture
