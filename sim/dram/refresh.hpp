#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "hw/dram/configuration.hpp"
#include "sim/dram/clock.hpp"
#include "sim/dram/layout.hpp"

namespace counterpoint::sim {

/// When ranks (or, bank after bank, single banks) must be refreshed. Due every tREFI (tREFIpb), the
/// ranks of a data bus evenly apart; never early, and late only by what closing the rows takes.
/// From due to refreshed, what is to be refreshed takes no other command.
class Refresh {
  public:
    Refresh(const hw::DramConfiguration& configuration, const ChannelLayout& layout);

    [[nodiscard]] bool of_banks() const { return of_banks_; }

    /// The next clock at which something falls due; `never` without refresh.
    [[nodiscard]] Clock next_due() const { return next_due_; }

    /// Marks what falls due at next_due(). Of single banks, each is refreshed once in a round; a
    /// bank goes first that is not wanted, where one is left. `is_wanted` takes a BankIndex.
    template <class IsWanted>
    void fall_due(IsWanted is_wanted) {
        for (Rank& rank : ranks_) {
            if (!rank.is_due && rank.due == next_due_) {
                rank.is_due = true;
                ++due_count_;
                take_turn(rank, is_wanted);
            }
        }
        find_next();
    }

    [[nodiscard]] bool any_due() const { return due_count_ > 0; }
    [[nodiscard]] bool is_due(RankIndex rank) const { return ranks_[rank].is_due; }
    [[nodiscard]] std::size_t ranks() const { return ranks_.size(); }

    /// The bank whose turn it is, where banks are refreshed singly.
    [[nodiscard]] BankIndex bank_in_turn(RankIndex rank) const {
        return ranks_[rank].left[ranks_[rank].turn];
    }

    /// Whether a bank takes no other command.
    [[nodiscard]] bool blocks(RankIndex rank, BankIndex bank) const {
        return due_count_ > 0 && ranks_[rank].is_due && (!of_banks_ || bank_in_turn(rank) == bank);
    }

    /// The refresh was issued; returns the clock at which it was due.
    Clock refreshed(RankIndex rank);

  private:
    struct Rank {
        Clock due = never; ///< the next one, or the one that is due
        bool is_due = false;
        std::vector<BankIndex> left; ///< in this round, where banks are refreshed singly
        std::size_t turn = 0;        ///< in `left`
    };
    template <class IsWanted>
    static void take_turn(Rank& rank, IsWanted is_wanted) {
        const auto found = std::find_if_not(rank.left.begin(), rank.left.end(), is_wanted);
        rank.turn =
            found == rank.left.end() ? 0 : static_cast<std::size_t>(found - rank.left.begin());
    }
    void find_next();
    void begin_round(RankIndex rank);

    bool of_banks_;
    std::int64_t interval_;
    std::size_t banks_per_rank_;
    Table<RankIndex, Rank> ranks_;
    std::int64_t due_count_ = 0;
    Clock next_due_ = never;
};

} // namespace counterpoint::sim
