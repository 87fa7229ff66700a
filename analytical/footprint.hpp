#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "analytical/interval_comb.hpp"
#include "analytical/nest.hpp"
#include "analytical/ranges.hpp"
#include "analytical/unit_spread.hpp"
#include "workloads/layer.hpp"

namespace counterpoint::analytical {

/// What units of a memory touch along one axis of a tensor, before and after a step in time.
/// "All" adds up over units, "union" counts a coordinate once however many units take it.
struct AxisFootprint {
    std::int64_t all_after = 0;
    std::int64_t all_common = 0; ///< touched before and after by the same unit
    std::int64_t union_after = 0;
    std::int64_t union_new = 0;    ///< new to at least one unit
    std::int64_t all_before = 0;   ///< output only
    std::int64_t union_before = 0; ///< output only

    /// Part of union_after that is new to no unit.
    [[nodiscard]] std::int64_t union_kept() const { return union_after - union_new; }
};

/// The footprint of one unit.
struct UnitFootprint {
    std::int64_t after = 0;
    std::int64_t common = 0;
};

using UnitFootprints = boost::container::small_vector<UnitFootprint, 2>;

/// Adds a footprint to those that no other one exceeds (more after, less in common).
void add_unit(UnitFootprints& units, UnitFootprint unit);

/// Footprints of an axis: one for each kind of unit of Sharing::by, and the sum over all of them.
struct AxisFootprints {
    AxisFootprint total;
    /// Kinds of these units dimension by dimension, first unit 0; empty where there is one unit.
    std::vector<AxisFootprint> by_group;
    /// Of single units, those that no other one exceeds.
    UnitFootprints units;

    [[nodiscard]] const AxisFootprint& of_group(std::size_t kind) const {
        return by_group.empty() ? total : by_group[kind];
    }
};

/// How many units have work along a dimension (its range is not empty).
struct WorkingUnits {
    std::int64_t units = 0;
    std::int64_t parents = 0; ///< units of Sharing::once_below with at least one
};

struct Activity {
    WorkingUnits total;
    /// In one unit of each kind of Sharing::by.
    boost::container::small_vector<WorkingUnits, 3> by_group;
};

/// One axis of a tensor at a memory.
struct AxisAt {
    MemoryIndex memory;
    TensorIndex tensor;
    std::size_t axis = 0;
    Sharing sharing;
};

/// Takes the one-dimensional measures that all counts are products of, each once.
class Footprints {
  public:
    Footprints(const workloads::Layer& layer, const Nest& nest,
               const Table<DimensionIndex, Ranges>& ranges);

    /// `pairs`: by dimension of the layer, the step in time of each.
    const AxisFootprints& axis(const AxisAt& at, const std::vector<std::size_t>& pairs);

    /// Work of the units of a memory along a dimension the output does not mention, at the output's
    /// store point, after the step.
    Activity activity(MemoryIndex memory, DimensionIndex dimension, const PositionPair& pair,
                      Sharing sharing);

    /// Kinds of units of `parent` along a dimension.
    ParentKinds parent_kinds(MemoryIndex parent, DimensionIndex dimension,
                             const PositionPair& pair);

    [[nodiscard]] std::int64_t measured() const { return measured_; }

  private:
    /// The kind of parent unit along each term of an axis.
    using Kinds = boost::container::small_vector<std::size_t, 4>;
    struct Known {
        std::uint64_t key = 0;
        AxisFootprints footprints;
    };

    void measure(AxisFootprints& result, const AxisAt& at, const std::vector<std::size_t>& pairs);
    /// The same where there is one unit.
    void measure_alone(AxisFootprints& result, const AxisAt& at,
                       const std::vector<std::size_t>& pairs);
    [[nodiscard]] bool is_alone(const AxisAt& at) const;
    AxisFootprint measure_parent(AxisFootprints& all, const workloads::Axis& axis,
                                 const Kinds& kinds, bool output);
    /// Adds what one parent of each of these kinds touches.
    void add_parent(AxisFootprints& result, const AxisAt& at, const Kinds& kinds);
    /// Calls `visit` for each combination of the siblings below one kind of parent.
    template <class Visit>
    void combine(const workloads::Axis& axis, const Kinds& kinds, Visit visit);

    const workloads::Layer& layer_;
    const Nest& nest_;
    const Table<DimensionIndex, Ranges>& ranges_;
    std::vector<std::vector<Known>> known_; ///< by memory, tensor and axis
    std::vector<std::size_t> first_axis_;   ///< of a tensor, among the axes of all
    std::size_t axes_ = 0;
    std::size_t memories_ = 0;
    // Scratch, kept for its memory:
    UnitSpreader spreader_;
    std::vector<UnitSpread> spreads_; ///< by term of the axis at hand
    std::vector<IntervalComb> after_;
    std::vector<IntervalComb> fresh_;
    std::vector<IntervalComb> before_;
    std::int64_t measured_ = 0;
};

} // namespace counterpoint::analytical
