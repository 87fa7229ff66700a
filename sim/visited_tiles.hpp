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

    /// Another tile around: nothing in it has been worked on.
    void clear();
    /// Marks the tile at which the walk stands. Returns whether it had been marked before.
    bool visit(const PhaseWalk& walk);

  private:
    struct Digit {
        std::size_t loop = 0;
        std::size_t most_trips = 1;
    };
    std::vector<Digit> digits_; ///< the loops that choose the tile
    std::vector<bool> visited_;
};

} // namespace counterpoint::sim
