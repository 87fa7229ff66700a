#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "hw/dram/command.hpp"
#include "hw/dram/standard.hpp"
#include "sim/dram/clock.hpp"
#include "sim/dram/layout.hpp"
#include "sim/dram/timing_rules.hpp"

namespace counterpoint::sim {

/// The earliest legal clock of every command of a channel: all rules of the standard, and the
/// command buses. Does not know which rows are open, nor who wants what.
class CommandTimes {
  public:
    CommandTimes(const hw::DramStandard& standard, const ChannelLayout& layout);

    /// Of a command to one bank.
    [[nodiscard]] Clock earliest(hw::DramCommand command, BankIndex bank) const {
        const std::size_t at = hw::index_of(command);
        const Home& home = homes_[bank];
        return latest(latest(banks_[bank][at], groups_[home.group][at]),
                      latest(ranks_[home.rank][at], bus_free_[bus_[at]]));
    }

    /// Of a command to a whole rank (PREA, REF).
    [[nodiscard]] Clock earliest(hw::DramCommand command, RankIndex rank) const {
        const std::size_t at = hw::index_of(command);
        return latest(ranks_[rank][at], bus_free_[bus_[at]]);
    }

    void issue(hw::DramCommand command, BankIndex bank, Clock clock);
    void issue(hw::DramCommand command, RankIndex rank, Clock clock);

    /// Every time that RD and WR to these banks bear upon, as clocks after `now`, 0 where it has
    /// passed.
    void remaining(Clock now, const std::vector<BankIndex>& banks,
                   std::vector<Clock>& clocks) const;

    /// Moves each of these times that lies after `now` by `clocks`.
    void shift(Clock now, const std::vector<BankIndex>& banks, std::int64_t clocks);

  private:
    using Ready = hw::CommandTable<Clock>;

    struct Home {
        GroupIndex group;
        RankIndex rank;
    };
    struct Bound {
        RuleScope scope = RuleScope::bank;
        std::size_t to = 0;
        std::int64_t clocks = 0;
    };
    /// A rule with a window: the last so many commands of each rank, the next one to forget first.
    struct Window {
        std::size_t to = 0;
        std::int64_t clocks = 0;
        std::size_t length = 0;
        Table<RankIndex, std::vector<Clock>> last;
        Table<RankIndex, std::size_t> oldest;
    };

    static Clock latest(Clock a, Clock b) { return a < b ? b : a; }
    static void raise(Clock& time, Clock clock) { time = latest(time, clock); }

    template <class Times, class Visit>
    static void each_column_time(Times& times, const std::vector<BankIndex>& banks, Visit visit);

    void take_bus(std::size_t command, Clock clock);
    void apply_to_ranks(const Bound& bound, RankIndex rank, Clock clock);
    void remember(Window& window, RankIndex rank, Clock clock);

    std::size_t ranks_per_bus_;
    hw::CommandTable<std::vector<Bound>> bounds_;
    hw::CommandTable<std::vector<Window>> windows_;
    hw::CommandTable<std::size_t> bus_{};
    hw::CommandTable<std::int64_t> bus_clocks_;

    Table<BankIndex, Home> homes_;
    Table<BankIndex, Ready> banks_;
    Table<GroupIndex, Ready> groups_;
    Table<RankIndex, Ready> ranks_;
    std::array<Clock, 2> bus_free_{};
};

} // namespace counterpoint::sim
