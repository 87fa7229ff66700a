#pragma once

#include "hw/network.hpp"
#include "sim/noc/branches.hpp"
#include "sim/noc/ends.hpp"
#include "sim/noc/fabric.hpp"

namespace counterpoint::sim::noc {

/// Switches that copy: each link carries a message once if one of its units is below. The memory
/// may interleave messages, so a transfer takes ceil(bytes / width) of the most loaded link, or of
/// the memory's port, which sends a message once, to all root ports that need it. Latency: levels
/// times hop_cycles; a path has as many links as there are levels.
///
/// A unit has all it gets when on its way the bytes up to the last of its own have passed, and the
/// memory has sent them; at the earliest, but for the last unit of a transfer it is exact.
/// narrow_links: all beyond the ideal; the others are 0.
class TreeFabric final : public Fabric {
  public:
    TreeFabric(const hw::Tree& tree, const Ends& ends);

    [[nodiscard]] Passage carry(const Messages& messages) const override;
    [[nodiscard]] std::size_t links() const override { return branches_.links(); }
    [[nodiscard]] std::string link_name(std::size_t link) const override {
        return branches_.name(link);
    }

  private:
    Branches branches_;
    std::int64_t bytes_per_cycle_;
    std::int64_t latency_cycles_;
    std::size_t units_;
};

} // namespace counterpoint::sim::noc
