#include "sim/visited_tiles.hpp"

#include <algorithm>

namespace counterpoint::sim {

VisitedTiles::VisitedTiles(const Program& program, const workloads::Layer& layer,
                           std::size_t outer_place, std::size_t place) {
    const std::vector<workloads::Axis>& axes = layer.tensors[layer.output].axes;
    for (std::size_t loop = program.loops.size(); loop-- > 0;) {
        const Loop& candidate = program.loops[loop];
        const bool of_output =
            std::any_of(axes.begin(), axes.end(), [&candidate](const workloads::Axis& axis) {
                return axis.front().dimension == candidate.dimension;
            });
        const bool outside = candidate.node < outer_place;
        if (candidate.node < place && (outside || !of_output)) {
            loops_.push_back(WatchedLoop{loop, of_output});
        }
    }
}

/// The tile came before if a loop that leaves the outer tile where it is, and is not one of those
/// that choose tiles in it, has been through before. A loop leaves the outer tile where it is if no
/// loop inside of it brings another one; one that makes a single trip never does.
bool VisitedTiles::knows(const PhaseWalk& walk) const {
    for (const auto& [loop, brings_outer_tile] : loops_) {
        if (brings_outer_tile) {
            if (walk.trips(loop) > 1) {
                return false;
            }
        } else if (walk.index(loop) > 0) {
            return true;
        }
    }
    return false;
}

} // namespace counterpoint::sim
