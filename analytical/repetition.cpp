#include "analytical/repetition.hpp"

#include <algorithm>
#include <utility>

namespace counterpoint::analytical {

namespace {

/// Passages kept for one loop; a loop that is entered in more ways than this is walked again.
constexpr std::size_t most_passages = 64;

} // namespace

Repetition::Repetition(const Recurrence& recurrence, const PhaseGraph& graph)
    : recurrence_(recurrence), graph_(graph), loops_(graph.nodes().size()) {
    for (std::size_t i = 0; i < loops_.size(); ++i) {
        const PhaseNode& node = graph.nodes()[i];
        if (!node.segments.empty()) {
            loops_[i].touched = recurrence.touched(node.first_memory, node.traffic);
        }
    }
}

void Repetition::run(Clock& clock, Ledger& ledger) { run_node(graph_.root(), clock, ledger); }

std::vector<std::int64_t> Repetition::seen_from_done(const Loop& loop, const Clock& clock) const {
    std::vector<std::int64_t> seen;
    seen.reserve(loop.touched.size());
    for (const std::size_t i : loop.touched) {
        seen.push_back(clock[i] - Recurrence::done(clock));
    }
    return seen;
}

void Repetition::run_node(std::size_t node, Clock& clock, Ledger& ledger) {
    const PhaseNode& kind = graph_.nodes()[node];
    if (kind.segments.empty()) {
        recurrence_.compute(kind.compute_cycles, clock);
        ++evaluated_;
        return;
    }
    Loop& loop = loops_[node];
    recurrence_.forget(clock);
    const std::int64_t start = Recurrence::done(clock);
    std::vector<std::int64_t> entered = seen_from_done(loop, clock);
    if (look_up(loop, entered, clock, ledger)) {
        return;
    }
    Ledger own = recurrence_.empty_ledger();
    for (const Segment& segment : kind.segments) {
        repeat(loop, segment, clock, own);
    }
    recurrence_.forget(clock);
    add(ledger, own);
    if (loop.passages.size() < most_passages) {
        own.clock -= static_cast<Wide>(own.transitions) * start;
        loop.passages.push_back(Passage{std::move(entered), seen_from_done(loop, clock),
                                        Recurrence::done(clock) - start, std::move(own)});
    }
}

bool Repetition::look_up(Loop& loop, const std::vector<std::int64_t>& entered, Clock& clock,
                         Ledger& ledger) const {
    for (const Passage& passage : loop.passages) {
        if (passage.entered == entered) {
            const std::int64_t start = Recurrence::done(clock);
            for (std::size_t i = 0; i < loop.touched.size(); ++i) {
                clock[loop.touched[i]] = start + passage.duration + passage.left[i];
            }
            add(ledger, passage.ledger, 1, start);
            return true;
        }
    }
    return false;
}

void Repetition::iterate(const Segment& segment, Clock& clock, Ledger& ledger) {
    if (segment.transition != Segment::none) {
        recurrence_.advance(graph_.transitions()[segment.transition], clock, ledger);
        ++evaluated_;
    }
    run_node(segment.body, clock, ledger);
    recurrence_.forget(clock);
}

void Repetition::repeat(const Loop& loop, const Segment& segment, Clock& clock, Ledger& ledger) {
    const std::size_t longest = recurrence_.longest_period();
    Iterations past(loop.touched, 2 * longest + 1);
    for (std::int64_t left = segment.count; left > 0;) {
        iterate(segment, clock, ledger);
        --left;
        if (left == 0) {
            return;
        }
        past.remember(clock, ledger);
        for (std::size_t period = 1; period < past.depth() && period <= longest; ++period) {
            if (past.steady(period)) {
                left -= jump_steady(past, period, left, clock, ledger);
                for (; left > 0; --left) {
                    iterate(segment, clock, ledger);
                }
                return;
            }
        }
        if (past.count() < 2 * longest) {
            continue;
        }
        const std::int64_t jumped = jump_drifting(segment, past, left, clock, ledger);
        if (jumped > 0) {
            left -= jumped;
            past.clear();
        }
    }
}

std::int64_t Repetition::jump_drifting(const Segment& segment, const Iterations& past,
                                       std::int64_t left, Clock& clock, Ledger& ledger) {
    for (std::size_t period = 1; 2 * period < past.depth(); ++period) {
        if (past.drifting(period)) {
            const std::int64_t jumped =
                jump_along(segment, Drift(past, period), left, clock, ledger);
            if (jumped > 0) {
                return jumped;
            }
        }
    }
    return 0;
}

std::int64_t Repetition::jump_steady(const Iterations& past, std::size_t period, std::int64_t left,
                                     Clock& clock, Ledger& ledger) {
    const auto length = static_cast<std::int64_t>(period);
    const std::int64_t periods = left / length;
    const std::int64_t shift = past.clock(0)[0] - past.clock(period)[0];
    for (const std::size_t i : past.touched()) {
        clock[i] += shift * periods;
    }
    const Ledger gained = past.gained(0, period);
    add(ledger, gained, periods, 0);
    ledger.clock += static_cast<Wide>(gained.transitions) * shift *
                    (static_cast<Wide>(periods) * (periods + 1) / 2);
    return periods * length;
}

std::int64_t Repetition::jump_along(const Segment& segment, const Drift& drift, std::int64_t left,
                                    Clock& clock, Ledger& ledger) {
    const auto stays = [&](std::int64_t n) {
        Clock trial = clock;
        drift.place(trial, n);
        Ledger gained = recurrence_.empty_ledger();
        for (std::size_t i = 0; i < drift.period(); ++i) {
            iterate(segment, trial, gained);
        }
        return drift.is_at(trial, n + 1) && drift.gains(gained, n);
    };
    const auto length = static_cast<std::int64_t>(drift.period());
    const std::int64_t most = left / length + 1;
    if (most < 2 || !stays(2)) {
        return 0;
    }
    std::int64_t last = 2;
    for (std::int64_t reach = most - last; reach > 0; reach /= 2) {
        while (last + reach <= most && stays(last + reach)) {
            last += reach;
        }
    }
    drift.place(clock, last + 1);
    drift.add_gains(ledger, last);
    return (last - 1) * length;
}

} // namespace counterpoint::analytical
