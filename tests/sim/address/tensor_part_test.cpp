#include "sim/address/tensor_part.hpp"

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/walker/random.hpp"

namespace counterpoint::sim {
namespace {

constexpr std::int64_t extent = 5;

enum class Coordinate { absent, wanted, kept, passed };

/// The coordinates of some kinds as ranges that do not touch.
std::vector<Range> ranges_of(const std::vector<Coordinate>& axis,
                             const std::vector<Coordinate>& kinds) {
    std::vector<Range> ranges;
    for (std::int64_t at = 0; at < extent; ++at) {
        if (std::count(kinds.begin(), kinds.end(), axis[static_cast<std::size_t>(at)]) == 0) {
            continue;
        }
        if (!ranges.empty() && ranges.back().high == at) {
            ++ranges.back().high;
        } else {
            ranges.push_back({at, at + 1});
        }
    }
    return ranges;
}

AxisPart part_of(const std::vector<Coordinate>& axis) {
    return {ranges_of(axis, {Coordinate::wanted, Coordinate::kept, Coordinate::passed}),
            ranges_of(axis, {Coordinate::kept}), ranges_of(axis, {Coordinate::passed})};
}

bool has_coordinate(const std::vector<Range>& ranges, std::int64_t at) {
    return std::any_of(ranges.begin(), ranges.end(),
                       [at](const Range& range) { return range.low <= at && at < range.high; });
}

/// Without anything passed: every coordinate taken, and not all kept.
bool has(const TensorPart& part, std::int64_t element) {
    bool taken = true;
    bool kept = true;
    for (const AxisPart& axis : part) {
        taken = taken && has_coordinate(axis.taken, element % extent);
        kept = kept && has_coordinate(axis.kept, element % extent);
        element /= extent;
    }
    return taken && !kept;
}

bool is_read(const std::vector<std::vector<Coordinate>>& axes, std::int64_t element) {
    std::int64_t wanted = 0;
    std::int64_t passed = 0;
    for (const std::vector<Coordinate>& axis : axes) {
        const Coordinate coordinate = axis[static_cast<std::size_t>(element % extent)];
        if (coordinate == Coordinate::absent) {
            return false;
        }
        wanted += coordinate == Coordinate::wanted ? 1 : 0;
        passed += coordinate == Coordinate::passed ? 1 : 0;
        element /= extent;
    }
    return wanted > 0 || passed > 1;
}

void check_random_axes(walker::Random& random) {
    std::vector<std::vector<Coordinate>> axes(static_cast<std::size_t>(random.between(1, 4)));
    TensorPart part;
    std::int64_t elements = 1;
    for (std::vector<Coordinate>& axis : axes) {
        for (std::int64_t at = 0; at < extent; ++at) {
            axis.push_back(static_cast<Coordinate>(random.between(0, 3)));
        }
        part.push_back(part_of(axis));
        elements *= extent;
    }
    const std::vector<TensorPart> parts = without_passed(part);
    EXPECT_TRUE(std::none_of(parts.begin(), parts.end(), any_passed));
    for (std::int64_t element = 0; element < elements; ++element) {
        const auto times = std::count_if(parts.begin(), parts.end(),
                                         [&](const TensorPart& one) { return has(one, element); });
        ASSERT_EQ(times, is_read(axes, element) ? 1 : 0) << "element " << element;
    }
}

TEST(TensorPart, IsCutIntoPartsWithEachElementThatIsReadOnce) {
    constexpr std::uint64_t seed = 45'000'000;
    for (std::uint64_t number = 0; number < 1'000; ++number) {
        SCOPED_TRACE("seed " + std::to_string(seed + number));
        std::mt19937_64 engine(seed + number);
        walker::Random random(engine);
        check_random_axes(random);
        ASSERT_FALSE(HasFailure());
    }
}

} // namespace
} // namespace counterpoint::sim
