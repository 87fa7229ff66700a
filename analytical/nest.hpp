#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include <boost/container/small_vector.hpp>

#include "analytical/tensor_chain.hpp"
#include "hw/hardware.hpp"
#include "mapping/mapping.hpp"
#include "workloads/layer.hpp"

namespace counterpoint::analytical {

using hw::MemoryIndex;
using workloads::DimensionIndex;
using workloads::TensorIndex;

/// One split of a dimension's range: in time (`spatial` false) or over units.
struct Split {
    bool spatial = false;
    std::int64_t tile = 1;
    std::int64_t units = 1; ///< spatial: pieces that exist
    std::size_t memory = 0; ///< spatial: the units are units of this memory and of all inner ones
};

/// The splits of one dimension, outermost first; none that leaves the range whole.
struct Chain {
    std::int64_t size = 1;
    std::vector<Split> splits;
    std::size_t loops = 0; ///< how many of the splits are temporal
};

/// A temporal loop with more than one iteration.
struct Loop {
    DimensionIndex dimension;
    std::size_t level = 0; ///< its place among the temporal splits of its dimension
};

/// How many splits of each dimension stand outside of a point.
using SplitsAbove = boost::container::small_vector<std::size_t, 8>;

/// Where a tensor enters a memory or begins to bypass it.
struct StorePoint {
    std::size_t loops_above = 0; ///< of the whole nest
    SplitsAbove splits_above;
    bool stored = false;           ///< not bypassed
    std::size_t spatial_nodes = 0; ///< above, those with a single unit as well
};

/// A mapping as the closed forms see it: without the nodes that change nothing, split by dimension.
/// Ranges of different dimensions never meet, so every count is a product over dimensions.
struct Nest {
    Table<DimensionIndex, Chain> chains;
    std::vector<Loop> loops;                            ///< outermost first
    Table<MemoryIndex, std::vector<StorePoint>> stores; ///< by memory and tensor; memory 0: empty
    Table<MemoryIndex, std::size_t> loops_above; ///< of the innermost store point of a memory
    Table<MemoryIndex, std::int64_t> units;
    Table<TensorIndex, TensorChain> tensor_chains;
    /// Those that ever send anything: an output only where partial sums come back.
    std::vector<Leap> leaps;

    /// How many loops over the dimension stand outside of loop `loop`.
    [[nodiscard]] std::size_t level_at(DimensionIndex dimension, std::size_t loop) const {
        return levels_[loop * dimensions_ + dimension.value];
    }

    /// Does the tensor mention the dimension?
    [[nodiscard]] bool mentions(TensorIndex tensor, DimensionIndex dimension) const {
        return mentions_[tensor.value * dimensions_ + dimension.value] != 0;
    }

    std::size_t dimensions_ = 0;
    std::vector<std::size_t> levels_; ///< backs level_at; one row a loop, one more for the end
    std::vector<char> mentions_;      ///< backs mentions; one row a tensor
};

/// Builds the nest of a legal mapping.
Nest build_nest(const workloads::Layer& layer, const hw::Hardware& hardware,
                const mapping::Mapping& mapping);

} // namespace counterpoint::analytical
