#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/noc/branches.hpp"
#include "sim/noc/fabric.hpp"
#include "sim/noc/messages.hpp"

namespace counterpoint::sim::noc {

/// What the links of a tree carry: each message once over every link that has one of its units
/// below it, downwards copied by the switches, upwards added by the adders there. Messages may be
/// interleaved, so a link takes ceil(bytes / width) cycles.
class BranchLoads {
  public:
    explicit BranchLoads(const Branches& branches);

    void add(const Messages::Units& units, std::int64_t bytes);

    /// For a unit of the message added last: cycles of the most loaded link on the way, with this
    /// message and those before.
    [[nodiscard]] std::int64_t through(Unit unit) const {
        return through_[static_cast<std::size_t>(branches_.of_unit(unit))];
    }

    /// All but the latency and arrivals. `ideal`: cycles of the memory's port.
    [[nodiscard]] Passage passage(std::int64_t ideal) const;

  private:
    void add_link(Branches::Link link, std::int64_t bytes);

    const Branches& branches_;
    std::vector<std::int64_t> bytes_;   ///< by link
    std::vector<std::int64_t> through_; ///< by link: cycles of the slowest one from the root to it
    std::vector<std::size_t> last_;     ///< by link: number of the last message over it, from 1
    std::vector<Branches::Link> path_;  ///< scratch: new links of a unit, from below
    std::size_t messages_ = 0;
    Passage traffic_; ///< the traversals only
};

} // namespace counterpoint::sim::noc
