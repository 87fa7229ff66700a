#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "analytical/recurrence.hpp"

namespace counterpoint::analytical {

/// Adds what happened `times` times over, each time by a clock that stood `since` later than the
/// one by which `part` was taken.
void add(Ledger& sum, const Ledger& part, Wide times = 1, std::int64_t since = 0);

/// The times and the ledger after each of the last iterations of a loop.
class Iterations {
  public:
    /// `touched`: the positions in a Clock that the loop reads or writes.
    Iterations(const std::vector<std::size_t>& touched, std::size_t remembered)
        : touched_(touched), remembered_(remembered) {}

    void remember(const Clock& clock, const Ledger& ledger);
    void clear();

    /// How many iterations have been remembered since the last clear().
    [[nodiscard]] std::size_t count() const { return count_; }
    /// How many of them can be looked back at.
    [[nodiscard]] std::size_t depth() const;
    [[nodiscard]] const Clock& clock(std::size_t ago) const;
    [[nodiscard]] const std::vector<std::size_t>& touched() const { return touched_; }
    /// What the ledger gained in the period that ended `ago` iterations ago.
    [[nodiscard]] Ledger gained(std::size_t ago, std::size_t period) const;

    /// Did the last `period` iterations shift all times by one amount?
    [[nodiscard]] bool steady(std::size_t period) const;
    /// Did each time move by its own amount, the same in each of the last two periods?
    [[nodiscard]] bool drifting(std::size_t period) const;

  private:
    [[nodiscard]] const Ledger& ledger(std::size_t ago) const;

    const std::vector<std::size_t>& touched_;
    std::size_t remembered_;
    std::size_t count_ = 0;
    std::vector<Clock> clocks_;
    std::vector<Ledger> ledgers_;
};

/// The line along which times move apart: at point n each time stands n periods after the first of
/// the two last periods began. Every time after a period is a convex function of the point it
/// starts from (it is a maximum of sums), and so is the clock summed up to any wait; a convex
/// function that lies on a line at 0, at 1 and at n lies on it in between.
class Drift {
  public:
    Drift(const Iterations& past, std::size_t period);

    [[nodiscard]] std::size_t period() const { return period_; }
    /// Sets the times of a clock to point n.
    void place(Clock& clock, std::int64_t n) const;
    [[nodiscard]] bool is_at(const Clock& clock, std::int64_t n) const;
    /// Is this what a period that starts from point n gains, if the gains change steadily?
    [[nodiscard]] bool gains(const Ledger& gained, std::int64_t n) const;
    /// Adds what the periods gain that start from points 2, 3, …, n.
    void add_gains(Ledger& ledger, std::int64_t n) const;

  private:
    const std::vector<std::size_t>& touched_;
    std::size_t period_;
    Clock base_;
    Clock step_; ///< by position in a Clock; untouched ones unused
    Ledger first_;
    Ledger second_;
};

} // namespace counterpoint::analytical
