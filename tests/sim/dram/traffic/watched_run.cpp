#include "tests/sim/dram/traffic/watched_run.hpp"

#include <algorithm>
#include <tuple>

#include <gtest/gtest.h>

#include "tests/sim/dram/checker/device_limits.hpp"
#include "tests/sim/dram/traffic/places.hpp"
#include "tests/walker/random.hpp"

namespace counterpoint::dram_traffic {

namespace {

using hw::AddressField;
using hw::DramCommand;
using hw::DramConfiguration;
using sim::IssuedCommand;

/// A burst that was asked for or served: its direction, then its place.
using Burst = std::tuple<bool, std::int64_t, std::int64_t, std::int64_t, std::int64_t, std::int64_t,
                         std::int64_t, std::int64_t>;

Burst burst_at(bool write, Place place) {
    return {write,
            place[AddressField::channel],
            place[AddressField::pseudo_channel],
            place[AddressField::rank],
            place[AddressField::bank_group],
            place[AddressField::bank],
            place[AddressField::row],
            place[AddressField::column]};
}

std::vector<Burst> asked_for(const DramConfiguration& configuration, const Requests& requests) {
    std::vector<Burst> bursts;
    for (const sim::DramRequest& request : requests) {
        for (std::int64_t i = 0; i < request.bursts; ++i) {
            const std::int64_t offset = i * configuration.standard.bytes_per_burst;
            const std::uint64_t address = request.address + static_cast<std::uint64_t>(offset);
            bursts.push_back(
                burst_at(request.kind == sim::AccessKind::write, place_of(configuration, address)));
        }
    }
    std::sort(bursts.begin(), bursts.end());
    return bursts;
}

std::vector<Burst> served(const std::vector<IssuedCommand>& commands) {
    std::vector<Burst> bursts;
    for (const IssuedCommand& c : commands) {
        if (hw::is_column_command(c.command)) {
            bursts.emplace_back(c.command == DramCommand::write, c.channel, c.pseudo_channel,
                                c.rank, c.bank_group, c.bank, c.row, c.column);
        }
    }
    std::sort(bursts.begin(), bursts.end());
    return bursts;
}

/// When the data of each burst have passed, ascending.
std::vector<sim::Clock> data_ends(const DramConfiguration& configuration,
                                  const std::vector<IssuedCommand>& commands) {
    const hw::DramTimings& timings = configuration.standard.timings;
    std::vector<sim::Clock> ends;
    for (const IssuedCommand& c : commands) {
        if (hw::is_column_command(c.command)) {
            const bool write = c.command == DramCommand::write;
            ends.push_back(c.clock + (write ? timings.wl : timings.rl) +
                           configuration.standard.burst_clocks());
        }
    }
    std::sort(ends.begin(), ends.end());
    return ends;
}

hw::CommandTable<std::int64_t> counts_of(const std::vector<IssuedCommand>& commands) {
    hw::CommandTable<std::int64_t> counts{};
    for (const IssuedCommand& command : commands) {
        ++counts.at(hw::index_of(command.command));
    }
    return counts;
}

void expect_true_statistics(const DramConfiguration& configuration,
                            const sim::DramStatistics& statistics,
                            const std::vector<IssuedCommand>& commands) {
    const auto counts = counts_of(commands);
    EXPECT_EQ(statistics.commands, counts);
    const std::int64_t reads = counts.at(hw::index_of(DramCommand::read));
    const std::int64_t writes = counts.at(hw::index_of(DramCommand::write));
    EXPECT_EQ(statistics.read_latency.count, reads);
    EXPECT_EQ(statistics.write_latency.count, writes);
    EXPECT_EQ(statistics.row_hits + statistics.row_misses + statistics.row_conflicts,
              reads + writes);
    EXPECT_GE(counts.at(hw::index_of(DramCommand::activate)),
              statistics.row_misses + statistics.row_conflicts);
    EXPECT_EQ(statistics.data_clocks, (reads + writes) * configuration.standard.burst_clocks());
    const std::vector<sim::Clock> ends = data_ends(configuration, commands);
    EXPECT_EQ(statistics.end, ends.empty() ? 0 : ends.back());
}

bool of_single_bursts(const Requests& requests) {
    return std::all_of(requests.begin(), requests.end(),
                       [](const sim::DramRequest& request) { return request.bursts == 1; });
}

void append(std::vector<sim::DramCompletion>& all, const std::vector<sim::DramCompletion>& more) {
    EXPECT_TRUE(std::is_sorted(more.begin(), more.end(),
                               [](const auto& a, const auto& b) { return a.clock < b.clock; }));
    all.insert(all.end(), more.begin(), more.end());
}

/// Submits all requests, which come later where the clock has passed them, and returns what was
/// completed.
std::vector<sim::DramCompletion> completions_of(sim::DramMemory& memory, const Requests& requests,
                                                walker::Random& random,
                                                std::vector<sim::Clock>& arrivals) {
    std::vector<sim::DramCompletion> completions;
    sim::Clock now = 0;
    for (sim::DramRequest request : requests) {
        if (request.arrival) {
            request.arrival = std::max(*request.arrival, now);
        }
        arrivals.push_back(request.arrival.value_or(0));
        EXPECT_EQ(memory.submit(request), arrivals.size() - 1);
        if (random.chance(20)) {
            now = std::max(now, request.arrival.value_or(now)) + random.between(0, 200);
            memory.advance(now);
            append(completions, memory.take_completions());
        }
    }
    while (!memory.idle()) {
        const sim::Clock next = memory.next_decision();
        EXPECT_NE(next, sim::never) << "requests wait, and nothing is going to happen";
        if (next == sim::never) {
            break;
        }
        now = std::max(now, next) + random.between(0, 20);
        memory.advance(now);
        append(completions, memory.take_completions());
    }
    return completions;
}

dram_checker::Command checked(const IssuedCommand& c) {
    return {c.clock,
            dram_checker::kind_of(c.command),
            static_cast<int>(c.channel),
            static_cast<int>(c.pseudo_channel),
            static_cast<int>(c.rank),
            static_cast<int>(c.bank_group),
            static_cast<int>(c.bank),
            c.row,
            c.column};
}

} // namespace

Watcher::Watcher(const DramConfiguration& configuration)
    : checker_(dram_checker::limits_of(configuration)) {}

void Watcher::issued(const IssuedCommand& command) {
    checker_.take(checked(command));
    commands_.push_back(command);
}

std::vector<dram_checker::Violation> Watcher::verdict(sim::Clock end) {
    checker_.finish(end);
    return checker_.violations();
}

void expect_compliance(const DramConfiguration& configuration, const Traffic& traffic) {
    SCOPED_TRACE(shown(configuration) + ", " + traffic.name);
    Watcher watcher(configuration);
    sim::DramMemory memory(configuration);
    memory.listen(&watcher);
    ListedRequests stream(traffic.requests);
    memory.run(stream);
    const sim::DramStatistics statistics = memory.statistics();
    expect_true_statistics(configuration, statistics, watcher.commands());
    EXPECT_EQ(served(watcher.commands()), asked_for(configuration, traffic.requests));
    memory.advance(statistics.end);
    const auto violations = watcher.verdict(statistics.end);
    EXPECT_TRUE(violations.empty()) << dram_checker::summary(violations);
}

void expect_completions(const DramConfiguration& configuration, const Traffic& traffic,
                        std::mt19937_64& engine) {
    SCOPED_TRACE(shown(configuration) + ", submitted: " + traffic.name);
    walker::Random random(engine);
    Watcher watcher(configuration);
    sim::DramMemory memory(configuration);
    memory.listen(&watcher);
    std::vector<sim::Clock> arrivals;
    const auto completions = completions_of(memory, traffic.requests, random, arrivals);
    std::vector<bool> seen(traffic.requests.size(), false);
    std::vector<sim::Clock> clocks;
    for (const sim::DramCompletion& completion : completions) {
        ASSERT_LT(completion.request, seen.size());
        EXPECT_FALSE(seen[completion.request]) << "request " << completion.request << " twice";
        seen[completion.request] = true;
        EXPECT_GT(completion.clock, arrivals[completion.request]);
        clocks.push_back(completion.clock);
    }
    EXPECT_EQ(completions.size(), traffic.requests.size());
    std::sort(clocks.begin(), clocks.end());
    if (of_single_bursts(traffic.requests)) {
        EXPECT_EQ(clocks, data_ends(configuration, watcher.commands()));
    }
    EXPECT_EQ(served(watcher.commands()), asked_for(configuration, traffic.requests));
    const auto violations = watcher.verdict(0);
    EXPECT_TRUE(violations.empty()) << dram_checker::summary(violations);
}

std::string shown(const DramConfiguration& configuration) {
    const bool closed = configuration.page == hw::PagePolicy::closed;
    const bool fcfs = configuration.scheduling == hw::DramScheduling::fcfs;
    const char* refresh = configuration.refresh == hw::RefreshMode::none       ? ", no refresh"
                          : configuration.refresh == hw::RefreshMode::all_bank ? ""
                                                                               : ", REFpb";
    return configuration.standard.name + ", " + std::to_string(configuration.channels) +
           " channels, " + std::to_string(configuration.standard.organisation.ranks) + " ranks, " +
           hw::mapping_text(configuration.mapping) + (closed ? ", closed" : ", open") +
           (fcfs ? ", fcfs" : ", frfcfs") + refresh;
}

} // namespace counterpoint::dram_traffic
