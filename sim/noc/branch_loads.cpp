#include "sim/noc/branch_loads.hpp"

#include <algorithm>

#include "sim/noc/transfer_cycles.hpp"

namespace counterpoint::sim::noc {

BranchLoads::BranchLoads(const Branches& branches)
    : branches_(branches), bytes_(branches.links(), 0), through_(branches.links(), 0),
      last_(branches.links(), 0) {}

void BranchLoads::add(const Messages::Units& units, std::int64_t bytes) {
    ++messages_;
    std::int64_t links = 0;
    for (const Unit unit : units) {
        path_.clear();
        for (Branches::Link link = branches_.of_unit(unit);
             link != Branches::none && last_[static_cast<std::size_t>(link)] != messages_;
             link = branches_.parent(link)) {
            path_.push_back(link);
        }
        std::for_each(path_.rbegin(), path_.rend(),
                      [&](Branches::Link link) { add_link(link, bytes); });
        links += static_cast<std::int64_t>(path_.size());
    }
    // Below each link is a switch, but below those of the units.
    add_traversals(traffic_, bytes, links, links - static_cast<std::int64_t>(units.size()));
}

void BranchLoads::add_link(Branches::Link link, std::int64_t bytes) {
    const auto index = static_cast<std::size_t>(link);
    last_[index] = messages_;
    bytes_[index] += bytes;
    through_[index] = cycles_of(bytes_[index], branches_.width(link));
    if (const Branches::Link parent = branches_.parent(link); parent != Branches::none) {
        through_[index] = std::max(through_[index], through_[static_cast<std::size_t>(parent)]);
    }
}

Passage BranchLoads::passage(std::int64_t ideal) const {
    Passage passage = traffic_;
    std::int64_t slowest = 0;
    passage.link_busy.resize(bytes_.size());
    for (std::size_t link = 0; link < bytes_.size(); ++link) {
        const std::int64_t busy =
            cycles_of(bytes_[link], branches_.width(static_cast<Branches::Link>(link)));
        passage.link_busy[link] = busy;
        slowest = std::max(slowest, busy);
    }
    set_transfer_cycles(passage, {ideal, slowest, 0, 0});
    passage.most_hops = messages_ == 0 ? 0 : branches_.levels();
    return passage;
}

} // namespace counterpoint::sim::noc
