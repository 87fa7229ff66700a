#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "mapping/timeloop/architecture.hpp"
#include "mapping/timeloop/directives.hpp"
#include "mapping/timeloop/reading.hpp"
#include "workloads/layer.hpp"

namespace counterpoint::mapping::timeloop {

/// The directives of one storage level.
struct Placement {
    const Directive* temporal = nullptr;
    const Directive* spatial = nullptr;
    std::set<std::string> bypassing; ///< tensors that the level does not keep
};

/// The position of the level that a directive targets, by its name, its number or its container;
/// nothing where there is none.
std::optional<std::size_t> level_of(const Architecture& architecture, const Directive& directive);

/// By level. Problems: a target or a tensor that is not there, directives that are given twice or
/// contradict each other.
std::vector<Placement> placements_of(const Architecture& architecture,
                                     const std::vector<Directive>& directives,
                                     const workloads::Layer& layer, Reading& reading);

} // namespace counterpoint::mapping::timeloop
