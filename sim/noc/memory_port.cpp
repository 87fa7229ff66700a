#include "sim/noc/memory_port.hpp"

#include <algorithm>

#include "sim/noc/transfer_cycles.hpp"
#include "vocabulary/checked.hpp"

namespace counterpoint::sim::noc {

namespace {

/// From a cycle on the links take more or fewer bytes a cycle.
struct Change {
    std::int64_t cycle = 0;
    std::int64_t bytes = 0;
    std::int64_t* end = nullptr; ///< of a burst that is through then

    friend bool operator<(const Change& a, const Change& b) { return a.cycle < b.cycle; }
};

} // namespace

void MemoryPort::pass(std::int64_t bytes, std::int64_t cycles) {
    const std::int64_t more = checked_product(bytes - bytes_per_cycle_, cycles);
    behind_ = std::max<std::int64_t>(0, checked_sum(behind_, more));
}

std::int64_t MemoryPort::delay() const { return cycles_of(behind_, bytes_per_cycle_); }

std::vector<std::int64_t> ends_through_port(const std::vector<Burst>& bursts,
                                            std::int64_t bytes_per_cycle) {
    std::vector<std::int64_t> ends(bursts.size());
    std::vector<Change> changes;
    changes.reserve(3 * bursts.size());
    for (std::size_t i = 0; i < bursts.size(); ++i) {
        const Burst& burst = bursts[i];
        const std::int64_t full = (burst.bytes - 1) / burst.width;
        const std::int64_t last = burst.bytes - full * burst.width;
        if (full > 0) {
            changes.push_back({burst.begin, burst.width, nullptr});
        }
        changes.push_back({burst.begin + full, full > 0 ? last - burst.width : last, nullptr});
        changes.push_back({burst.begin + full + 1, -last, &ends[i]});
    }
    std::sort(changes.begin(), changes.end());
    MemoryPort port(bytes_per_cycle);
    std::int64_t cycle = 0;
    std::int64_t rate = 0;
    for (const Change& change : changes) {
        port.pass(rate, change.cycle - cycle);
        cycle = change.cycle;
        rate += change.bytes;
        if (change.end != nullptr) {
            *change.end = cycle + port.delay();
        }
    }
    return ends;
}

} // namespace counterpoint::sim::noc
