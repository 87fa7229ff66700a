#include <algorithm>
#include <iterator>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/sim/dram/requests.hpp"

namespace counterpoint::sim {
namespace {

using hw::DramCommand;

constexpr std::uint64_t row_bytes = 8192; // of DDR4
constexpr std::uint64_t burst_bytes = 64;

DramRequest read_at(std::uint64_t address) { return {AccessKind::read, address, 1, 0}; }
DramRequest write_at(std::uint64_t address) { return {AccessKind::write, address, 1, 0}; }

struct Recording {
    std::vector<IssuedCommand> commands;
    DramStatistics statistics;

    [[nodiscard]] std::vector<IssuedCommand> of(DramCommand command) const {
        std::vector<IssuedCommand> found;
        std::copy_if(commands.begin(), commands.end(), std::back_inserter(found),
                     [&](const IssuedCommand& each) { return each.command == command; });
        return found;
    }

    /// Rows (or `R`, `W`) of the column commands in their order.
    [[nodiscard]] std::string rows() const {
        std::string text;
        for (const IssuedCommand& each : commands) {
            text += hw::is_column_command(each.command) ? std::to_string(each.row) : "";
        }
        return text;
    }
    [[nodiscard]] std::string directions() const {
        std::string text;
        for (const IssuedCommand& each : commands) {
            text += each.command == DramCommand::read ? "R" : "";
            text += each.command == DramCommand::write ? "W" : "";
        }
        return text;
    }
};

Recording recorded(const hw::DramConfiguration& configuration, std::vector<DramRequest> requests) {
    Recorder recorder;
    DramMemory memory(configuration);
    memory.listen(&recorder);
    ListedRequests stream(std::move(requests));
    memory.run(stream);
    return {recorder.commands, memory.statistics()};
}

hw::DramConfiguration one_bank_of_ddr4() {
    hw::DramConfiguration configuration = without_refresh("DDR4-2400");
    map_as(one_bank, configuration);
    return configuration;
}

/// Row 0, row 1, and then row 0 again and again.
std::vector<DramRequest> a_conflict_among_hits(int hits) {
    std::vector<DramRequest> requests{read_at(0), read_at(row_bytes)};
    for (int i = 1; i <= hits; ++i) {
        requests.push_back(read_at(static_cast<std::uint64_t>(i) * burst_bytes));
    }
    return requests;
}

TEST(Scheduling, RowHitsPassAnOlderConflict) {
    const Recording run = recorded(one_bank_of_ddr4(), a_conflict_among_hits(3));
    EXPECT_EQ(run.rows(), "00001");
    EXPECT_EQ(run.statistics.row_hits, 3);
    EXPECT_EQ(run.statistics.row_misses, 1);
    EXPECT_EQ(run.statistics.row_conflicts, 1);
}

TEST(Scheduling, NoMoreHitsPassThanTheCap) {
    hw::DramConfiguration configuration = one_bank_of_ddr4();
    configuration.hit_cap = 2;
    EXPECT_EQ(recorded(configuration, a_conflict_among_hits(5)).rows(), "0001000");
}

TEST(Scheduling, FirstComeFirstServedKeepsTheOrder) {
    hw::DramConfiguration configuration = one_bank_of_ddr4();
    configuration.scheduling = hw::DramScheduling::fcfs;
    EXPECT_EQ(recorded(configuration, a_conflict_among_hits(3)).rows(), "01000");
}

TEST(Scheduling, FirstComeFirstServedKeepsTheOrderOfReadsAndWrites) {
    hw::DramConfiguration configuration = without_refresh("DDR4-2400");
    configuration.scheduling = hw::DramScheduling::fcfs;
    std::vector<DramRequest> requests;
    for (std::uint64_t i = 0; i < 6; ++i) {
        requests.push_back(i % 2 == 0 ? read_at(i * burst_bytes) : write_at(i * burst_bytes));
    }
    EXPECT_EQ(recorded(configuration, requests).directions(), "RWRWRW");
}

TEST(Pages, AnOpenRowStaysOpen) {
    Recorder recorder;
    DramMemory memory(without_refresh("DDR4-2400"));
    memory.listen(&recorder);
    memory.submit(read_at(0));
    memory.advance(10'000);
    EXPECT_EQ(recorder.commands.size(), 2U); // ACT, RD
}

TEST(Pages, AClosedPagePolicyClosesARowThatNobodyWants) {
    hw::DramConfiguration configuration = without_refresh("DDR4-2400");
    configuration.page = hw::PagePolicy::closed;
    Recorder recorder;
    DramMemory memory(configuration);
    memory.listen(&recorder);
    memory.submit(read_at(0));
    memory.submit(read_at(4 * burst_bytes)); // of the same row
    memory.advance(10'000);
    ASSERT_EQ(recorder.commands.size(), 4U);
    EXPECT_EQ(recorder.commands[3].command, DramCommand::precharge);
    EXPECT_EQ(recorder.commands[3].clock, configuration.standard.timings.ras);
}

/// Writes into the banks that are read as well, all at clock 0.
std::vector<DramRequest> writes_before_reads(std::uint64_t writes, std::uint64_t reads) {
    std::vector<DramRequest> requests;
    for (std::uint64_t i = 0; i < writes + reads; ++i) {
        requests.push_back(i < writes ? write_at(i * burst_bytes) : read_at(i * burst_bytes));
    }
    return requests;
}

TEST(Watermarks, WritesWaitForTheHighOneAndGoDownToTheLowOne) {
    hw::DramConfiguration configuration = without_refresh("DDR4-2400");
    configuration.queues = {false, 32, 8, 6, 2};
    EXPECT_EQ(recorded(configuration, writes_before_reads(6, 5)).directions(), "WWWWRRRRRWW");
    EXPECT_EQ(recorded(configuration, writes_before_reads(5, 5)).directions(), "RRRRRWWWWW");
    EXPECT_EQ(recorded(configuration, writes_before_reads(6, 5)).statistics.write_to_read, 1);
    EXPECT_EQ(recorded(configuration, writes_before_reads(6, 5)).statistics.read_to_write, 1);
}

TEST(Watermarks, WithoutReadsWritesDoNotWait) {
    const Recording run = recorded(without_refresh("DDR4-2400"), writes_before_reads(1, 0));
    EXPECT_EQ(run.directions(), "W");
    EXPECT_EQ(run.commands.front().clock, 0);
}

TEST(Queues, AUnifiedQueueTurnsTheBusMoreOften) {
    hw::DramConfiguration configuration = without_refresh("DDR4-2400");
    std::vector<DramRequest> requests;
    for (std::uint64_t i = 0; i < 400; ++i) {
        const std::uint64_t address = i * 7919 % 5000 * row_bytes;
        requests.push_back(i % 2 == 0 ? read_at(address) : write_at(address));
    }
    const DramStatistics split = run(configuration, requests);
    configuration.queues.unified = true;
    const DramStatistics unified = run(configuration, requests);
    EXPECT_GT(unified.read_to_write, 3 * split.read_to_write);
    EXPECT_GT(unified.end, split.end);
}

TEST(Queues, OccupancyIsWhatWaitsTimesHowLong) {
    const hw::DramConfiguration configuration = without_refresh("DDR4-2400");
    const DramStatistics statistics = run(configuration, {read_at(0)});
    EXPECT_EQ(statistics.queued_reads, configuration.standard.timings.rcd_read);
    EXPECT_EQ(statistics.queued_writes, 0);
    EXPECT_EQ(statistics.most_queued, 1);
}

TEST(Refresh, ComesOnceInAnInterval) {
    const hw::DramConfiguration configuration = configured("DDR4-2400");
    const hw::DramTimings& t = configuration.standard.timings;
    const Recording run = recorded(configuration, {{AccessKind::read, 0, 50'000, {}}});
    const std::vector<IssuedCommand> refreshes = run.of(DramCommand::refresh);
    ASSERT_EQ(static_cast<std::int64_t>(refreshes.size()), run.statistics.end / t.refi);
    for (std::size_t i = 0; i < refreshes.size(); ++i) {
        const Clock due = static_cast<Clock>(i + 1) * t.refi;
        EXPECT_GE(refreshes[i].clock, due);
        EXPECT_LE(refreshes[i].clock, due + t.ras + t.rtp + t.rp_all + 1);
        for (const IssuedCommand& command : run.commands) {
            EXPECT_FALSE(command.clock > refreshes[i].clock &&
                         command.clock < refreshes[i].clock + t.rfc);
        }
    }
    EXPECT_GE(run.statistics.refresh_clocks,
              static_cast<std::int64_t>(refreshes.size()) * (t.rp_all + t.rfc));
}

TEST(Refresh, OfSingleBanksTakesTurnsAndLeavesTheOthersWorking) {
    hw::DramConfiguration configuration = configured("LPDDR4-3200");
    const DramStatistics all = run(configuration, {{AccessKind::read, 0, 50'000, {}}});
    configuration.refresh = hw::RefreshMode::per_bank;
    const Recording single = recorded(configuration, {{AccessKind::read, 0, 50'000, {}}});
    const std::vector<IssuedCommand> refreshes = single.of(DramCommand::refresh_bank);
    ASSERT_GT(refreshes.size(), 16U);
    for (std::size_t i = 0; i + 8 <= refreshes.size(); i += 8) {
        std::set<std::int64_t> round;
        for (std::size_t k = i; k < i + 8; ++k) {
            round.insert(refreshes[k].bank);
        }
        EXPECT_EQ(round.size(), 8U);
    }
    EXPECT_LT(single.statistics.end, all.end);
    EXPECT_TRUE(single.of(DramCommand::refresh).empty());
}

TEST(Refresh, RanksTakeItAtDifferentTimes) {
    hw::DramConfiguration configuration = configured("DDR4-2400");
    configuration.standard.organisation.ranks = 2;
    const Recording run = recorded(configuration, {{AccessKind::read, 0, 10'000, {}}});
    const std::vector<IssuedCommand> refreshes = run.of(DramCommand::refresh);
    ASSERT_GE(refreshes.size(), 4U);
    EXPECT_NE(refreshes[0].rank, refreshes[1].rank);
    EXPECT_GT(refreshes[1].clock - refreshes[0].clock, configuration.standard.timings.refi / 3);
}

TEST(Refresh, ThatIsDueAgainBeforeItIsDoneGoesOn) {
    hw::DramConfiguration configuration = configured("DDR4-2400");
    hw::DramTimings& t = configuration.standard.timings;
    t.refi = t.rfc + t.rp_all + 1; // as short as may be: there is no time to open a row
    DramMemory memory(configuration);
    memory.submit(read_at(0));
    memory.advance(100 * t.refi);
    const DramStatistics statistics = memory.statistics();
    EXPECT_EQ(statistics.bursts(), 1);
    EXPECT_GE(statistics.queued_reads, 0);
    EXPECT_NEAR(static_cast<double>(statistics.commands[hw::index_of(DramCommand::refresh)]), 100,
                1);
}

TEST(Ranks, ShareADataBusWithAGapBetweenThem) {
    hw::DramConfiguration configuration = without_refresh("DDR4-2400");
    configuration.standard.organisation.ranks = 2;
    configuration.scheduling = hw::DramScheduling::fcfs; // the other would sort them by rank
    map_as("row:bank:column:bankgroup:rank", configuration);
    const DramStatistics statistics = run(configuration, {{AccessKind::read, 0, 10'000, {}}});
    const std::int64_t apart =
        configuration.standard.burst_clocks() + configuration.standard.timings.rtrs;
    EXPECT_NEAR(static_cast<double>(statistics.end) / 10'000, static_cast<double>(apart), 0.05);
}

TEST(Channels, ShareASequentialStream) {
    hw::DramConfiguration configuration = without_refresh("DDR4-2400");
    const DramStatistics one = run(configuration, {{AccessKind::read, 0, 40'000, {}}});
    configuration.channels = 4;
    const DramStatistics four = run(configuration, {{AccessKind::read, 0, 40'000, {}}});
    EXPECT_EQ(four.bursts(), 40'000);
    EXPECT_NEAR(static_cast<double>(one.end) / static_cast<double>(four.end), 4.0, 0.05);
}

TEST(Channels, ARequestIsCompleteWhenItsLastBurstIs) {
    hw::DramConfiguration configuration = without_refresh("DDR4-2400");
    configuration.channels = 2;
    DramMemory memory(configuration);
    EXPECT_EQ(memory.submit({AccessKind::read, 3 * burst_bytes, 9, 5}), 0U);
    EXPECT_EQ(memory.submit({AccessKind::write, 1'000'000, 1, 5}), 1U);
    EXPECT_TRUE(memory.take_completions().empty());
    memory.advance(1000);
    const std::vector<DramCompletion> completions = memory.take_completions();
    ASSERT_EQ(completions.size(), 2U);
    EXPECT_LE(completions[0].clock, completions[1].clock);
    EXPECT_EQ(completions[1].clock, memory.statistics().end);
    EXPECT_TRUE(memory.take_completions().empty());
    EXPECT_TRUE(memory.idle());
}

TEST(Time, NothingIsDecidedBeforeTheFirstArrival) {
    DramMemory memory(configured("DDR4-2400"));
    EXPECT_EQ(memory.next_decision(), never);
    memory.submit({AccessKind::read, 0, 1, 100});
    EXPECT_EQ(memory.next_decision(), 100);
    memory.advance(99);
    EXPECT_FALSE(memory.idle());
    memory.advance(100);
    EXPECT_EQ(memory.next_decision(), 100 + memory.configuration().standard.timings.rcd_read);
}

TEST(Time, ALatencyCountsFromTheArrivalIfThereIsOne) {
    const hw::DramConfiguration configuration = one_bank_of_ddr4();
    const hw::DramTimings& t = configuration.standard.timings;
    const std::int64_t idle = t.rcd_read + configuration.standard.read_data_end();
    const DramStatistics given = run(configuration, {{AccessKind::read, 0, 100, 0}});
    EXPECT_EQ(given.latency().least, idle);
    EXPECT_EQ(given.latency().most, idle + 99 * t.ccd_l);
    const DramStatistics taken = run(configuration, {{AccessKind::read, 0, 100, {}}});
    EXPECT_EQ(taken.end, given.end);
    EXPECT_EQ(taken.latency().most, idle + 31 * t.ccd_l) << "the last one that fits at clock 0";
}

TEST(Time, NoTrafficTakesNoTime) {
    const DramStatistics statistics = run(configured("HBM2"), {});
    EXPECT_EQ(statistics.end, 0);
    EXPECT_EQ(statistics.bursts(), 0);
    EXPECT_EQ(statistics.latency().least, never);
}

TEST(Requests, BeyondTheMemoryAreRefused) {
    const hw::DramConfiguration configuration = configured("DDR4-2400");
    const auto all = static_cast<std::uint64_t>(hw::capacity_bytes(configuration));
    DramMemory memory(configuration);
    memory.submit({AccessKind::read, all - burst_bytes, 1, {}});
    EXPECT_THROW(memory.submit({AccessKind::read, all - burst_bytes, 2, {}}), std::out_of_range);
    EXPECT_THROW(memory.submit({AccessKind::read, all, 1, {}}), std::out_of_range);
    EXPECT_THROW(memory.submit({AccessKind::read, 0, 0, {}}), std::out_of_range);
}

TEST(Requests, SubmittedOneByOneOrAsAStreamTakeTheSameTime) {
    const hw::DramConfiguration configuration = configured("LPDDR4-3200");
    std::vector<DramRequest> requests;
    DramMemory memory(configuration);
    for (std::uint64_t i = 0; i < 20'000; ++i) {
        const std::uint64_t address = i * 48'611 % 100'000 * 32;
        requests.push_back({i % 3 == 0 ? AccessKind::write : AccessKind::read, address, 1, {}});
        memory.submit(requests.back());
    }
    while (!memory.idle()) {
        memory.advance(memory.next_decision());
    }
    const DramStatistics streamed = run(configuration, requests);
    EXPECT_EQ(memory.statistics().end, streamed.end);
    EXPECT_EQ(memory.statistics().latency().sum, streamed.latency().sum);
    EXPECT_EQ(memory.statistics().commands, streamed.commands);
}

} // namespace
} // namespace counterpoint::sim
