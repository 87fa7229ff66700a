#pragma once

#include <cstdint>
#include <vector>

#include <boost/container/small_vector.hpp>

namespace counterpoint::analytical {

/// `count` copies, each `step` further on.
struct Stride {
    std::int64_t step = 0;
    std::int64_t count = 1;
};

/// The interval [low, low + length) repeated along strides: what many units of one kind touch on
/// one axis.
struct IntervalComb {
    std::int64_t low = 0;
    std::int64_t length = 0;
    boost::container::small_vector<Stride, 4> strides;
};

/// How many integers the combs cover together. Closed form where the copies of a comb touch or keep
/// apart, which holds for all but interleaved gappy combs (two dimensions of one axis spread over
/// units with tiles that leave gaps); those are listed interval by interval. Consumes its argument.
std::int64_t covered(std::vector<IntervalComb>& combs);

} // namespace counterpoint::analytical
