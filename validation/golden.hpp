#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "validation/comparison.hpp"
#include "validation/plan.hpp"

namespace counterpoint::validation {

/// One layer in a golden file.
struct GoldenLayer {
    std::string name;
    std::map<std::string, std::int64_t> numbers; ///< by their names, see golden_numbers
};

struct GoldenCase {
    std::string name;
    std::string input; ///< fingerprint of what the numbers depend on
    std::vector<GoldenLayer> layers;
};

/// Numbers that are to stay as they are, with where they come from.
struct Golden {
    std::string suite;
    std::string version; ///< of the Counterpoint that wrote them
    std::string date;    ///< on which they were written, YYYY-MM-DD
    std::vector<GoldenCase> cases;
};

/// The numbers of both models: `cycles` stands for the simulated one, `analytical cycles` for the
/// other where it differs; cycles of the estimates; `contribution of DRAM`.
Golden golden_of(const Plan& plan, const Validation& validation, const std::string& date);

/// A text with a line a layer. The names of the numbers stand above the layers that have them.
std::string golden_text(const Golden& golden);

/// Reads such a text; `file` stands for it in problems. Throws InputError: another schema version,
/// or not a golden file.
Golden parse_golden(const std::string& text, const std::string& file);

/// The same from a file. Throws InputError also where it cannot be read.
Golden read_golden(const std::string& file);

/// Every difference in words, in the order of the new one: a case or a layer that is not in both,
/// other inputs, a number with its old and its new value. Date and version may differ.
std::vector<std::string> differences(const Golden& old, const Golden& now);

} // namespace counterpoint::validation
