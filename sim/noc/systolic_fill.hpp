#pragma once

#include <vector>

#include "hw/network.hpp"
#include "sim/noc/ends.hpp"
#include "sim/noc/fabric.hpp"
#include "sim/noc/placement.hpp"

namespace counterpoint::sim::noc {

class SystolicEdges;

/// A systolic array, whose units pass on to the right and downwards, a link a cycle.
///
/// Stationary messages come first: each of their units' elements enter its column at the upper
/// edge and are shifted down, in as many cycles as the fullest column takes. Then the others
/// stream: those to units of one row enter it at the left edge, those to units of one column enter
/// that at the upper edge, others once each row in which they have units; what goes to one unit
/// takes the row or column with less to carry. Rows and columns move at once. Which tensors are
/// stationary says Ends::stationary; without it messages to one unit are, unless all units of the
/// transfer lie in one row or column.
///
/// A streamed operand is used in the cycle in which it enters a unit, and reaches the unit i rows
/// and j columns from the first one of the transfer i + j cycles later than that one; so it counts
/// as there max(0, i + j - 1) cycles after it has entered. Where R rows and C columns of units take
/// part the latency is max(0, R + C - 3) + pipeline_registers. So a fold of a matrix product with
/// links of one element takes K + R + C - 2 cycles to the last MAC if the outputs stay in the units
/// and R + M + R + C - 2 if the weights do, but 1 x 1 one more: its transfers take a cycle too.
///
/// narrow_links: the bytes of the most loaded row or column, beyond the memory's port; contention:
/// streams that wait for the loads.
class SystolicFillFabric final : public Fabric {
  public:
    SystolicFillFabric(const hw::SystolicFill& array, const Ends& ends);

    [[nodiscard]] Passage carry(const Messages& messages) const override;
    /// The left link of each node, row by row, then the upper ones.
    [[nodiscard]] std::size_t links() const override;
    [[nodiscard]] std::string link_name(std::size_t link) const override;

  private:
    /// The messages of a transfer in the order in which they enter.
    struct Order {
        std::vector<std::size_t> loads;
        std::vector<std::size_t> streams;
        std::vector<std::size_t> single_streams; ///< after the others, which have no choice
        hw::GridNode first;                      ///< upper left corner of all units
    };

    [[nodiscard]] Order order_of(const Messages& messages) const;
    [[nodiscard]] bool is_stationary(const Messages& messages, std::size_t message,
                                     bool grid) const;
    /// Of a message with several units. Cycles of streaming until its last byte has entered.
    std::int64_t stream(const Messages::Units& units, std::int64_t bytes,
                        SystolicEdges& edges) const;
    void load_all(const Messages& messages, const Order& order, SystolicEdges& edges,
                  Passage& passage) const;
    void stream_all(const Messages& messages, const Order& order, SystolicEdges& edges,
                    Passage& passage) const;

    Placement placement_;
    hw::SystolicFill array_;
    std::vector<bool> stationary_;
    std::int64_t bytes_per_cycle_;
    std::size_t units_;
};

} // namespace counterpoint::sim::noc
