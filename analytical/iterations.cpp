#include "analytical/iterations.hpp"

#include <algorithm>

namespace counterpoint::analytical {

void add(Ledger& sum, const Ledger& part, Wide times, std::int64_t since) {
    for (std::size_t i = 0; i < sum.waits.size(); ++i) {
        sum.waits[i] += static_cast<std::int64_t>(part.waits[i] * times);
    }
    sum.clock += times * (part.clock + static_cast<Wide>(part.transitions) * since);
    sum.transitions += static_cast<std::int64_t>(part.transitions * times);
}

void Iterations::remember(const Clock& clock, const Ledger& ledger) {
    if (clocks_.size() < remembered_) {
        clocks_.push_back(clock);
        ledgers_.push_back(ledger);
    } else {
        clocks_[count_ % remembered_] = clock;
        ledgers_[count_ % remembered_] = ledger;
    }
    ++count_;
}

void Iterations::clear() {
    clocks_.clear();
    ledgers_.clear();
    count_ = 0;
}

std::size_t Iterations::depth() const { return std::min(count_, remembered_); }

const Clock& Iterations::clock(std::size_t ago) const {
    return clocks_[(count_ - 1 - ago) % remembered_];
}

const Ledger& Iterations::ledger(std::size_t ago) const {
    return ledgers_[(count_ - 1 - ago) % remembered_];
}

Ledger Iterations::gained(std::size_t ago, std::size_t period) const {
    Ledger difference = ledger(ago);
    add(difference, ledger(ago + period), -1);
    return difference;
}

bool Iterations::steady(std::size_t period) const {
    const Clock& now = clock(0);
    const Clock& then = clock(period);
    const std::int64_t shift = now[0] - then[0];
    return std::all_of(touched_.begin(), touched_.end(),
                       [&](std::size_t i) { return now[i] - then[i] == shift; });
}

bool Iterations::drifting(std::size_t period) const {
    const Clock& now = clock(0);
    const Clock& then = clock(period);
    const Clock& before = clock(2 * period);
    return std::all_of(touched_.begin(), touched_.end(),
                       [&](std::size_t i) { return now[i] - then[i] == then[i] - before[i]; });
}

Drift::Drift(const Iterations& past, std::size_t period)
    : touched_(past.touched()), period_(period), base_(past.clock(2 * period)),
      step_(past.clock(period)), first_(past.gained(period, period)),
      second_(past.gained(0, period)) {
    for (std::size_t i = 0; i < step_.size(); ++i) {
        step_[i] -= base_[i];
    }
}

void Drift::place(Clock& clock, std::int64_t n) const {
    for (const std::size_t i : touched_) {
        clock[i] = base_[i] + n * step_[i];
    }
}

bool Drift::is_at(const Clock& clock, std::int64_t n) const {
    return std::all_of(touched_.begin(), touched_.end(),
                       [&](std::size_t i) { return clock[i] == base_[i] + n * step_[i]; });
}

bool Drift::gains(const Ledger& gained, std::int64_t n) const {
    for (std::size_t i = 0; i < gained.waits.size(); ++i) {
        if (gained.waits[i] != first_.waits[i] + n * (second_.waits[i] - first_.waits[i])) {
            return false;
        }
    }
    return gained.clock == first_.clock + n * (second_.clock - first_.clock);
}

void Drift::add_gains(Ledger& ledger, std::int64_t n) const {
    const Wide points = static_cast<Wide>(n) * (n + 1) / 2 - 1; // 2 + 3 + … + n
    Ledger change = second_;
    add(change, first_, -1);
    change.transitions = 0;
    add(ledger, first_, n - 1);
    add(ledger, change, points);
}

} // namespace counterpoint::analytical
