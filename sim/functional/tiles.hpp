#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/functional/box.hpp"
#include "sim/program.hpp"
#include "sim/walk.hpp"
#include "workloads/layer.hpp"

namespace counterpoint::sim {

/// What every unit of a memory touches at a place of the mapping, along given axes: those of a
/// tensor give its tiles, those of the dimensions the PEs' boxes.
class Tiles {
  public:
    /// Watches the ranges that it needs. Parents are the units of `parents`, a memory further out.
    Tiles(const Program& program, PhaseWalk& walk, const std::vector<workloads::Axis>& axes,
          MemoryIndex memory, std::size_t place, MemoryIndex parents);

    /// Takes the ranges at which the walk stands. Returns whether any tile may have changed.
    bool update(const PhaseWalk& walk);

    /// The tile of a unit; empty on every axis that has an empty range.
    void find(std::size_t unit, Box& tile) const {
        tile.resize(axes_.size());
        for (std::size_t axis = 0; axis < axes_.size(); ++axis) {
            tile[axis] = axes_[axis].intervals[axes_[axis].of_unit[unit]];
        }
    }

    /// Units under one parent that have the same tile in every phase.
    struct Sharers {
        std::size_t parent = 0;
        std::vector<std::size_t> units; ///< ascending
    };
    /// All units of the memory, by parent.
    [[nodiscard]] const std::vector<Sharers>& sharers() const { return sharers_; }

  private:
    struct Term {
        std::int64_t coefficient = 1;
        DimensionIndex dimension;
        std::size_t depth = 0;
    };
    struct AxisTiles {
        std::vector<Term> terms;
        std::vector<Range> intervals;     ///< by the pieces of the terms, first most significant
        std::vector<std::size_t> of_unit; ///< which of the intervals
    };

    static void measure(const PhaseWalk& walk, AxisTiles& axis);
    void list_sharers(std::size_t units, std::size_t parents);

    std::vector<AxisTiles> axes_;
    std::vector<Sharers> sharers_;
};

/// One axis for each dimension of the layer.
std::vector<workloads::Axis> dimension_axes(const workloads::Layer& layer);

} // namespace counterpoint::sim
