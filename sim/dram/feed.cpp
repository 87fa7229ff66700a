#include "sim/dram/feed.hpp"

namespace counterpoint::sim {

void Feed::push(const BurstRun& run) {
    if (!runs_.empty()) {
        BurstRun& last = runs_.back();
        const bool continues =
            run.kind == last.kind && run.next == last.next + static_cast<std::uint64_t>(last.left);
        const bool alike =
            run.part == untracked && last.part == untracked && !run.arrival && !last.arrival;
        if (continues && alike) {
            last.left += run.left;
            return;
        }
    }
    runs_.push_back(run);
}

void Feed::take(std::int64_t bursts) {
    BurstRun& run = runs_.front();
    run.next += static_cast<std::uint64_t>(bursts);
    run.left -= bursts;
    if (run.left == 0) {
        runs_.pop_front();
    }
}

} // namespace counterpoint::sim
