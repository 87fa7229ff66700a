#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "hw/hardware.hpp"
#include "mapping/mapping.hpp"
#include "sim/chains.hpp"
#include "workloads/layer.hpp"

namespace counterpoint::sim {

using workloads::DimensionIndex;

/// The part of a mapping that concerns one dimension, node by node, as a PE array meets it.
struct Step {
    bool spatial = false;
    std::int64_t tile = 1;
    std::int64_t units = 1; ///< spatial: the units that exist
    std::size_t loop = 0;   ///< temporal: which loop of the whole mapping
    std::size_t node = 0;   ///< its place in the mapping
};

/// One temporal node.
struct Loop {
    DimensionIndex dimension;
    std::size_t node = 0; ///< its place in the mapping
    std::int64_t tile = 1;
    std::int64_t most_trips = 1; ///< that it ever makes
};

/// A dimension spread over units by one spatial node.
struct Spread {
    DimensionIndex dimension;
    std::int64_t tile = 1;
    std::int64_t units = 1; ///< that exist
};

/// A mapping made ready to be executed: which loops there are, who stores what where, and how many
/// units each memory has. Places count the nodes of the mapping; one past the last is its end.
struct Program {
    Table<DimensionIndex, std::int64_t> sizes;
    Table<DimensionIndex, std::vector<Step>> steps; ///< outermost first
    std::vector<Loop> loops;                        ///< outermost first
    /// By memory and tensor: the place of the node that says whether the tensor is stored there or
    /// bypasses the memory; memory 0 stores at place 0.
    Table<MemoryIndex, std::vector<std::size_t>> stores;
    Table<MemoryIndex, std::size_t> last_store;    ///< place of the innermost store node
    Table<MemoryIndex, std::size_t> loops_outside; ///< of the innermost store node
    Table<MemoryIndex, std::int64_t> units;
    Chains chains;
    std::size_t end = 0;

    [[nodiscard]] MemoryIndex innermost() const { return MemoryIndex{units.size() - 1}; }

    /// How many steps a dimension takes outside of a place.
    [[nodiscard]] std::size_t depth(DimensionIndex dimension, std::size_t place) const;
    /// How many pieces of a dimension exist side by side at a place.
    [[nodiscard]] std::int64_t pieces(DimensionIndex dimension, std::size_t place) const;
    /// The spatial nodes from one place up to another, outermost first. Units are numbered by
    /// their indices, the outermost most significant.
    [[nodiscard]] std::vector<Spread> spatial_nodes(std::size_t from, std::size_t to) const;
    /// By dimension and unit at a place: which of the dimension's pieces the unit has.
    [[nodiscard]] Table<DimensionIndex, std::vector<std::size_t>>
    unit_pieces(std::size_t place) const;
};

/// The mapping is legal.
Program build_program(const workloads::Layer& layer, const hw::Hardware& hardware,
                      const mapping::Mapping& mapping);

} // namespace counterpoint::sim
