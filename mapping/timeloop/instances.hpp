#pragma once

#include <cstdint>
#include <string>

#include "input/document.hpp"
#include "mapping/timeloop/reading.hpp"

namespace counterpoint::mapping::timeloop {

/// What products of a few of these do not take beyond 64 bits.
constexpr std::int64_t most_instances = std::int64_t{1} << 24U;

/// A name such as `PE[0..167]`, and how many of it there are.
struct Instances {
    std::string name;
    std::int64_t count = 1;
};

/// What `name` of a part of an architecture says. A problem where there is none, or no clear one.
Instances instances_of(const input::Node& node, Reading& reading);

/// The product of two numbers of instances; a problem at the node, and `a`, where it is too large.
std::int64_t multiplied(std::int64_t a, std::int64_t b, const input::Node& node, Reading& reading);

} // namespace counterpoint::mapping::timeloop
