#include "sim/dram/refresh.hpp"

#include <algorithm>

namespace counterpoint::sim {

Refresh::Refresh(const hw::DramConfiguration& configuration, const ChannelLayout& layout)
    : of_banks_(configuration.refresh == hw::RefreshMode::per_bank),
      interval_(of_banks_ ? configuration.standard.timings.refi_bank
                          : configuration.standard.timings.refi),
      banks_per_rank_(layout.banks_per_rank()), ranks_(layout.ranks()) {
    if (configuration.refresh == hw::RefreshMode::none) {
        return;
    }
    const auto apart = static_cast<std::int64_t>(layout.ranks_per_bus());
    for (std::size_t i = 0; i < ranks_.size(); ++i) {
        const std::int64_t place = static_cast<std::int64_t>(i) % apart;
        if (of_banks_) {
            begin_round({i});
        }
        ranks_[{i}].due = interval_ + interval_ * place / apart;
    }
    find_next();
}

void Refresh::find_next() {
    next_due_ = never;
    for (const Rank& rank : ranks_) {
        if (!rank.is_due) {
            next_due_ = std::min(next_due_, rank.due);
        }
    }
}

void Refresh::begin_round(RankIndex rank) {
    for (std::size_t i = 0; i < banks_per_rank_; ++i) {
        ranks_[rank].left.push_back({rank.value * banks_per_rank_ + i});
    }
}

Clock Refresh::refreshed(RankIndex rank) {
    Rank& done = ranks_[rank];
    const Clock due = done.due;
    done.due += interval_;
    done.is_due = false;
    if (of_banks_) {
        done.left.erase(done.left.begin() + static_cast<std::ptrdiff_t>(done.turn));
        if (done.left.empty()) {
            begin_round(rank);
        }
    }
    --due_count_;
    find_next();
    return due;
}

} // namespace counterpoint::sim
