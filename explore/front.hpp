#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "explore/objective.hpp"

namespace counterpoint::explore {

/// The Pareto front of the designs it was told of: those that no other one equals or beats in every
/// objective. Of designs that are equal in every objective the lowest number stays. So the front
/// is a function of the set of designs, not of the order in which they came.
class Front {
  public:
    explicit Front(const Goals& goals) : goals_(&goals) {}

    /// Is there one that is no worse in any objective? (`values` of all objectives; an equal one
    /// with a higher number does not count.)
    [[nodiscard]] bool covers(const double* values, std::int64_t number) const;

    void add(const DesignFigures& design);
    void add(const Front& other);

    /// By the first objective, then the second, and so on.
    [[nodiscard]] const std::vector<DesignFigures>& designs() const { return designs_; }

  private:
    [[nodiscard]] const double* values_at(std::size_t i) const {
        return values_.data() + i * goals_->count();
    }
    /// How many are not behind these values in the order of the front.
    [[nodiscard]] std::size_t not_behind(const double* values) const;
    [[nodiscard]] bool no_worse(const double* a, const double* b) const;
    [[nodiscard]] bool covers_at(std::size_t i, const double* values, std::int64_t number) const;
    void remove_covered(std::size_t from, const double* values);

    const Goals* goals_; ///< outlives it
    std::vector<DesignFigures> designs_;
    std::vector<double> values_;            ///< of each design, all objectives
    mutable std::size_t last_covering_ = 0; ///< a design that covered one will cover the next
};

} // namespace counterpoint::explore
