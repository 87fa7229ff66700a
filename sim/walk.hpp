#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/program.hpp"

namespace counterpoint::sim {

/// [low, high) of a dimension or axis; empty where high ≤ low.
struct Range {
    std::int64_t low = 0;
    std::int64_t high = 0;

    [[nodiscard]] std::int64_t length() const { return high > low ? high - low : 0; }
    [[nodiscard]] bool empty() const { return high <= low; }
    friend bool operator==(const Range& a, const Range& b) {
        return a.low == b.low && a.high == b.high;
    }
};

/// Ranges of a dimension in all units, as where unit 0's begins and a form that recurs: the ranges
/// relative to that place, empty ones as [0, 0).
struct Position {
    std::int64_t base = 0;
    std::size_t form = 0;
};

/// Walks the phases of one memory in order. At each phase it knows the range of every dimension in
/// every unit, because it has divided the ranges node by node, as the mapping says. `depth` counts
/// the steps of a dimension from the outside, see Program::depth.
class PhaseWalk {
  public:
    /// Stands at phase 0. `program` outlives it.
    PhaseWalk(const Program& program, MemoryIndex memory);

    /// From now on position() can be asked for these ranges. To be called at phase 0.
    void watch(DimensionIndex dimension, std::size_t depth);

    /// Steps to the next phase. Returns false, and stays, if this was the last one.
    bool advance();

    [[nodiscard]] std::int64_t phase() const { return phase_; }
    /// The outermost loop that the last advance() moved.
    [[nodiscard]] std::size_t moved_loop() const { return moved_loop_; }
    /// The last index of a loop, from where it stands on, up to which all its pieces in all units
    /// look like those at index `from`. The loop is one that the phases iterate over.
    [[nodiscard]] std::int64_t last_alike(std::size_t loop, std::int64_t from) const;
    /// Goes so many iterations of a loop on, over pieces that look alike; inner loops stand where
    /// they stood. The phases keep their numbers, as if those in between were none.
    void skip(std::size_t loop, std::int64_t iterations);

    /// How many trips a loop makes where the walk stands.
    [[nodiscard]] std::int64_t trips(std::size_t loop) const { return trips_[loop]; }
    /// By loop.
    [[nodiscard]] const std::vector<std::int64_t>& trips() const { return trips_; }
    [[nodiscard]] const std::vector<std::int64_t>& indices() const { return indices_; }
    /// The index of a loop. Loops inside of the memory's stores stand at 0.
    [[nodiscard]] std::int64_t index(std::size_t loop) const { return indices_[loop]; }

    /// Did the last advance() change the ranges?
    [[nodiscard]] bool moved(DimensionIndex dimension, std::size_t depth) const {
        return trails_[dimension].moved_at == phase_ && trails_[dimension].moved_from < depth;
    }
    [[nodiscard]] Position position(DimensionIndex dimension, std::size_t depth) const {
        return trails_[dimension].levels[depth].position;
    }
    /// One range for each unit, by the spatial nodes of the dimension alone, the outermost most
    /// significant.
    [[nodiscard]] const std::vector<Range>& form(DimensionIndex dimension, std::size_t depth,
                                                 std::size_t form) const {
        return trails_[dimension].levels[depth].forms[form];
    }

  private:
    /// The ranges of a dimension after so many steps.
    struct Level {
        std::vector<Range> ranges;
        bool watched = false;
        Position position;
        std::vector<std::vector<Range>> forms; ///< all that occurred
    };
    struct Trail {
        std::vector<Level> levels;
        std::size_t moved_from = 0; ///< the first step that the last move changed
        std::int64_t moved_at = -1; ///< at which phase
    };

    void divide(DimensionIndex dimension, std::size_t first_step);
    static void divide_once(const Step& step, std::int64_t first, const std::vector<Range>& outer,
                            std::vector<Range>& inner);
    static void recognise(Level& level);

    const Program& program_;
    std::size_t loops_; ///< that the phases iterate over
    std::vector<std::int64_t> indices_;
    std::vector<std::int64_t> trips_;
    std::vector<std::size_t> step_of_loop_;
    Table<DimensionIndex, Trail> trails_;
    std::int64_t phase_ = 0;
    std::size_t moved_loop_ = 0;
};

} // namespace counterpoint::sim
