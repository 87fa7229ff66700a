#pragma once

#include "hw/network.hpp"
#include "sim/noc/ends.hpp"
#include "sim/noc/fabric.hpp"

namespace counterpoint::sim::noc {

/// A group's sum goes from its first unit to its last one over all links in between, also past
/// units that add nothing, and from there to the memory over a link of that unit. Pipelined;
/// elements of different groups take turns on a link, so a transfer takes ceil(bytes / link_bytes)
/// of the most loaded link, or of the memory's port. Latency: hop_cycles times the links of the
/// longest group, the one to the memory included.
///
/// narrow_links: all beyond the ideal; the others are 0.
class ChainFabric final : public Fabric {
  public:
    ChainFabric(const hw::Chain& chain, const Ends& ends);

    [[nodiscard]] Passage carry(const Messages& messages) const override;
    /// Those to the next unit, then those to the memory.
    [[nodiscard]] std::size_t links() const override { return 2 * units_ - 1; }
    [[nodiscard]] std::string link_name(std::size_t link) const override;

  private:
    std::int64_t bytes_per_cycle_;
    std::int64_t link_bytes_;
    std::int64_t hop_cycles_;
    std::size_t units_;
};

} // namespace counterpoint::sim::noc
