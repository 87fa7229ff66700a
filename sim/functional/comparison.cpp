#include "sim/functional/comparison.hpp"

#include <cmath>
#include <limits>

namespace counterpoint::sim {

namespace {

void note_wrong(OutputComparison& comparison, const WrongElement& element) {
    if (comparison.wrong++ == 0) {
        comparison.first_wrong = element;
    }
}

/// Sums beyond the range of single precision have no right value in it.
bool may_overflow(double expected, double bound) {
    return std::abs(expected) + bound > static_cast<double>(std::numeric_limits<float>::max());
}

} // namespace

std::vector<std::int64_t> index_of(const std::vector<std::int64_t>& shape, std::size_t place) {
    std::vector<std::int64_t> index(shape.size());
    auto left = static_cast<std::int64_t>(place);
    for (std::size_t axis = shape.size(); axis-- > 0;) {
        index[axis] = left % shape[axis];
        left /= shape[axis];
    }
    return index;
}

OutputComparison compare(const std::vector<std::int64_t>& shape,
                         const std::vector<std::int64_t>& found,
                         const std::vector<std::int64_t>& expected) {
    OutputComparison comparison;
    comparison.elements = static_cast<std::int64_t>(expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
        if (found[i] != expected[i]) {
            note_wrong(comparison, WrongElement{index_of(shape, i), found[i], expected[i]});
        }
    }
    return comparison;
}

OutputComparison compare(const std::vector<std::int64_t>& shape, const std::vector<float>& found,
                         const FloatReference& expected) {
    OutputComparison comparison;
    comparison.elements = static_cast<std::int64_t>(expected.output.size());
    for (std::size_t i = 0; i < expected.output.size(); ++i) {
        const auto value = static_cast<double>(found[i]);
        const double bound = expected.bound[i];
        const double error = std::abs(value - expected.output[i]);
        const bool finite = std::isfinite(value) && std::isfinite(expected.output[i]);
        const bool right = finite ? error <= bound
                           : !std::isfinite(expected.output[i])
                               ? !std::isfinite(value)
                               : may_overflow(expected.output[i], bound);
        if (!right) {
            note_wrong(comparison, WrongElement{index_of(shape, i), value, expected.output[i]});
        }
        if (finite && error * comparison.bound_of_largest >= comparison.largest_error * bound) {
            comparison.largest_error = error;
            comparison.bound_of_largest = bound;
        }
    }
    return comparison;
}

} // namespace counterpoint::sim
