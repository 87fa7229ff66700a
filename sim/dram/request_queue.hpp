#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "hw/dram/command.hpp"
#include "sim/dram/clock.hpp"
#include "sim/dram/layout.hpp"
#include "sim/dram/open_requests.hpp"
#include "sim/dram/request.hpp"

namespace counterpoint::sim {

/// A place in a queue; `no_slot` is none.
using Slot = std::int32_t;
inline constexpr Slot no_slot = -1;

/// What no row is.
inline constexpr std::int64_t no_row = -1;

/// A burst that waits for its column command.
struct QueuedBurst {
    AccessKind kind = AccessKind::read;
    BankIndex bank;
    std::int64_t row = 0;
    std::int64_t column = 0;
    std::uint64_t burst = 0; ///< its number within the channel
    std::uint64_t age = 0;   ///< how many bursts of the channel came before
    Clock origin = 0;        ///< its latency counts from here
    PartIndex part = untracked;
    bool precharged = false; ///< a row was closed for it
    bool activated = false;  ///< its row was opened for it
    Slot older = no_slot;    ///< of the same bank
    Slot younger = no_slot;
};

/// What its bank needed for it.
inline RowOutcomes rows_of(const QueuedBurst& burst) {
    return {burst.activated ? 0 : 1, burst.activated && !burst.precharged ? 1 : 0,
            burst.activated && burst.precharged ? 1 : 0};
}

/// What a bank should do next for the bursts that wait for it.
struct Demand {
    BankIndex bank;
    Slot slot = no_slot;   ///< the burst it is done for
    std::uint64_t age = 0; ///< of that burst
    hw::DramCommand command = hw::DramCommand::activate;
};

/// The bursts that wait, for each bank from the oldest to the youngest, and what each bank should
/// do for them: serve the oldest burst that hits its open row; without a hit, or once `hit_cap`
/// hits of one activation have passed an older burst, make way for its oldest burst.
class RequestQueue {
  public:
    RequestQueue(std::size_t banks, std::int64_t capacity, std::int64_t hit_cap);

    [[nodiscard]] bool empty() const { return size_ == 0; }
    [[nodiscard]] bool full() const { return free_.empty(); }
    [[nodiscard]] std::int64_t size() const { return size_; }

    /// Adds the youngest burst.
    void push(const QueuedBurst& burst);
    void remove(Slot slot);

    void row_opened(BankIndex bank, std::int64_t row);
    void row_closed(BankIndex bank);

    /// One for each bank that bursts wait for, in no order that means anything.
    [[nodiscard]] const std::vector<Demand>& demands() const { return demands_; }

    [[nodiscard]] bool waits_for(BankIndex bank) const { return banks_[bank].first != no_slot; }
    [[nodiscard]] bool wants_open_row(BankIndex bank) const { return banks_[bank].hit != no_slot; }
    /// A row was opened for the oldest burst of this bank, and is open for it.
    [[nodiscard]] bool is_prepared(BankIndex bank) const {
        const Waiting& waiting = banks_[bank];
        return waiting.hit != no_slot && waiting.hit == waiting.first && at(waiting.hit).activated;
    }
    [[nodiscard]] bool any_prepared() const {
        return std::any_of(demands_.begin(), demands_.end(),
                           [this](const Demand& demand) { return is_prepared(demand.bank); });
    }
    [[nodiscard]] std::uint64_t oldest_age(BankIndex bank) const {
        return at(banks_[bank].first).age;
    }

    [[nodiscard]] QueuedBurst& at(Slot slot) { return slots_[static_cast<std::size_t>(slot)]; }
    [[nodiscard]] const QueuedBurst& at(Slot slot) const {
        return slots_[static_cast<std::size_t>(slot)];
    }

    /// Visits all bursts, bank by bank.
    template <class Visit>
    void each(Visit visit) const {
        for (const Demand& demand : demands_) {
            for (Slot slot = banks_[demand.bank].first; slot != no_slot; slot = at(slot).younger) {
                visit(at(slot));
            }
        }
    }
    /// Changes all bursts; their order stays.
    template <class Change>
    void change_each(Change change) {
        for (const Demand& demand : demands_) {
            for (Slot slot = banks_[demand.bank].first; slot != no_slot; slot = at(slot).younger) {
                change(at(slot));
            }
            renew(demand.bank);
        }
    }

  private:
    struct Waiting {
        Slot first = no_slot;
        Slot last = no_slot;
        Slot hit = no_slot; ///< the oldest one
        std::int64_t open_row = no_row;
        std::int64_t passing = 0; ///< hits that passed an older burst since the row was opened
        std::size_t position = 0; ///< in demands_, while somebody waits
    };

    [[nodiscard]] Slot next_of_row(Slot from, std::int64_t row) const;
    void unlink(Waiting& waiting, const QueuedBurst& burst);
    void forget(const Waiting& waiting);
    void renew(BankIndex bank);

    std::vector<QueuedBurst> slots_;
    std::vector<Slot> free_;
    Table<BankIndex, Waiting> banks_;
    std::vector<Demand> demands_;
    std::int64_t hit_cap_;
    std::int64_t size_ = 0;
};

} // namespace counterpoint::sim
