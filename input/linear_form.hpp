#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "input/expression.hpp"

namespace counterpoint::input {

/// coefficient · name, one summand of a linear form.
struct LinearTerm {
    std::int64_t coefficient = 1;
    std::string name;
};

/// Reads an expression as a sum of positive integer multiples of names, such as `2*P + R`; each
/// name once, in the order in which they first appear. Adds a problem and returns nothing where it
/// is none: a constant, a product of names, a fraction, a coefficient below 1, a function.
std::optional<std::vector<LinearTerm>> linear_form(const Expression& expression,
                                                   std::vector<Problem>& problems);

} // namespace counterpoint::input
