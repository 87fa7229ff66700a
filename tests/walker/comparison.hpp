#pragma once

#include <string>

#include "hw/layer_numbers.hpp"
#include "tests/walker/cases.hpp"
#include "tests/walker/walker.hpp"

namespace counterpoint::walker {

/// A line for each number of `numbers` that is not the right one; empty if all agree.
std::string differences(const hw::LayerNumbers& numbers, const WalkResult& right,
                        const Case& given);
std::string differences(const hw::LayerNumbers& numbers, const Wanted& want, const Case& given);

} // namespace counterpoint::walker
