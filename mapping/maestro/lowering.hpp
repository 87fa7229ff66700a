#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "mapping/maestro/description.hpp"
#include "mapping/maestro/shape.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::mapping::maestro {

/// A temporal or spatial node that directives became.
struct Loop {
    bool spatial = false;
    std::string dimension; ///< ours
    std::string tile;      ///< a number, or an expression of the PEs
    std::string units;     ///< of a spatial node
    /// Of a temporal node: does it come to more than one piece on this hardware?
    bool advances = false;
    Spot spot;
};

/// The nodes of one dataflow without its stores, the outermost first.
struct Loops {
    std::vector<Loop> nodes;
    /// PEs in a group of the top level; the parameter `groups` counts the groups if more than one.
    std::int64_t group = 1;
};

/// The parameter that stands for the groups of PEs in expressions.
constexpr const char* groups_parameter = "groups";

/// Turns the directives of one layer into nodes. docs/maestro.md has the rules. Adds a problem for
/// each directive that has no meaning here.
Loops lower(const NetworkDescription& network, const LayerDescription& layer,
            const LayerShape& shape, std::int64_t pes, std::vector<Problem>& problems);

} // namespace counterpoint::mapping::maestro
