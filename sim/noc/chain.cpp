#include "sim/noc/chain.hpp"

#include <algorithm>

#include "sim/noc/transfer_cycles.hpp"
#include "vocabulary/checked.hpp"

namespace counterpoint::sim::noc {

ChainFabric::ChainFabric(const hw::Chain& chain, const Ends& ends)
    : bytes_per_cycle_(ends.bytes_per_cycle), link_bytes_(chain.link_bytes),
      hop_cycles_(chain.hop_cycles), units_(static_cast<std::size_t>(ends.units())) {}

Passage ChainFabric::carry(const Messages& messages) const {
    Passage passage;
    // By link between units what it carries more than the one before it; by unit what it sends out.
    std::vector<std::int64_t> change(units_, 0);
    std::vector<std::int64_t> out(units_, 0);
    for (std::size_t message = 0; message < messages.size(); ++message) {
        const std::int64_t bytes = messages.bytes(message);
        const Messages::Units units = messages.units(message);
        const auto first = static_cast<std::size_t>(*units.begin());
        const auto last = static_cast<std::size_t>(*(units.end() - 1));
        change[first] += bytes;
        change[last] -= bytes;
        out[last] += bytes;
        const auto passed = static_cast<std::int64_t>(last - first);
        passage.most_hops = std::max(passage.most_hops, passed + 1);
        add_traversals(passage, bytes, passed + 1, passed);
    }
    std::int64_t carried = 0;
    for (std::size_t unit = 0; unit + 1 < units_; ++unit) {
        carried += change[unit];
        passage.link_busy.push_back(cycles_of(carried, link_bytes_));
    }
    for (const std::int64_t bytes : out) {
        passage.link_busy.push_back(cycles_of(bytes, link_bytes_));
    }
    const std::int64_t slowest =
        *std::max_element(passage.link_busy.begin(), passage.link_busy.end());
    set_transfer_cycles(passage,
                        {cycles_of(messages.all_bytes(), bytes_per_cycle_), slowest, 0, 0});
    passage.latency_cycles = checked_product(passage.most_hops, hop_cycles_);
    return passage;
}

std::string ChainFabric::link_name(std::size_t link) const {
    if (link + 1 < units_) {
        return "unit " + std::to_string(link) + " to " + std::to_string(link + 1);
    }
    return "unit " + std::to_string(link + 1 - units_) + " to memory";
}

} // namespace counterpoint::sim::noc
