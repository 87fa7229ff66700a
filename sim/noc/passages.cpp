#include "sim/noc/passages.hpp"

#include <algorithm>
#include <utility>

#include "vocabulary/checked.hpp"

namespace counterpoint::sim::noc {

namespace {

/// Adds a part of the parents' sums, as if `parents` of them had this passage.
void add_traffic(Pass& pass, const Passage& passage, std::int64_t parents) {
    pass.link_traversals =
        checked_sum(pass.link_traversals, checked_product(passage.link_traversals, parents));
    pass.switch_traversals =
        checked_sum(pass.switch_traversals, checked_product(passage.switch_traversals, parents));
    pass.most_hops = std::max(pass.most_hops, passage.most_hops);
    for (std::size_t link = 0; link < passage.link_busy.size(); ++link) {
        pass.link_busy[link] =
            checked_sum(pass.link_busy[link], checked_product(passage.link_busy[link], parents));
    }
}

} // namespace

Passages::Passages(std::unique_ptr<const Fabric> fabric, std::int64_t parents, std::int64_t units,
                   bool with_arrivals)
    : fabric_(std::move(fabric)), parents_(parents), units_(units), with_arrivals_(with_arrivals) {}

const Pass& Passages::find(const TransferKey& key,
                           const std::function<std::vector<ParentMessages>()>& build) {
    auto known = known_.find(key);
    if (known == known_.end()) {
        known = known_.emplace(key, work_out(build())).first;
        known->second.number = known_.size() - 1;
    }
    return known->second;
}

std::size_t Passages::Hash::operator()(const TransferKey& key) const {
    // FNV-1a over 64-bit words, with a shift that brings the upper bits down.
    std::uint64_t hash = 0xcbf29ce484222325U;
    for (const std::int64_t word : key) {
        hash = (hash ^ static_cast<std::uint64_t>(word)) * 0x100000001b3U;
        hash ^= hash >> 32U;
    }
    return hash;
}

Pass Passages::work_out(const std::vector<ParentMessages>& transfer) const {
    Pass pass;
    pass.link_busy.assign(fabric_->links(), 0);
    if (with_arrivals_) {
        pass.arrivals.assign(static_cast<std::size_t>(checked_product(parents_, units_)), 0);
    }
    std::int64_t end = 0;
    for (const ParentMessages& part : transfer) {
        const Passage passage = fabric_->carry(part.messages);
        if (passage.transfer_cycles > pass.transfer_cycles) {
            pass.transfer_cycles = passage.transfer_cycles;
            pass.extra = passage.extra;
        }
        end = std::max(end, passage.transfer_cycles + passage.latency_cycles);
        const auto parents = static_cast<std::int64_t>(part.parents.size());
        pass.bytes = checked_sum(pass.bytes, checked_product(part.messages.all_bytes(), parents));
        add_traffic(pass, passage, parents);
        if (with_arrivals_) {
            for (const std::int64_t parent : part.parents) {
                std::copy(passage.arrivals.begin(), passage.arrivals.end(),
                          pass.arrivals.begin() + parent * units_);
            }
        }
    }
    pass.latency_cycles = end - pass.transfer_cycles;
    return pass;
}

} // namespace counterpoint::sim::noc
