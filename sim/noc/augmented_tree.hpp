#pragma once

#include "hw/network.hpp"
#include "sim/noc/ends.hpp"
#include "sim/noc/fabric.hpp"

namespace counterpoint::sim::noc {

/// MAERI's reduction network: a binary tree of adders, and links between neighbouring adders of
/// different parents. Neighbouring units of any number are a group that is added without meeting
/// others; its sum leaves where it is complete. So only the units' own links and the memory's port
/// bound a transfer. A group that is not neighbouring units leaves in one piece for each run of
/// neighbours, and the pieces are added at the memory.
///
/// Latency: hop_cycles times the hops of the slowest piece: its unit's link, one for each level of
/// adders until its first and last unit are below one adder or below two that are joined, and that
/// joining link.
///
/// fragmentation: further pieces at the memory's port; narrow_links: a unit has more to send.
class AugmentedTreeFabric final : public Fabric {
  public:
    AugmentedTreeFabric(const hw::AugmentedTree& tree, const Ends& ends);

    [[nodiscard]] Passage carry(const Messages& messages) const override;
    /// Of the units.
    [[nodiscard]] std::size_t links() const override { return units_; }
    [[nodiscard]] std::string link_name(std::size_t link) const override;

  private:
    std::int64_t bytes_per_cycle_;
    std::int64_t link_bytes_;
    std::int64_t hop_cycles_;
    std::size_t units_;
};

} // namespace counterpoint::sim::noc
