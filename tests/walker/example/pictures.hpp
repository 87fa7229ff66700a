#pragma once

#include <string>

#include "tests/walker/cases.hpp"
#include "tests/walker/walker.hpp"

namespace counterpoint::walker {

/// The pictures of docs/semantics.md, as SVG. Drawn for its example: a convolution along P with one
/// spatial node, two inputs and an innermost memory that stores all tensors at one point.

/// The nodes as a tree, with what the memories hold and how often they change it.
std::string nest_picture(const Case& given, const WalkResult& result);

/// What each PE holds of each tensor in each phase, new elements strong.
std::string tiles_picture(const Case& given);

/// When networks and PEs are busy, and what the PEs wait for.
std::string timeline_picture(const Case& given, const WalkResult& result);

} // namespace counterpoint::walker
