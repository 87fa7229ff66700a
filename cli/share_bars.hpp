#pragma once

#include <string>
#include <utility>
#include <vector>

#include "cli/style.hpp"

namespace counterpoint::cli {

/// A line for each name with its share of the whole, in per cent and as a bar. Names are printable.
std::string share_bars(const std::vector<std::pair<std::string, double>>& shares,
                       const TextStyle& style);

} // namespace counterpoint::cli
