#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <unordered_map>
#include <vector>

#include "sim/noc/fabric.hpp"

namespace counterpoint::sim::noc {

/// What makes one transfer look like another: equal keys mean equal messages.
using TransferKey = std::vector<std::int64_t>;

/// The messages of a transfer, for each parent unit; parents that look alike may share one entry.
struct ParentMessages {
    Messages messages;
    std::vector<std::int64_t> parents; ///< the numbers of the parent units with these messages
};

/// One transfer of all parent units together.
struct Pass {
    std::size_t number = 0;           ///< among all that occurred, in their order
    std::int64_t transfer_cycles = 0; ///< of the slowest parent
    std::int64_t latency_cycles = 0;  ///< until the last parent's last byte is there
    ExtraCycles extra;                ///< of the slowest parent
    std::int64_t bytes = 0;           ///< of all messages; sum over the parents, as all below
    std::int64_t link_traversals = 0;
    std::int64_t switch_traversals = 0;
    std::int64_t most_hops = 0;          ///< of any
    std::vector<std::int64_t> link_busy; ///< by link
    /// By unit of all parents, in their order: cycles from the begin until it has all it gets.
    /// Empty unless asked for.
    std::vector<std::int64_t> arrivals;
};

/// How the transfers of one boundary and direction pass: each that looks different is worked out
/// once. Hands out references that stay valid.
class Passages {
  public:
    /// `parents` fabrics of this kind, each with `units` units.
    Passages(std::unique_ptr<const Fabric> fabric, std::int64_t parents, std::int64_t units,
             bool with_arrivals);

    /// `build` makes the messages; called only for a key that is new.
    const Pass& find(const TransferKey& key,
                     const std::function<std::vector<ParentMessages>()>& build);

    [[nodiscard]] const Fabric& fabric() const { return *fabric_; }
    [[nodiscard]] std::int64_t parents() const { return parents_; }

  private:
    struct Hash {
        std::size_t operator()(const TransferKey& key) const;
    };

    [[nodiscard]] Pass work_out(const std::vector<ParentMessages>& transfer) const;

    std::unique_ptr<const Fabric> fabric_;
    std::int64_t parents_;
    std::int64_t units_;
    bool with_arrivals_;
    std::unordered_map<TransferKey, Pass, Hash> known_;
};

} // namespace counterpoint::sim::noc
