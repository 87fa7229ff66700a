#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "analytical/iterations.hpp"
#include "analytical/phase_graph.hpp"
#include "analytical/recurrence.hpp"

namespace counterpoint::analytical {

/// Runs the recurrence over a whole layer without walking its phases. The recurrence is linear in
/// the max-plus algebra, which makes three short cuts exact:
/// - a loop entered with the same times, but for a common shift, ends with the same times: looked
/// up;
/// - an iteration (or a period of several) that shifts all times by the same amount does so for
/// ever;
/// - where times move apart at constant rates, each time after an iteration is a convex function of
///   how far along that line it starts, so if it lies on the line at the first, the second and the
///   n-th iteration, it does at all between.
class Repetition {
  public:
    Repetition(const Recurrence& recurrence, const PhaseGraph& graph);

    /// All loops of the layer, from the first phase's computation to the last one's.
    void run(Clock& clock, Ledger& ledger);

    /// Phases and transitions evaluated so far.
    [[nodiscard]] std::int64_t evaluated() const { return evaluated_; }

  private:
    /// One way through a loop: the times it was entered with and left with, seen from `done`.
    struct Passage {
        std::vector<std::int64_t> entered;
        std::vector<std::int64_t> left;
        std::int64_t duration = 0;
        Ledger ledger; ///< clock counted from the entry
    };
    struct Loop {
        std::vector<std::size_t> touched; ///< positions in a Clock
        std::vector<Passage> passages;
    };
    void run_node(std::size_t node, Clock& clock, Ledger& ledger);
    bool look_up(Loop& loop, const std::vector<std::int64_t>& entered, Clock& clock,
                 Ledger& ledger) const;
    void repeat(const Loop& loop, const Segment& segment, Clock& clock, Ledger& ledger);
    void iterate(const Segment& segment, Clock& clock, Ledger& ledger);
    /// Jumps over as many whole periods as fit if the last `period` iterations shifted all times
    /// alike. Returns the iterations jumped over.
    static std::int64_t jump_steady(const Iterations& past, std::size_t period, std::int64_t left,
                                    Clock& clock, Ledger& ledger);
    /// The same where times drift apart at constant rates.
    std::int64_t jump_drifting(const Segment& segment, const Iterations& past, std::int64_t left,
                               Clock& clock, Ledger& ledger);
    std::int64_t jump_along(const Segment& segment, const Drift& drift, std::int64_t left,
                            Clock& clock, Ledger& ledger);
    [[nodiscard]] std::vector<std::int64_t> seen_from_done(const Loop& loop,
                                                           const Clock& clock) const;

    const Recurrence& recurrence_;
    const PhaseGraph& graph_;
    std::vector<Loop> loops_; ///< by node of the graph
    std::int64_t evaluated_ = 0;
};

} // namespace counterpoint::analytical
