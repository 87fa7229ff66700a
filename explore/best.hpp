#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "explore/objective.hpp"

namespace counterpoint::explore {

/// The designs with the least values of one objective, no two of the same value: of those that are
/// equal the lowest number stays. The best first.
class Best {
  public:
    Best(Objective objective, double macs, std::size_t count)
        : objective_(objective), macs_(macs), count_(count) {}

    /// A value above this one is none of the best.
    [[nodiscard]] double bound() const {
        if (count_ == 0) {
            return -std::numeric_limits<double>::infinity();
        }
        return designs_.size() < count_ ? std::numeric_limits<double>::infinity()
                                        : value(designs_.back());
    }

    void add(const DesignFigures& design);

    [[nodiscard]] const std::vector<DesignFigures>& designs() const { return designs_; }

  private:
    [[nodiscard]] double value(const DesignFigures& design) const {
        return value_of(objective_, design.figures, macs_);
    }

    Objective objective_;
    double macs_;
    std::size_t count_;
    std::vector<DesignFigures> designs_;
};

} // namespace counterpoint::explore
