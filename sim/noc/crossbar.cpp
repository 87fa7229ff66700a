#include "sim/noc/crossbar.hpp"

#include <algorithm>
#include <utility>

#include "sim/noc/crossbar_schedule.hpp"
#include "sim/noc/transfer_cycles.hpp"

namespace counterpoint::sim::noc {

namespace {

/// What the links carry.
struct LinkLoads {
    explicit LinkLoads(std::size_t links) : bytes(links, 0), flits(links, 0) {}

    void add(std::size_t link, std::int64_t message_bytes, std::int64_t message_flits) {
        bytes[link] += message_bytes;
        flits[link] += message_flits;
    }

    std::vector<std::int64_t> bytes; ///< by link
    std::vector<std::int64_t> flits; ///< by link
};

} // namespace

CrossbarFabric::CrossbarFabric(const hw::Crossbar& crossbar, const Ends& ends)
    : ports_(static_cast<std::size_t>(crossbar.ports)),
      units_(static_cast<std::size_t>(ends.units())), bytes_per_cycle_(ends.bytes_per_cycle),
      link_bytes_(std::min(crossbar.link_bytes, ends.bytes_per_cycle)),
      arbitration_(crossbar.arbitration) {}

Passage CrossbarFabric::carry(const Messages& messages) const {
    const CrossbarSize size{ports_, units_, bytes_per_cycle_, link_bytes_};
    const bool in_turn =
        arbitration_ == hw::LinkArbitration::round_robin && meets_conflicts(messages);
    const std::vector<std::int64_t> ends =
        in_turn ? ends_round_robin(size, messages) : ends_by_age(size, messages);
    LinkLoads loads(links());
    Passage passage;
    passage.arrivals.assign(units_, 0);
    for (std::size_t message = 0; message < messages.size(); ++message) {
        const std::int64_t own = messages.bytes(message);
        const std::int64_t flits = cycles_of(own, link_bytes_);
        loads.add(message % ports_, own, flits);
        for (const Unit unit : messages.units(message)) {
            const auto index = static_cast<std::size_t>(unit);
            loads.add(ports_ + index, own, flits);
            passage.arrivals[index] = std::max(passage.arrivals[index], ends[message]);
        }
        const auto copies = static_cast<std::int64_t>(messages.units(message).size());
        add_traversals(passage, own, 1 + copies, 1);
    }
    passage.most_hops = messages.empty() ? 0 : 2;
    set_transfer_cycles(
        passage, {cycles_of(messages.all_bytes(), bytes_per_cycle_),
                  cycles_of(*std::max_element(loads.bytes.begin(), loads.bytes.end()), link_bytes_),
                  *std::max_element(loads.flits.begin(), loads.flits.end()),
                  messages.empty() ? 0 : *std::max_element(ends.begin(), ends.end())});
    passage.link_busy = std::move(loads.flits);
    return passage;
}

bool CrossbarFabric::meets_conflicts(const Messages& messages) const {
    std::vector<std::size_t> port_of(units_, ports_);
    for (std::size_t message = 0; message < messages.size(); ++message) {
        for (const Unit unit : messages.units(message)) {
            std::size_t& port = port_of[static_cast<std::size_t>(unit)];
            if (port != ports_ && port != message % ports_) {
                return true;
            }
            port = message % ports_;
        }
    }
    return false;
}

std::string CrossbarFabric::link_name(std::size_t link) const {
    return link < ports_ ? "memory port " + std::to_string(link)
                         : "unit " + std::to_string(link - ports_);
}

} // namespace counterpoint::sim::noc
