// Every rule of every standard, probed where it just does not hold and where it just does.

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "sim/dram/command_times.hpp"
#include "tests/sim/dram/requests.hpp"

namespace counterpoint::sim {
namespace {

using hw::DramCommand;

/// How near the bank of the second command is to that of the first.
enum class Nearness { bank, bank_group, rank, other_rank };

bool holds_between(RuleScope scope, Nearness nearness) {
    switch (scope) {
    case RuleScope::bank:
        return nearness == Nearness::bank;
    case RuleScope::bank_group:
        return nearness == Nearness::bank || nearness == Nearness::bank_group;
    case RuleScope::rank:
        return nearness != Nearness::other_rank;
    case RuleScope::other_rank:
        return nearness == Nearness::other_rank;
    }
    return false;
}

bool is_for_ranks(DramCommand command) {
    return command == DramCommand::precharge_all || command == DramCommand::refresh;
}

class TimingRules : public testing::TestWithParam<std::string> {
  protected:
    TimingRules() { standard.organisation.ranks = 2; }

    hw::DramStandard standard = hw::find_dram_standard(GetParam()).value();
    ChannelLayout layout() const { return ChannelLayout(standard.organisation); }

    BankIndex bank_at(Nearness nearness) const {
        const ChannelLayout of = layout();
        const auto group = static_cast<std::size_t>(standard.organisation.banks_per_group);
        switch (nearness) {
        case Nearness::bank:
            return {0};
        case Nearness::bank_group:
            return {1};
        case Nearness::rank:
            return {group}; // of another group, where there is one
        case Nearness::other_rank:
            return {of.banks_per_rank()};
        }
        return {0};
    }

    /// The clocks that all rules together put between two commands, the command bus included.
    std::int64_t distance(DramCommand from, DramCommand to, Nearness nearness) const {
        const bool one_bus = standard.command_buses == hw::CommandBuses::shared ||
                             hw::is_column_command(from) == hw::is_column_command(to);
        std::int64_t clocks = one_bus ? standard.command_clocks.at(hw::index_of(from)) : 0;
        for (const TimingRule& rule : timing_rules(standard)) {
            if (rule.from == from && rule.to == to && rule.window == 1 &&
                holds_between(rule.scope, nearness)) {
                clocks = std::max(clocks, rule.clocks);
            }
        }
        return clocks;
    }

