#include "tests/sim/messages/explicit_messages.hpp"

#include <algorithm>

#include <gtest/gtest.h>

namespace counterpoint::sim {

using hw::MemoryIndex;
using walker::Element;
using walker::Elements;
using workloads::TensorIndex;

namespace {

bool has(const Elements& elements, Element element) {
    return std::binary_search(elements.begin(), elements.end(), element);
}

} // namespace

ExplicitMessages::ExplicitMessages(const walker::Nest& nest, const walker::Execution* execution,
                                   MemoryIndex memory)
    : nest_(nest), execution_(execution), memory_(memory),
      children_(nest.units(memory) / nest.units(walker::outer(memory))) {}

std::vector<ByUnits> ExplicitMessages::filled(std::size_t phase) {
    const workloads::Layer& layer = nest_.layer();
    std::vector<ByUnits> messages(nest_.units(walker::outer(memory_)));
    forwarded_.assign(layer.tensors.size(), 0);
    for (TensorIndex tensor{0}; layer.tensors.contains(tensor); ++tensor.value) {
        if (tensor == layer.output) {
            continue;
        }
        const std::vector<Takers> all = takers(tensor, phase);
        for (std::size_t parent = 0; parent < all.size(); ++parent) {
            add(all[parent], tensor, nest_.hardware().memories[memory_].fill.multicast,
                messages[parent]);
        }
    }
    if (execution_ != nullptr) {
        add(execution_->handed_back[memory_][phase], false, messages);
    }
    return messages;
}

std::vector<ByUnits> ExplicitMessages::drained(std::size_t phase) const {
    std::vector<ByUnits> messages(nest_.units(walker::outer(memory_)));
    add(execution_->drained[memory_][phase], nest_.hardware().memories[memory_].drain.reduction,
        messages);
    return messages;
}

std::vector<ExplicitMessages::Takers> ExplicitMessages::takers(TensorIndex tensor,
                                                               std::size_t phase) {
    std::vector<Elements> before(nest_.units(memory_));
    for (std::size_t unit = 0; phase > 0 && unit < before.size(); ++unit) {
        before[unit] = nest_.tile(memory_, phase - 1, unit, tensor);
    }
    std::vector<Takers> found(nest_.units(walker::outer(memory_)));
    for (std::size_t unit = 0; unit < before.size(); ++unit) {
        const std::vector<std::size_t> near = nest_.neighbours(memory_, unit);
        for (const Element element :
             walker::minus(nest_.tile(memory_, phase, unit, tensor), before[unit])) {
            const bool forwarded = nest_.hardware().memories[memory_].fill.forwarding &&
                                   std::any_of(near.begin(), near.end(), [&](std::size_t other) {
                                       return has(before[other], element);
                                   });
            if (forwarded) {
                ++forwarded_[tensor.value];
            } else {
                found[parent(unit)][element].push_back(static_cast<std::int64_t>(unit % children_));
            }
        }
    }
    return found;
}

void ExplicitMessages::add(const Takers& takers, TensorIndex tensor, bool together,
                           ByUnits& messages) const {
    const std::int64_t bytes = nest_.hardware().bytes_of(nest_.layer().tensors[tensor].name);
    for (const auto& [element, units] : takers) {
        if (together) {
            messages[{tensor.value, units}] += bytes;
            continue;
        }
        for (const std::int64_t unit : units) {
            messages[{tensor.value, {unit}}] += bytes;
        }
    }
}

void ExplicitMessages::add(const std::vector<walker::PassingSum>& sums, bool together,
                           std::vector<ByUnits>& messages) const {
    std::vector<Takers> units(messages.size());
    for (const walker::PassingSum& sum : sums) {
        units[parent(sum.unit)][sum.element].push_back(
            static_cast<std::int64_t>(sum.unit % children_));
    }
    for (std::size_t parent = 0; parent < units.size(); ++parent) {
        add(units[parent], nest_.layer().output, together, messages[parent]);
    }
}

std::vector<ByUnits> by_units(const std::vector<noc::ParentMessages>& transfer,
                              std::size_t parents) {
    std::vector<ByUnits> found(parents);
    std::vector<int> mentioned(parents, 0);
    for (const noc::ParentMessages& entry : transfer) {
        ByUnits messages;
        for (std::size_t m = 0; m < entry.messages.size(); ++m) {
            const noc::Messages::Units units = entry.messages.units(m);
            const UnitSet set(units.begin(), units.end());
            EXPECT_FALSE(set.empty());
            EXPECT_TRUE(std::is_sorted(set.begin(), set.end()));
            EXPECT_GT(entry.messages.bytes(m), 0);
            const bool is_new =
                messages.emplace(std::pair(entry.messages.tensor(m), set), entry.messages.bytes(m))
                    .second;
            EXPECT_TRUE(is_new) << "two messages to the same units";
        }
        for (const std::int64_t parent : entry.parents) {
            ++mentioned.at(static_cast<std::size_t>(parent));
            found.at(static_cast<std::size_t>(parent)) = messages;
        }
    }
    EXPECT_EQ(std::count(mentioned.begin(), mentioned.end(), 1),
              static_cast<std::ptrdiff_t>(parents));
    return found;
}

} // namespace counterpoint::sim
