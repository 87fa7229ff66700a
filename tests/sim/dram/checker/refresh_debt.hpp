#pragma once

#include <optional>
#include <vector>

#include "tests/sim/dram/checker/limits.hpp"
#include "tests/sim/dram/checker/violation.hpp"

namespace counterpoint::dram_checker {

/// The refreshes that a rank owes: one each tREFI, of which so many may be postponed, or be done so
/// many ahead. Refreshes of single banks count a part each, and go round all banks.
class RefreshDebt {
  public:
    explicit RefreshDebt(const Limits& limits);

    /// A refresh of the whole rank, or of one bank (`position` among all banks of the rank).
    std::vector<Violation> take(const Command& refresh, std::size_t position);
    /// What is owed too long before this clock.
    [[nodiscard]] std::optional<Violation> owed_before(Clock end) const;

  private:
    [[nodiscard]] Clock latest() const;

    Limits limits_;
    std::int64_t banks_;
    std::int64_t refreshed_banks_ = 0; ///< a refresh of the rank counts all its banks
    std::vector<bool> seen_;           ///< in this round of refreshes of single banks
    std::optional<Command> last_;
};

} // namespace counterpoint::dram_checker
