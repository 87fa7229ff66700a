#include "sim/dram/command_times.hpp"

#include <algorithm>

namespace counterpoint::sim {

namespace {

/// Long before the first clock, and far enough from overflow.
constexpr Clock long_ago = -(Clock{1} << 40U);

/// What RD and WR make wait: nothing else is moved by them (see timing_rules.cpp).
constexpr std::array<hw::DramCommand, 4> after_columns{
    hw::DramCommand::read, hw::DramCommand::write, hw::DramCommand::precharge,
    hw::DramCommand::precharge_all};

} // namespace

CommandTimes::CommandTimes(const hw::DramStandard& standard, const ChannelLayout& layout)
    : ranks_per_bus_(layout.ranks_per_bus()), bus_clocks_(standard.command_clocks),
      homes_(layout.banks()), banks_(layout.banks()), groups_(layout.groups()),
      ranks_(layout.ranks()) {
    for (std::size_t bank = 0; bank < layout.banks(); ++bank) {
        homes_[{bank}] = {layout.group_of({bank}), layout.rank_of({bank})};
    }
    for (const TimingRule& rule : timing_rules(standard)) {
        const std::size_t from = hw::index_of(rule.from);
        const std::size_t to = hw::index_of(rule.to);
        if (rule.scope == RuleScope::other_rank && ranks_per_bus_ == 1) {
            continue;
        }
        if (rule.window == 1) {
            bounds_.at(from).push_back({rule.scope, to, rule.clocks});
            continue;
        }
        const auto length = static_cast<std::size_t>(rule.window);
        const std::vector<Clock> none(length, long_ago);
        windows_.at(from).push_back({to, rule.clocks, length,
                                     Table<RankIndex, std::vector<Clock>>(layout.ranks(), none),
                                     Table<RankIndex, std::size_t>(layout.ranks())});
    }
    if (standard.command_buses == hw::CommandBuses::row_and_column) {
        bus_.at(hw::index_of(hw::DramCommand::read)) = 1;
        bus_.at(hw::index_of(hw::DramCommand::write)) = 1;
    }
}

void CommandTimes::take_bus(std::size_t command, Clock clock) {
    bus_free_[bus_[command]] = clock + bus_clocks_[command];
}

void CommandTimes::apply_to_ranks(const Bound& bound, RankIndex rank, Clock clock) {
    if (bound.scope == RuleScope::rank) {
        raise(ranks_[rank][bound.to], clock + bound.clocks);
        return;
    }
    const std::size_t first = rank.value - rank.value % ranks_per_bus_;
    for (std::size_t other = first; other < first + ranks_per_bus_; ++other) {
        if (other != rank.value) {
            raise(ranks_[{other}][bound.to], clock + bound.clocks);
        }
    }
}

void CommandTimes::remember(Window& window, RankIndex rank, Clock clock) {
    std::vector<Clock>& last = window.last[rank];
    std::size_t& oldest = window.oldest[rank];
    last[oldest] = clock;
    oldest = oldest + 1 == window.length ? 0 : oldest + 1;
    raise(ranks_[rank][window.to], last[oldest] + window.clocks);
}

void CommandTimes::issue(hw::DramCommand command, BankIndex bank, Clock clock) {
    const std::size_t at = hw::index_of(command);
    const Home& home = homes_[bank];
    take_bus(at, clock);
    for (const Bound& bound : bounds_[at]) {
        if (bound.scope == RuleScope::bank) {
            raise(banks_[bank][bound.to], clock + bound.clocks);
        } else if (bound.scope == RuleScope::bank_group) {
            raise(groups_[home.group][bound.to], clock + bound.clocks);
        } else {
            apply_to_ranks(bound, home.rank, clock);
        }
    }
    for (Window& window : windows_[at]) {
        remember(window, home.rank, clock);
    }
}

void CommandTimes::issue(hw::DramCommand command, RankIndex rank, Clock clock) {
    const std::size_t at = hw::index_of(command);
    take_bus(at, clock);
    for (const Bound& bound : bounds_[at]) {
        apply_to_ranks(bound, rank, clock);
    }
}

template <class Times, class Visit>
void CommandTimes::each_column_time(Times& times, const std::vector<BankIndex>& banks,
                                    Visit visit) {
    const auto visit_all = [&](auto& ready) {
        for (const hw::DramCommand command : after_columns) {
            visit(ready[hw::index_of(command)]);
        }
    };
    for (const BankIndex bank : banks) {
        visit_all(times.banks_[bank]);
    }
    std::for_each(times.groups_.begin(), times.groups_.end(), visit_all);
    std::for_each(times.ranks_.begin(), times.ranks_.end(), visit_all);
    for (auto& free : times.bus_free_) {
        visit(free);
    }
}

void CommandTimes::remaining(Clock now, const std::vector<BankIndex>& banks,
                             std::vector<Clock>& clocks) const {
    clocks.clear();
    each_column_time(*this, banks,
                     [&](Clock time) { clocks.push_back(time > now ? time - now : 0); });
}

void CommandTimes::shift(Clock now, const std::vector<BankIndex>& banks, std::int64_t clocks) {
    each_column_time(*this, banks, [&](Clock& time) { time += time > now ? clocks : 0; });
}

} // namespace counterpoint::sim
