#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tests/sim/dram/checker/command.hpp"

namespace counterpoint::dram_checker {

/// A rule that a pair of commands breaks. `required` and `found` are clocks between the two, or of
/// the rule's own kind (rows, refreshes) where it says so.
struct Violation {
    std::string rule;              ///< JEDEC's name, or a sentence for the rules of state
    std::optional<Command> first;  ///< nothing: there is no earlier command to blame
    std::optional<Command> second; ///< nothing: what is missing at the end of the trace
    std::int64_t required = 0;
    std::int64_t found = 0;
};

std::string to_string(const Violation& violation);

/// The first few violations, a line each, and how many there are.
std::string summary(const std::vector<Violation>& violations);

} // namespace counterpoint::dram_checker
