#include "validation/comparison.hpp"

#include <algorithm>

namespace counterpoint::validation {

bool Validation::holds() const {
    return std::all_of(cases.begin(), cases.end(),
                       [](const CaseComparison& each) { return each.broken.empty(); });
}

} // namespace counterpoint::validation
