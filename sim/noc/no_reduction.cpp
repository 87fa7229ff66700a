#include "sim/noc/no_reduction.hpp"

#include <algorithm>
#include <vector>

#include "sim/noc/transfer_cycles.hpp"

namespace counterpoint::sim::noc {

NoReductionFabric::NoReductionFabric(const hw::NoReduction& bus, const Ends& ends)
    : bytes_per_cycle_(ends.bytes_per_cycle),
      beat_bytes_(std::min(bus.width_bytes, ends.bytes_per_cycle)),
      units_(static_cast<std::size_t>(ends.units())) {}

Passage NoReductionFabric::carry(const Messages& messages) const {
    std::vector<std::int64_t> of_unit(units_, 0);
    for (std::size_t message = 0; message < messages.size(); ++message) {
        for (const Unit unit : messages.units(message)) {
            of_unit[static_cast<std::size_t>(unit)] += messages.bytes(message);
        }
    }
    std::int64_t beats = 0;
    for (const std::int64_t bytes : of_unit) {
        beats += cycles_of(bytes, beat_bytes_);
    }
    const std::int64_t bytes = messages.all_bytes();
    Passage passage;
    set_transfer_cycles(
        passage, {cycles_of(bytes, bytes_per_cycle_), cycles_of(bytes, beat_bytes_), beats, 0});
    passage.link_traversals = bytes;
    passage.most_hops = messages.empty() ? 0 : 1;
    passage.link_busy = {beats};
    return passage;
}

std::string NoReductionFabric::link_name(std::size_t /*link*/) const { return "bus"; }

} // namespace counterpoint::sim::noc
