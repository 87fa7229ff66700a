#pragma once

#include <string>
#include <vector>

#include "hw/network.hpp"
#include "sim/noc/ends.hpp"
#include "sim/noc/fabric.hpp"
#include "sim/noc/placement.hpp"

namespace counterpoint::sim::noc {

/// Eyeriss: for each tensor a network of its own, a bus for the rows (Y) and one in each row (X).
/// A unit has one tag for a tensor in a transfer, so units with one tag get all the same; a message
/// whose units have n tags is delivered n times. Units share a tag if the same messages of the
/// tensor go to both. A delivery takes beats of the tensor's width over the Y bus and the X buses
/// of the rows where units have the tag; messages to the same tag share beats.
///
/// The networks work at once; where they take more than bytes_per_cycle, the bytes follow each
/// other through the memory's port in the order in which the networks took them, those of each
/// delivery anew. No latency; two hops.
///
/// narrow_links: the bytes of a tensor, each once, at its width; contention: deliveries to further
/// tags; fragmentation: beats that are not full.
class RowColumnBusFabric final : public Fabric {
  public:
    RowColumnBusFabric(const hw::RowColumnBus& bus, const Ends& ends);

    [[nodiscard]] Passage carry(const Messages& messages) const override;
    /// By tensor: the Y bus, then the X buses of the rows.
    [[nodiscard]] std::size_t links() const override;
    [[nodiscard]] std::string link_name(std::size_t link) const override;

  private:
    std::vector<std::string> tensors_;
    std::vector<std::int64_t> widths_; ///< by tensor
    Placement placement_;
    std::size_t rows_;
    std::int64_t bytes_per_cycle_;
    std::size_t units_;
};

} // namespace counterpoint::sim::noc
