#include "sim/fill_channel.hpp"

#include <algorithm>
#include <utility>

namespace counterpoint::sim {

std::size_t FillChannel::add_passer(MemoryIndex memory, Alarm& alarm) {
    passers_.push_back(Passer{memory, std::nullopt});
    alarms_.push_back(&alarm);
    return passers_.size() - 1;
}

void FillChannel::will_pass(std::size_t passer, std::optional<LoopIndices> next) {
    passers_[passer].next = std::move(next);
    wake();
}

bool FillChannel::is_turn(MemoryIndex memory, std::size_t loops, const LoopIndices& phase) const {
    const auto end = static_cast<std::ptrdiff_t>(loops);
    return std::none_of(passers_.begin(), passers_.end(), [&](const Passer& other) {
        return memory < other.memory && other.next &&
               std::lexicographical_compare(other.next->begin(), other.next->begin() + end,
                                            phase.begin(), phase.begin() + end);
    });
}

void FillChannel::occupy(std::int64_t until) {
    --reserved_;
    free_at_ = std::max(free_at_, until);
    wake();
}

void FillChannel::wake() {
    for (Alarm* alarm : alarms_) {
        alarm->wake();
    }
}

} // namespace counterpoint::sim
