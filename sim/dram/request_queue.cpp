#include "sim/dram/request_queue.hpp"

namespace counterpoint::sim {

RequestQueue::RequestQueue(std::size_t banks, std::int64_t capacity, std::int64_t hit_cap)
    : slots_(static_cast<std::size_t>(capacity)), banks_(banks), hit_cap_(hit_cap) {
    for (auto slot = static_cast<Slot>(capacity); slot-- > 0;) {
        free_.push_back(slot);
    }
    demands_.reserve(banks);
}

void RequestQueue::push(const QueuedBurst& burst) {
    const Slot slot = free_.back();
    free_.pop_back();
    ++size_;
    Waiting& waiting = banks_[burst.bank];
    QueuedBurst& added = at(slot);
    added = burst;
    added.older = waiting.last;
    added.younger = no_slot;
    if (waiting.last == no_slot) {
        waiting.first = slot;
        waiting.position = demands_.size();
        demands_.push_back({burst.bank});
    } else {
        at(waiting.last).younger = slot;
    }
    waiting.last = slot;
    if (waiting.hit == no_slot && burst.row == waiting.open_row) {
        waiting.hit = slot;
    }
    renew(burst.bank);
}

Slot RequestQueue::next_of_row(Slot from, std::int64_t row) const {
    while (from != no_slot && at(from).row != row) {
        from = at(from).younger;
    }
    return from;
}

void RequestQueue::unlink(Waiting& waiting, const QueuedBurst& burst) {
    if (burst.older == no_slot) {
        waiting.first = burst.younger;
    } else {
        at(burst.older).younger = burst.younger;
        ++waiting.passing;
    }
    if (burst.younger == no_slot) {
        waiting.last = burst.older;
    } else {
        at(burst.younger).older = burst.older;
    }
}

void RequestQueue::forget(const Waiting& waiting) {
    demands_[waiting.position] = demands_.back();
    banks_[demands_[waiting.position].bank].position = waiting.position;
    demands_.pop_back();
}

void RequestQueue::remove(Slot slot) {
    const QueuedBurst& burst = at(slot);
    Waiting& waiting = banks_[burst.bank];
    if (waiting.hit == slot) {
        waiting.hit = next_of_row(burst.younger, burst.row);
    }
    unlink(waiting, burst);
    free_.push_back(slot);
    --size_;
    if (waiting.first == no_slot) {
        forget(waiting);
    } else {
        renew(burst.bank);
    }
}

void RequestQueue::row_opened(BankIndex bank, std::int64_t row) {
    Waiting& waiting = banks_[bank];
    waiting.open_row = row;
    waiting.passing = 0;
    waiting.hit = next_of_row(waiting.first, row);
    renew(bank);
}

void RequestQueue::row_closed(BankIndex bank) {
    banks_[bank].open_row = no_row;
    banks_[bank].hit = no_slot;
    renew(bank);
}

void RequestQueue::renew(BankIndex bank) {
    const Waiting& waiting = banks_[bank];
    if (waiting.first == no_slot) {
        return;
    }
    const bool hits =
        waiting.hit == waiting.first || (waiting.hit != no_slot && waiting.passing < hit_cap_);
    Demand& demand = demands_[waiting.position];
    demand.slot = hits ? waiting.hit : waiting.first;
    const QueuedBurst& burst = at(demand.slot);
    demand.age = burst.age;
    if (hits) {
        demand.command =
            burst.kind == AccessKind::read ? hw::DramCommand::read : hw::DramCommand::write;
    } else {
        demand.command =
            waiting.open_row == no_row ? hw::DramCommand::activate : hw::DramCommand::precharge;
    }
}

} // namespace counterpoint::sim
