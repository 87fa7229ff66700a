#include "sim/address/bursts.hpp"

#include <algorithm>

namespace counterpoint::sim {

Overfetch cut_into_bursts(const std::vector<AddressRun>& runs, std::int64_t burst_bytes,
                          std::vector<BurstRange>& bursts) {
    Overfetch bytes;
    std::int64_t end = -1;       // of the run before
    std::int64_t last_burst = 0; // of the run before
    for (const AddressRun& run : runs) {
        const std::int64_t first = run.address / burst_bytes;
        const std::int64_t last = (run.end() - 1) / burst_bytes;
        const bool goes_on = end >= 0 && run.address >= end && first <= last_burst + 1;
        std::int64_t moved = last - first + 1;
        if (goes_on) {
            moved = last - last_burst;
            bursts.back().bursts += moved;
        } else {
            bursts.push_back(BurstRange{static_cast<std::uint64_t>(first * burst_bytes), moved});
        }
        bytes.needed += run.bytes;
        bytes.moved += moved * burst_bytes;
        end = run.end();
        last_burst = last;
    }
    return bytes;
}

} // namespace counterpoint::sim