    static void issue(CommandTimes& times, const ChannelLayout& of, DramCommand command,
                      BankIndex bank, Clock clock) {
        if (is_for_ranks(command)) {
            times.issue(command, of.rank_of(bank), clock);
        } else {
            times.issue(command, bank, clock);
        }
    }
    static Clock earliest(const CommandTimes& times, const ChannelLayout& of, DramCommand command,
                          BankIndex bank) {
        return is_for_ranks(command) ? times.earliest(command, of.rank_of(bank))
                                     : times.earliest(command, bank);
    }
};

TEST_P(TimingRules, EveryRuleIsObeyedToTheClock) {
    const ChannelLayout of = layout();
    const bool has_groups = standard.organisation.bank_groups > 1;
    constexpr Clock start = 100'000;
    for (const TimingRule& rule : timing_rules(standard)) {
        for (const Nearness nearness :
             {Nearness::bank, Nearness::bank_group, Nearness::rank, Nearness::other_rank}) {
            if (rule.window != 1 || !holds_between(rule.scope, nearness) ||
                (nearness == Nearness::rank && !has_groups)) {
                continue;
            }
            CommandTimes times(standard, of);
            issue(times, of, rule.from, {0}, start);
            const Clock first = earliest(times, of, rule.to, bank_at(nearness));
            const Clock legal = start + distance(rule.from, rule.to, nearness);
            EXPECT_LE(first, legal) << rule.name << " at N";
            EXPECT_GT(first, legal - 1) << rule.name << " at N - 1";
            EXPECT_GE(first - start, rule.clocks) << rule.name;
        }
    }
}

TEST_P(TimingRules, TheFifthActivationWaitsForTheFirst) {
    const ChannelLayout of = layout();
    const hw::DramTimings& t = standard.timings;
    for (const Clock apart : {Clock{1}, t.rrd_s, t.rrd_l, t.faw / 4, t.faw}) {
        CommandTimes times(standard, of);
        const std::size_t banks = of.banks_per_rank();
        std::vector<Clock> activations;
        for (std::size_t i = 0; i < 9; ++i) {
            const BankIndex bank{i * 5 % banks};
            const Clock after = activations.empty() ? 0 : activations.back() + apart;
            const Clock first = times.earliest(DramCommand::activate, bank);
            if (i >= 4) {
                EXPECT_GE(first, activations[i - 4] + t.faw);
            }
            activations.push_back(std::max(first, after));
            times.issue(DramCommand::activate, bank, activations.back());
        }
    }
}

TEST_P(TimingRules, ActivationsFarApartDoNotWait) {
    const ChannelLayout of = layout();
    const Clock far = standard.timings.faw + standard.timings.rc;
    CommandTimes times(standard, of);
    for (int i = 0; i < 6; ++i) {
        const Clock clock = (i + 1) * far;
        EXPECT_LE(times.earliest(DramCommand::activate, BankIndex{0}), clock);
        times.issue(DramCommand::activate, BankIndex{0}, clock);
    }
}

class PseudoChannels : public TimingRules {};

TEST_P(PseudoChannels, ShareNothingButTheCommandBuses) {
    const ChannelLayout of = layout();
    const BankIndex other{of.banks() / 2};
    CommandTimes times(standard, of);
    times.issue(DramCommand::activate, BankIndex{0}, 1000);
    const std::int64_t held = standard.command_clocks.at(hw::index_of(DramCommand::activate));
    EXPECT_EQ(times.earliest(DramCommand::activate, other), 1000 + held);
    times.issue(DramCommand::write, BankIndex{0}, 2000);
    EXPECT_EQ(times.earliest(DramCommand::read, other), 2001);
    EXPECT_LT(times.earliest(DramCommand::precharge, other), 2000) << "another bus";
}

/// Without a rule for it, a pair of commands is bound by the bus only; this finds a forgotten pair.
TEST_P(TimingRules, EveryPairThatTheStandardsBindIsBound) {
    using Pair = std::pair<DramCommand, DramCommand>;
    std::set<Pair> bound;
    for (const TimingRule& rule : timing_rules(standard)) {
        bound.insert({rule.from, rule.to});
    }
    constexpr DramCommand act = DramCommand::activate;
    constexpr DramCommand pre = DramCommand::precharge;
    constexpr DramCommand prea = DramCommand::precharge_all;
    constexpr DramCommand rd = DramCommand::read;
    constexpr DramCommand wr = DramCommand::write;
    constexpr DramCommand ref = DramCommand::refresh;
    const std::vector<Pair> pairs{{act, act}, {act, pre}, {act, prea}, {act, rd},   {act, wr},
                                  {act, ref}, {pre, act}, {pre, ref},  {prea, act}, {prea, ref},
                                  {rd, pre},  {rd, prea}, {rd, rd},    {rd, wr},    {wr, pre},
                                  {wr, prea}, {wr, rd},   {wr, wr},    {ref, act},  {ref, ref}};
    for (const Pair& pair : pairs) {
        EXPECT_EQ(bound.count(pair), 1U)
            << hw::name_of(pair.first) << " to " << hw::name_of(pair.second);
    }
    EXPECT_EQ(bound.count({DramCommand::refresh_bank, act}),
              standard.refreshes_single_banks() ? 1U : 0U);
}

INSTANTIATE_TEST_SUITE_P(Hbm, PseudoChannels, testing::Values("HBM2", "HBM3"));

INSTANTIATE_TEST_SUITE_P(Standards, TimingRules, testing::ValuesIn(hw::dram_standard_names()),
                         [](const auto& parameter) {
                             std::string name = parameter.param;
                             std::replace(name.begin(), name.end(), '-', '_');
                             return name;
                         });

} // namespace
} // namespace counterpoint::sim
