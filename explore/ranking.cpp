#include "explore/ranking.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>

namespace counterpoint::explore {

namespace {

std::vector<double> ranks_of(const std::vector<double>& values) {
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
    std::vector<double> ranks(values.size());
    for (std::size_t first = 0; first < order.size();) {
        std::size_t last = first;
        while (last + 1 < order.size() && values[order[last + 1]] == values[order[first]]) {
            ++last;
        }
        for (std::size_t i = first; i <= last; ++i) {
            ranks[order[i]] = static_cast<double>(first + last) / 2;
        }
        first = last + 1;
    }
    return ranks;
}

std::optional<double> correlation(const std::vector<double>& a, const std::vector<double>& b) {
    const double mean = (static_cast<double>(a.size()) - 1) / 2; // of any ranks
    double together = 0;
    double of_a = 0;
    double of_b = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        together += (a[i] - mean) * (b[i] - mean);
        of_a += (a[i] - mean) * (a[i] - mean);
        of_b += (b[i] - mean) * (b[i] - mean);
    }
    if (of_a == 0 || of_b == 0) {
        return std::nullopt;
    }
    return together / std::sqrt(of_a * of_b);
}

} // namespace

RankingChange compare_ranking(const std::vector<double>& estimated,
                              const std::vector<double>& real) {
    RankingChange change;
    change.rank_correlation = correlation(ranks_of(estimated), ranks_of(real));
    const auto first = static_cast<std::size_t>(
        std::min_element(estimated.begin(), estimated.end()) - estimated.begin());
    const double chosen = real[first];
    const double best = *std::min_element(real.begin(), real.end());
    change.regret = best > 0 ? chosen / best - 1 : best / chosen - 1;
    return change;
}

} // namespace counterpoint::explore
