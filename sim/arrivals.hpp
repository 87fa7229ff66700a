#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>

#include "sim/fast_forward/machine_state.hpp"

namespace counterpoint::sim {

/// When the drains of a memory arrive in the next outer one, one after the other. Drains count
/// from 1; number 0 and below stand for none, which is always there. Cycles.
class Arrivals {
  public:
    struct Arrival {
        std::int64_t kept = 0;
        std::int64_t outer_room = 0; ///< until when the outer memory had no room for it
    };

    void push(const Arrival& arrival) { arrivals_.push_back(arrival); }

    /// How many have been sent so far.
    [[nodiscard]] std::int64_t sent() const {
        return forgotten_ + static_cast<std::int64_t>(arrivals_.size());
    }

    /// The arrival of a drain; nothing if it has not been sent. All zero if it has been forgotten.
    [[nodiscard]] std::optional<Arrival> find(std::int64_t number) const {
        if (number <= forgotten_) {
            return Arrival{};
        }
        if (number > sent()) {
            return std::nullopt;
        }
        return arrivals_[static_cast<std::size_t>(number - forgotten_ - 1)];
    }

    /// Who waits for room, and the fill engine, say which earlier drains they will not ask for
    /// again; these have arrived.
    void room_needs(std::int64_t number) {
        room_needs_ = number;
        forget();
    }
    void fill_needs(std::int64_t number) {
        fill_needs_ = number;
        forget();
    }

    /// Puts down what somebody may still ask for.
    void record(MachineState& state) {
        state.figure({static_cast<std::int64_t>(arrivals_.size()), room_needs_ - forgotten_,
                      fill_needs_ - forgotten_});
        for (Arrival& arrival : arrivals_) {
            state.time(arrival.kept);
            state.time(arrival.outer_room);
        }
    }
    /// Puts down the number of a drain that somebody waits for.
    void record(std::int64_t number, MachineState& state) const {
        state.figure(std::max<std::int64_t>(number - forgotten_, 0));
    }

  private:
    void forget() {
        const std::int64_t needed = std::min(room_needs_, fill_needs_);
        while (forgotten_ + 1 < needed && !arrivals_.empty()) {
            arrivals_.pop_front();
            ++forgotten_;
        }
    }

    std::int64_t room_needs_ = 0;
    std::int64_t fill_needs_ = 0;
    std::deque<Arrival> arrivals_;
    std::int64_t forgotten_ = 0;
};

} // namespace counterpoint::sim
