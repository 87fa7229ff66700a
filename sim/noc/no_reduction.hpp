#pragma once

#include "hw/network.hpp"
#include "sim/noc/ends.hpp"
#include "sim/noc/fabric.hpp"

namespace counterpoint::sim::noc {

/// A shared bus: a beat carries `width_bytes` of one unit, or what the memory's port takes a cycle
/// if that is less. Each unit sends all it has before the next one does. Messages have one unit.
///
/// narrow_links: the bytes in full beats, beyond the memory's port; fragmentation: the last beats
/// of the units.
class NoReductionFabric final : public Fabric {
  public:
    NoReductionFabric(const hw::NoReduction& bus, const Ends& ends);

    [[nodiscard]] Passage carry(const Messages& messages) const override;
    [[nodiscard]] std::size_t links() const override { return 1; }
    [[nodiscard]] std::string link_name(std::size_t link) const override;

  private:
    std::int64_t bytes_per_cycle_;
    std::int64_t beat_bytes_;
    std::size_t units_;
};

} // namespace counterpoint::sim::noc
