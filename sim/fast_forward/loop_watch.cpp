#include "sim/fast_forward/loop_watch.hpp"

#include <algorithm>
#include <utility>

namespace counterpoint::sim {

void LoopWatch::restart() {
    constexpr int most_doublings = 12;
    if (recurred_) {
        vain_runs_ = 0;
    } else if (looked_) {
        vain_runs_ = std::min(vain_runs_ + 1, most_doublings);
        runs_to_sleep_ = std::int64_t{1} << vain_runs_;
    }
    runs_to_sleep_ = std::max<std::int64_t>(runs_to_sleep_ - 1, 0);
    has_anchor_ = false;
    looked_ = false;
    recurred_ = false;
}

void LoopWatch::differs(Snapshot& now) {
    looked_ = true;
    if (has_anchor_ && ++age_ < most_) {
        return;
    }
    most_ = has_anchor_ ? 2 * most_ : 1;
    age_ = 0;
    has_anchor_ = true;
    std::swap(anchor_, now);
}

void LoopWatch::recurred() {
    recurred_ = true;
    has_anchor_ = false;
}

} // namespace counterpoint::sim
