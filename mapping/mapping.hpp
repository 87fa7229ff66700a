#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "hw/hardware.hpp"
#include "vocabulary/problem.hpp"
#include "workloads/layer.hpp"

namespace counterpoint::mapping {

/// The current range of the dimension is visited in pieces of `tile`, one after the other.
struct Temporal {
    workloads::DimensionIndex dimension;
    std::int64_t tile = 1; ///< positive; may exceed the range
};

/// Unit u gets piece u of the current range of the dimension, all at the same time.
struct Spatial {
    workloads::DimensionIndex dimension;
    std::int64_t tile = 1;  ///< positive; may exceed the range
    std::int64_t units = 1; ///< positive; may exceed the number of pieces
};

/// From here inwards the tensors live in the memory, or bypass it: they pass from the next outer
/// memory that stores them to the next inner one.
struct Store {
    std::vector<workloads::TensorIndex> tensors;
    std::vector<workloads::TensorIndex> bypassed;
    hw::MemoryIndex memory;
};

struct Node {
    std::variant<Temporal, Spatial, Store> what;
    Place place;
};

/// The mapping of one layer onto one accelerator, bound and legal: every rule of docs/semantics.md
/// that needs no count holds. Outermost node first. The numbers are the user's own: tiles are not
/// clipped to ranges, units not to pieces; each model does that by itself.
///
/// A list of nodes is the simple case of a tree: fused layers will hang branches below shared
/// loops.
struct Mapping {
    std::vector<Node> nodes;
};

/// Checks every rule of a mapping that needs no count against its layer and hardware. Returns all
/// broken ones, each naming its node; empty for a legal mapping.
std::vector<Problem> broken_rules(const Mapping& mapping, const workloads::Layer& layer,
                                  const hw::Hardware& hardware);

} // namespace counterpoint::mapping
