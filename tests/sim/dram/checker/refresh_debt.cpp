#include "tests/sim/dram/checker/refresh_debt.hpp"

#include <algorithm>

namespace counterpoint::dram_checker {

RefreshDebt::RefreshDebt(const Limits& limits)
    : limits_(limits), banks_(std::int64_t{limits.groups} * limits.banks),
      seen_(static_cast<std::size_t>(banks_), false) {}

Clock RefreshDebt::latest() const {
    return (refreshed_banks_ + banks_ * (limits_.postponed + 1)) * limits_.REFI / banks_;
}

std::vector<Violation> RefreshDebt::take(const Command& refresh, std::size_t position) {
    std::vector<Violation> violations;
    const bool alone = refresh.kind == Kind::refresh_bank;
    if (alone && seen_[position]) {
        violations.push_back({"REFpb before all other banks had theirs", last_, refresh, banks_,
                              std::count(seen_.begin(), seen_.end(), true)});
    }
    if (limits_.REFI > 0 && refresh.clock > latest()) {
        violations.push_back({"tREFI with what may be postponed: at the latest at", last_, refresh,
                              latest(), refresh.clock});
    }
    refreshed_banks_ += alone ? 1 : banks_;
    if (limits_.REFI > 0) {
        const std::int64_t most = banks_ * (refresh.clock / limits_.REFI + limits_.postponed);
        if (refreshed_banks_ > most) {
            violations.push_back({"refreshed banks ahead of tREFI: at most", last_, refresh, most,
                                  refreshed_banks_});
        }
    }
    seen_[position] = true;
    if (!alone || std::count(seen_.begin(), seen_.end(), false) == 0) {
        seen_.assign(seen_.size(), false);
    }
    last_ = refresh;
    return violations;
}

std::optional<Violation> RefreshDebt::owed_before(Clock end) const {
    if (limits_.REFI == 0 || end <= latest() + 1) {
        return std::nullopt;
    }
    return Violation{"tREFI with what may be postponed: no REF until", last_, std::nullopt,
                     latest(), end};
}

} // namespace counterpoint::dram_checker
