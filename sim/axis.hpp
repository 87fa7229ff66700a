#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <utility>
#include <vector>

#include "sim/intervals.hpp"
#include "sim/neighbours.hpp"
#include "sim/program.hpp"
#include "sim/walk.hpp"

namespace counterpoint::sim {

/// One axis of an input tensor in all units of a memory, followed from phase to phase. Units that
/// differ in other dimensions than the axis' own have the same interval and are counted once.
class AxisFollower {
  public:
    /// What one move does, measured once for every move that looks the same.
    struct Outcome {
        std::size_t number = 0;          ///< among all that occurred, in their order
        AxisMove all;                    ///< summed up over the parent units
        std::vector<AxisMove> by_parent; ///< parent units by the axis' own dimensions
        std::int64_t longest = 0;        ///< new interval
        /// The different (length of an interval, length in common with the old one).
        std::vector<std::pair<std::int64_t, std::int64_t>> lengths;
    };

    /// The intervals of all units. Parent units first, then the units within one: for both by the
    /// dimensions in the axis' order.
    struct Intervals {
        std::vector<Range> after;
        std::vector<Range> before; ///< empty ones where nothing was before
    };

    /// Watches the ranges that it needs. `forwarding`: units take from neighbours.
    AxisFollower(const Program& program, PhaseWalk& walk, const workloads::Axis& axis,
                 std::size_t place, std::size_t outer_place, bool forwarding);

    /// The tiles as they come with nothing before: phase 0.
    const Outcome& arrive(const PhaseWalk& walk);
    /// The step that the walk has just made.
    const Outcome& follow(const PhaseWalk& walk);

    [[nodiscard]] bool moved(const PhaseWalk& walk) const;
    /// The walk has skipped pieces that look alike: the ranges of a dimension have moved so far
    /// after its first `step` steps and a further one.
    void skip(DimensionIndex dimension, std::size_t step, std::int64_t distance);

    /// Of the move that was followed last.
    [[nodiscard]] Intervals intervals(const PhaseWalk& walk) const;
    /// Units of one parent unit, by the axis' own dimensions.
    [[nodiscard]] std::size_t children() const;
    [[nodiscard]] const Neighbours& neighbours() const { return neighbours_; }

  private:
    /// Forms of the dimensions before (−1: nothing was before), forms after, distance.
    using Move = std::vector<std::int64_t>;
    struct Hash {
        std::size_t operator()(const Move& move) const;
    };
    struct Part {
        workloads::AxisTerm term;
        std::size_t depth = 0;
        std::int64_t children = 1; ///< pieces in one parent unit
        std::int64_t parents = 1;
    };

    const Outcome& outcome(const PhaseWalk& walk, bool first);
    const Outcome& look_up(const PhaseWalk& walk);
    [[nodiscard]] std::vector<Range> intervals_of(const PhaseWalk& walk, std::size_t first_form,
                                                  std::int64_t offset) const;
    [[nodiscard]] Outcome take_measure(const PhaseWalk& walk) const;

    std::vector<Part> parts_;
    Neighbours neighbours_;
    std::int64_t base_ = 0;
    Move move_;
    const Outcome* still_ = nullptr; ///< of standing still, for the present forms; null: unknown
    std::unordered_map<Move, Outcome, Hash> known_;
    std::array<const std::pair<const Move, Outcome>*, 4> recent_{}; ///< the last ones looked up
    std::size_t next_recent_ = 0;
};

} // namespace counterpoint::sim
