#pragma once

#include <cstddef>
#include <vector>

#include "sim/address/tensor_part.hpp"
#include "sim/neighbours.hpp"
#include "sim/program.hpp"
#include "sim/walk.hpp"
#include "workloads/layer.hpp"

namespace counterpoint::sim {

/// The intervals of one axis of a tensor in all units of a memory, in this phase and the one before
/// (none before phase 0). Units that differ in other dimensions than the axis' own have the same
/// one. To be asked what changed only where something did.
class AxisTiles {
  public:
    /// Watches the ranges that it needs. `forwarding`: units take from neighbours what those had in
    /// the phase before.
    AxisTiles(const Program& program, PhaseWalk& walk, const workloads::Axis& axis,
              std::size_t place, bool forwarding);

    /// Takes the ranges at which the walk stands; to be called at each phase. Returns whether an
    /// interval may have changed.
    bool update(const PhaseWalk& walk);

    /// How many pieces of the axis' dimensions lie side by side.
    [[nodiscard]] std::size_t units() const { return now_.size(); }

    /// All units together; kept are the coordinates that are new to none of them, passed those
    /// that are new and that each of them had or has a neighbour with.
    void unite(AxisPart& part);
    /// One unit alone, by the pieces of the axis' dimensions, the first most significant.
    void take(std::size_t unit, AxisPart& part) const;

  private:
    struct Term {
        workloads::AxisTerm what;
        std::size_t depth = 0;
    };

    void measure(const PhaseWalk& walk);
    void add_wanted(std::size_t unit, std::vector<Range>& ranges) const;

    std::vector<Term> terms_;
    Neighbours neighbours_;
    std::vector<Range> before_;
    std::vector<Range> now_;
    std::vector<Range> work_;
    bool moved_ = false; ///< before_ differs from now_
};

} // namespace counterpoint::sim
