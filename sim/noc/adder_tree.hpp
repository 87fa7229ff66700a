#pragma once

#include "hw/network.hpp"
#include "sim/noc/branches.hpp"
#include "sim/noc/ends.hpp"
#include "sim/noc/fabric.hpp"

namespace counterpoint::sim::noc {

/// Adders at the switches: the sums of one group go on as one where they meet, so each link carries
/// the bytes of every group with a unit below it, and all leave at the root. Pipelined; elements of
/// different groups take turns on a link, so a transfer takes ceil(bytes / width) of the most
/// loaded link, or of the memory's port. Latency: levels times hop_cycles; a path has as many links
/// as there are levels.
///
/// narrow_links: all beyond the ideal; the others are 0.
class AdderTreeFabric final : public Fabric {
  public:
    AdderTreeFabric(const hw::AdderTree& tree, const Ends& ends);

    [[nodiscard]] Passage carry(const Messages& messages) const override;
    [[nodiscard]] std::size_t links() const override { return branches_.links(); }
    [[nodiscard]] std::string link_name(std::size_t link) const override {
        return branches_.name(link);
    }

  private:
    Branches branches_;
    std::int64_t bytes_per_cycle_;
    std::int64_t latency_cycles_;
};

} // namespace counterpoint::sim::noc
