#pragma once

#include "hw/network.hpp"
#include "sim/noc/ends.hpp"
#include "sim/noc/fabric.hpp"

namespace counterpoint::sim::noc {

/// Messages in order, in beats of `width_bytes` or of what the memory's port gives a cycle if that
/// is less. A beat takes bytes of at most `tags` messages. All units listen, so there is one link,
/// one hop and no latency.
///
/// narrow_links: the bytes in full beats, beyond the memory's port; fragmentation: beats that are
/// not full because they carry `tags` messages already.
class BusFabric final : public Fabric {
  public:
    BusFabric(const hw::Bus& bus, const Ends& ends);

    [[nodiscard]] Passage carry(const Messages& messages) const override;
    [[nodiscard]] std::size_t links() const override { return 1; }
    [[nodiscard]] std::string link_name(std::size_t link) const override;

  private:
    std::int64_t bytes_per_cycle_;
    std::int64_t beat_bytes_;
    std::int64_t tags_;
    std::size_t units_;
};

} // namespace counterpoint::sim::noc
