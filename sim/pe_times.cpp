#include "sim/pe_times.hpp"

#include <algorithm>

#include "vocabulary/checked.hpp"

namespace counterpoint::sim {

std::int64_t PeTimes::compute(const TileArrivals& tiles, std::int64_t room,
                              const std::vector<std::int64_t>& cycles) {
    std::int64_t last = 0;
    for (std::size_t pe = 0; pe < done_.size(); ++pe) {
        const std::int64_t here =
            tiles.by_pe == nullptr ? tiles.last : checked_sum(tiles.begin, (*tiles.by_pe)[pe]);
        done_[pe] = checked_sum(std::max({here, done_[pe], room}), cycles[pe]);
        last = std::max(last, done_[pe]);
    }
    return last;
}

void PeTimes::record(MachineState& state) {
    for (std::int64_t& done : done_) {
        state.time(done);
    }
}

void PeTimes::wait_until(std::int64_t cycle) {
    for (std::int64_t& done : done_) {
        done = std::max(done, cycle);
    }
}

} // namespace counterpoint::sim
