#pragma once

#include <string>
#include <vector>

namespace counterpoint::cli {

/// One line of a CSV file, quoted as RFC 4180 says, with the line feed at its end.
std::string csv_line(const std::vector<std::string>& texts);

} // namespace counterpoint::cli
