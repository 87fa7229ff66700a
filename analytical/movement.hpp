#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "analytical/footprint.hpp"
#include "analytical/nest.hpp"
#include "analytical/ranges.hpp"
#include "workloads/layer.hpp"

namespace counterpoint::analytical {

/// How the tiles of a tensor move through the units of a memory over a whole layer, in elements.
struct Movement {
    /// Elements that enter units (of the output: units that work on them; what enters must leave).
    std::int64_t all = 0; ///< added up over the units
    /// Counted once for all units below one unit of the next outer memory, of the one before that
    /// and so on, up to the one they come from.
    boost::container::small_vector<std::int64_t, 1> once{0};
    std::int64_t tile = 0;    ///< the largest tile of one unit
    std::int64_t renewed = 0; ///< the most elements new to one unit in a phase after the first
};

/// Sums movements by case analysis over loop transitions. At a transition of loop l the loops
/// outside stand, l advances, the loops inside go from their last to their first index. The new
/// elements are those of a box without those of another, so Σ|new| = Π Σ|after| − Π Σ|common| over
/// the axes, and the same holds for unions over units: no combination of edges is enumerated.
class Movements {
  public:
    Movements(const workloads::Layer& layer, const Nest& nest,
              const Table<DimensionIndex, Ranges>& ranges, Footprints& footprints);

    /// The memory is in the tensor's chain, and not memory 0.
    Movement of(MemoryIndex memory, TensorIndex tensor);

  private:
    static constexpr std::size_t start = static_cast<std::size_t>(-1); ///< "transition" to phase 0

    struct PairCount {
        std::size_t pair = 0;
        std::int64_t count = 0;
    };
    using PairCounts = boost::container::small_vector<PairCount, 2>;
    /// Sums of one axis over all positions of its dimensions at a transition.
    struct AxisSums {
        std::uint64_t key = 0;
        std::int64_t all_after = 0;
        std::int64_t all_common = 0;
        std::int64_t union_after = 0;
        std::int64_t union_kept = 0;
        UnitFootprints units; ///< those of single units that no other one exceeds
    };

    /// A tensor on its way into the units of a memory, where an element counts once below one unit
    /// of memory `outer`.
    struct Flow {
        MemoryIndex memory;
        TensorIndex tensor;
        std::size_t outer = 0;
    };
    Movement below(const Flow& flow);
    void add_transition(Movement& sum, const Flow& flow, std::size_t loop);
    /// How often each element enters because of dimensions that the tensor does not mention.
    struct Factor {
        std::int64_t all = 1;
        std::int64_t once = 1;
    };
    Factor unmentioned(const Flow& flow, std::size_t loop);
    Factor working_units(const Flow& flow, DimensionIndex dimension, std::size_t loop);
    const AxisSums& axis_sums(const AxisAt& at, std::size_t loop);
    void add_terms(AxisSums& sums, const AxisAt& at, std::size_t loop, std::size_t term,
                   std::int64_t count);
    /// All steps of a dimension at a transition, with how often each happens.
    const PairCounts& steps(DimensionIndex dimension, std::size_t loop);
    /// Transitions with one variant move a dimension in the same way.
    [[nodiscard]] std::size_t variant(DimensionIndex dimension, std::size_t loop) const;
    [[nodiscard]] std::size_t variants(DimensionIndex dimension) const;
    /// How often a dimension's loops let the transition happen.
    [[nodiscard]] std::int64_t repeats(DimensionIndex dimension, std::size_t loop) const;
    /// Units of a memory along a dimension.
    [[nodiscard]] std::int64_t units(DimensionIndex dimension, std::size_t memory) const;
    /// Does a transition of this loop, or of any further in, replace the tensor's tile?
    [[nodiscard]] bool moves(MemoryIndex memory, TensorIndex tensor, std::size_t loop) const;

    const workloads::Layer& layer_;
    const Nest& nest_;
    const Table<DimensionIndex, Ranges>& ranges_;
    Footprints& footprints_;
    std::vector<std::size_t> pairs_;             ///< scratch, by dimension
    std::vector<std::vector<PairCounts>> steps_; ///< by dimension and variant
    std::vector<std::vector<AxisSums>> known_;   ///< by axis of the tensor at hand
};

} // namespace counterpoint::analytical
