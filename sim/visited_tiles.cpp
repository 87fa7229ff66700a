#include "sim/visited_tiles.hpp"

#include <algorithm>

namespace counterpoint::sim {

VisitedTiles::VisitedTiles(const Program& program, const workloads::Layer& layer,
                           std::size_t outer_place, std::size_t place) {
    std::size_t tiles = 1;
    for (const workloads::Axis& axis : layer.tensors[layer.output].axes) {
        for (std::size_t loop = 0; loop < program.loops.size(); ++loop) {
            const Loop& candidate = program.loops[loop];
            if (candidate.dimension == axis.front().dimension && candidate.node >= outer_place &&
                candidate.node < place) {
                digits_.push_back(Digit{loop, static_cast<std::size_t>(candidate.most_trips)});
                tiles *= digits_.back().most_trips;
            }
        }
    }
    visited_.resize(tiles);
}

void VisitedTiles::clear() { std::fill(visited_.begin(), visited_.end(), false); }

bool VisitedTiles::visit(const PhaseWalk& walk) {
    std::size_t key = 0;
    for (const Digit& digit : digits_) {
        key = key * digit.most_trips + static_cast<std::size_t>(walk.index(digit.loop));
    }
    const bool before = visited_[key];
    visited_[key] = true;
    return before;
}

} // namespace counterpoint::sim
