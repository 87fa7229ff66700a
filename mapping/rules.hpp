#pragma once

#include <string>
#include <vector>

#include "mapping/mapping.hpp"

namespace counterpoint::mapping {

/// What a mapping is checked against, and where its problems go.
struct RuleContext {
    const Mapping& mapping;
    const workloads::Layer& layer;
    const hw::Hardware& hardware;
    std::vector<Problem>& problems;

    /// Adds a problem with a node; the layer and what the node says are told with it.
    void broken_at(const Node& node, const std::string& message,
                   const std::string& remedy = {}) const;
};

/// A node in a line: `spatial K tile 1 units 3`, `store Weight and Input in L2`.
std::string in_words(const Node& node, const workloads::Layer& layer, const hw::Hardware& hardware);

/// Rules on loops: positive tiles and units, every spatial node covers its nominal range, no more
/// PEs than there are.
void check_loops(const RuleContext& context);

/// Rules on storage: every tensor once in every memory but memory 0, from the outside in, no
/// spatial node between the store nodes of one memory, nothing below the last store node.
void check_stores(const RuleContext& context);

/// Rules on networks: no more units of a memory under one unit of the next outer one than the grid
/// of its network has nodes. Asks for loops and stores that are legal.
void check_networks(const RuleContext& context);

} // namespace counterpoint::mapping
