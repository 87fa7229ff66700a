#include "sim/route.hpp"

#include <algorithm>
#include <utility>

#include "vocabulary/checked.hpp"

namespace counterpoint::sim {

void Route::pass(FillChannel& channel, std::size_t passer, PassPlan plan) {
    passed_.push_back(Passed{&channel, passer, std::move(plan)});
    elements_.emplace_back(source_.parent_side().size(), 0);
}

std::optional<std::int64_t> Route::free_at() const {
    std::int64_t cycle = 0;
    const auto is_free = [&](const FillChannel& channel) {
        const std::optional<std::int64_t> free = channel.free_at();
        cycle = std::max(cycle, free.value_or(0));
        return free && channel.is_turn(source_.memory(), loops_, source_.loops().indices);
    };
    if (own_ != nullptr && !is_free(*own_)) {
        return std::nullopt;
    }
    for (std::size_t i = 0; i < passed_.size(); ++i) {
        if (source_.phase().crossings[i].passes && !is_free(*passed_[i].channel)) {
            return std::nullopt;
        }
    }
    return cycle;
}

void Route::take() {
    for (std::size_t i = 0; i < passed_.size(); ++i) {
        if (source_.phase().crossings[i].passes) {
            passed_[i].channel->reserve();
        }
        const std::vector<std::int64_t>& sent = source_.transit()->networks()[i].elements();
        for (std::size_t tensor = 0; tensor < sent.size(); ++tensor) {
            elements_[i][tensor] = checked_sum(elements_[i][tensor], sent[tensor]);
        }
    }
}

void Route::announce(bool more) {
    for (std::size_t i = 0; i < passed_.size(); ++i) {
        std::optional<LoopIndices> next;
        if (more) {
            next = source_.phase().crossings[i].passes ? source_.loops().indices
                                                       : passed_[i].plan.next(source_.loops());
        }
        passed_[i].channel->will_pass(passed_[i].passer, std::move(next));
    }
}

void Route::occupy(const std::vector<Crossing>& crossings,
                   const std::vector<Delivery>& deliveries) {
    for (std::size_t i = 0; i < passed_.size(); ++i) {
        if (crossings[i].passes) {
            passed_[i].channel->occupy(after(deliveries[i].transfer_cycles));
        }
    }
}

void Route::record(MachineState& state) {
    for (std::vector<std::int64_t>& elements : elements_) {
        state.counters(elements);
    }
}

} // namespace counterpoint::sim
