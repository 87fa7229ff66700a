#pragma once

#include <optional>
#include <vector>

namespace counterpoint::explore {

/// How far an estimate's order of designs can be trusted.
struct RankingChange {
    /// Spearman's correlation of the ranks, equal values sharing their mean rank; nothing for fewer
    /// than two designs or where one side is all equal.
    std::optional<double> rank_correlation;
    /// How much worse the estimate's first design is than the best one, as a share of that.
    double regret = 0;
};

/// Compares values by estimate with the real ones of the same designs, the smaller the better; at
/// least one, none 0 (those of an objective that is maximised are negative).
RankingChange compare_ranking(const std::vector<double>& estimated,
                              const std::vector<double>& real);

} // namespace counterpoint::explore
