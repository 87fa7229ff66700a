#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "sim/noc/messages.hpp"

namespace counterpoint::sim::noc {

/// Cycles of a transfer beyond those that the memory's own bandwidth takes, by their cause.
struct ExtraCycles {
    std::int64_t fragmentation = 0; ///< beats and flits that are not full
    std::int64_t narrow_links = 0;  ///< a link inside has more to carry than the memory's port
    std::int64_t contention = 0;    ///< messages that wanted the same link or buffer at once

    [[nodiscard]] std::int64_t all() const { return fragmentation + narrow_links + contention; }
};

/// How one transfer went through a network that was empty before.
struct Passage {
    /// Until the next transfer may begin; it cannot meet this one then.
    std::int64_t transfer_cycles = 0;
    /// From then until the last byte is where it goes; not negative.
    std::int64_t latency_cycles = 0;
    /// Of transfer_cycles; what remains is ceil(bytes / bytes_per_cycle) exactly.
    ExtraCycles extra;
    std::int64_t link_traversals = 0;    ///< bytes times links, each link as often as they pass it
    std::int64_t switch_traversals = 0;  ///< bytes times switches, routers or adders
    std::int64_t most_hops = 0;          ///< links from the memory to a unit, or back
    std::vector<std::int64_t> link_busy; ///< by link: cycles in which it carried something
    /// By unit: cycles from the begin until it has all it gets, 0 where it gets nothing. Drains:
    /// empty.
    std::vector<std::int64_t> arrivals;
};

/// The wires, switches and routers between one parent unit and its units, in one direction. Plain
/// C++, knows no kernel and keeps no state: the passage of equal messages is equal.
///
/// Never faster than the ideal channel of docs/semantics.md with the same bytes_per_cycle, whose
/// transfer takes ceil(bytes / bytes_per_cycle), and never slower where a link is made wider.
class Fabric {
  public:
    Fabric() = default;
    Fabric(const Fabric&) = delete;
    Fabric& operator=(const Fabric&) = delete;
    Fabric(Fabric&&) = delete;
    Fabric& operator=(Fabric&&) = delete;
    virtual ~Fabric() = default;

    /// For no messages everything is 0.
    [[nodiscard]] virtual Passage carry(const Messages& messages) const = 0;

    /// For people, by link: `row 3 column 4 east`. The order of Passage::link_busy.
    [[nodiscard]] virtual std::size_t links() const = 0;
    [[nodiscard]] virtual std::string link_name(std::size_t link) const = 0;
};

} // namespace counterpoint::sim::noc
