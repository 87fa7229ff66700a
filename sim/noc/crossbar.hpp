#pragma once

#include "hw/network.hpp"
#include "sim/noc/ends.hpp"
#include "sim/noc/fabric.hpp"

namespace counterpoint::sim::noc {

/// Messages are dealt to the memory's ports in turn and wait there in order. In each cycle the
/// first message of a port moves a flit of `link_bytes` if the links of all its units are free. A
/// flit carries bytes of one message, and no link is wider than the memory's port; where the links
/// take more than bytes_per_cycle, the bytes follow each other through that port in the order in
/// which the links took them. Two links, one switch, no latency.
///
/// oldest_first: a unit takes messages in the order in which they were dealt, also where an older
/// one still waits behind another. Worked out message by message. round_robin: in each cycle the
/// ports choose in turn, and the next cycle begins with the next port. Worked out flit by flit
/// where two ports want the same unit, otherwise as oldest_first, which is the same then.
///
/// As with any list of jobs that is not ordered beforehand, wider links may make round_robin meet
/// other conflicts and take longer in rare cases (R. Graham, Bounds on multiprocessing timing
/// anomalies, 1969); oldest_first never does.
///
/// narrow_links: the bytes of the most loaded link; fragmentation: its flits that are not full;
/// contention: messages that wait for a unit or behind one that does, and a memory's port that has
/// less to do meanwhile.
class CrossbarFabric final : public Fabric {
  public:
    CrossbarFabric(const hw::Crossbar& crossbar, const Ends& ends);

    [[nodiscard]] Passage carry(const Messages& messages) const override;
    /// Those of the memory's ports, then those of the units.
    [[nodiscard]] std::size_t links() const override { return ports_ + units_; }
    [[nodiscard]] std::string link_name(std::size_t link) const override;

  private:
    [[nodiscard]] bool meets_conflicts(const Messages& messages) const;

    std::size_t ports_;
    std::size_t units_;
    std::int64_t bytes_per_cycle_;
    std::int64_t link_bytes_;
    hw::LinkArbitration arbitration_;
};

} // namespace counterpoint::sim::noc
