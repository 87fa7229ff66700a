#pragma once

#include <cstddef>
#include <vector>

#include "sim/program.hpp"
#include "sim/walk.hpp"

namespace counterpoint::sim {

/// Which tiles of the output have been worked on below one place of the mapping since the tile
/// around it came.
class VisitedTiles {
  public:
    /// The tiles at `place`, inside of the tile at `outer_place`.
    VisitedTiles(const Program& program, const workloads::Layer& layer, std::size_t outer_place,
                 std::size_t place);

    /// Has the tile that has just come to where the walk stands been there before?
    [[nodiscard]] bool knows(const PhaseWalk& walk) const;

  private:
    struct WatchedLoop {
        std::size_t loop = 0;
        bool brings_outer_tile = false; ///< else: over a dimension that the output does not have
    };
    std::vector<WatchedLoop> loops_; ///< innermost first
};

} // namespace counterpoint::sim
