// Runs of row hits in closed form must give what burst by burst gives, in every number.

#include <algorithm>
#include <random>
#include <string>
#include <tuple>
#include <vector>

#include <gtest/gtest.h>

#include "tests/sim/dram/requests.hpp"

namespace counterpoint::sim {
namespace {

auto numbers(const LatencyStatistics& l) {
    return std::make_tuple(l.count, l.sum, l.least, l.most);
}

auto numbers(const DramStatistics& s) {
    return std::make_tuple(s.end, numbers(s.read_latency), numbers(s.write_latency), s.row_hits,
                           s.row_misses, s.row_conflicts, s.commands, s.data_clocks,
                           s.read_to_write, s.write_to_read, s.refresh_clocks, s.queued_reads,
                           s.queued_writes, s.most_queued);
}

auto numbers(const std::vector<DramCompletion>& completions) {
    std::vector<std::tuple<RequestNumber, Clock, std::int64_t, std::int64_t, std::int64_t>> all;
    for (const DramCompletion& completion : completions) {
        const RowOutcomes& rows = completion.rows;
        all.emplace_back(completion.request, completion.clock, rows.hits, rows.misses,
                         rows.conflicts);
    }
    return all;
}

class Generator {
  public:
    explicit Generator(std::uint64_t seed) : random_(seed) {}

    std::int64_t number(std::int64_t least, std::int64_t most) {
        return std::uniform_int_distribution<std::int64_t>(least, most)(random_);
    }
    bool one_in(std::int64_t n) { return number(1, n) == 1; }

    hw::DramConfiguration configuration() {
        const std::vector<std::string> names = hw::dram_standard_names();
        hw::DramConfiguration made =
            configured(names[static_cast<std::size_t>(number(0, std::int64_t(names.size()) - 1))]);
        made.channels = one_in(3) ? 2 : 1;
        made.standard.organisation.ranks = one_in(4) ? 2 : 1;
        if (one_in(2)) {
            std::shuffle(made.mapping.begin(), made.mapping.end(), random_);
        }
        made.page = one_in(4) ? hw::PagePolicy::closed : hw::PagePolicy::open;
        made.scheduling = one_in(4) ? hw::DramScheduling::fcfs : hw::DramScheduling::frfcfs;
        made.refresh = one_in(3) ? hw::RefreshMode::none : hw::RefreshMode::all_bank;
        if (one_in(3) && made.standard.refreshes_single_banks()) {
            made.refresh = hw::RefreshMode::per_bank;
        }
        made.queues.unified = one_in(5);
        made.queues.read = number(1, 48);
        made.queues.write = number(2, 48);
        made.queues.high = number(1, made.queues.write);
        made.queues.low = number(0, made.queues.high - 1);
        made.hit_cap = one_in(3) ? number(1, 10) : 64;
        return made;
    }

    std::vector<DramRequest> requests(const hw::DramConfiguration& of) {
        const std::int64_t all = hw::capacity_bytes(of) / of.standard.bytes_per_burst;
        std::vector<DramRequest> made;
        Clock clock = 0;
        std::int64_t next = 0;
        const bool paced = one_in(3);
        for (std::int64_t count = number(1, 8); count > 0; --count) {
            DramRequest request;
            request.kind = one_in(3) ? AccessKind::write : AccessKind::read;
            request.bursts = one_in(3) ? number(1, 5) : number(100, 700);
            const bool goes_on = one_in(2) && next + request.bursts < all;
            const std::int64_t first = goes_on ? next : number(0, all - request.bursts);
            next = first + request.bursts;
            request.address = static_cast<std::uint64_t>(first) *
                              static_cast<std::uint64_t>(of.standard.bytes_per_burst);
            if (paced) {
                clock += number(0, 3000);
                request.arrival = clock;
            }
            made.push_back(request);
        }
        return made;
    }

  private:
    std::mt19937_64 random_;
};

TEST(Coalescing, AStreamGivesTheSameNumbersAsBurstByBurst) {
    std::int64_t one_by_one = 0;
    std::int64_t coalesced = 0;
    for (std::uint64_t seed = 1; seed <= 2000; ++seed) {
        Generator generator(seed);
        hw::DramConfiguration configuration = generator.configuration();
        const std::vector<DramRequest> requests = generator.requests(configuration);
        DramMemory fast(configuration);
        configuration.coalesce = false;
        DramMemory slow(configuration);
        ListedRequests for_fast(requests);
        ListedRequests for_slow(requests);
        fast.run(for_fast);
        slow.run(for_slow);
        ASSERT_EQ(numbers(fast.statistics()), numbers(slow.statistics())) << "seed " << seed;
        one_by_one += slow.decisions();
        coalesced += fast.decisions();
    }
    EXPECT_LT(coalesced * 10, one_by_one * 9) << "hardly anything was coalesced";
}

TEST(Coalescing, RequestsComeBackAtTheSameClocks) {
    for (std::uint64_t seed = 1; seed <= 500; ++seed) {
        Generator generator(seed);
        hw::DramConfiguration configuration = generator.configuration();
        const std::vector<DramRequest> requests = generator.requests(configuration);
        DramMemory fast(configuration);
        configuration.coalesce = false;
        DramMemory slow(configuration);
        for (const DramRequest& request : requests) {
            fast.submit(request);
            slow.submit(request);
        }
        while (!slow.idle()) {
            const Clock clock = slow.next_decision();
            ASSERT_NE(clock, never) << "seed " << seed;
            slow.advance(clock);
        }
        Clock clock = 0;
        while (!fast.idle()) {
            clock += generator.number(1, 2000);
            fast.advance(clock);
        }
        slow.advance(clock);
        ASSERT_EQ(numbers(fast.take_completions()), numbers(slow.take_completions()))
            << "seed " << seed;
        ASSERT_EQ(numbers(fast.statistics()), numbers(slow.statistics())) << "seed " << seed;
    }
}

TEST(Coalescing, ASequentialStreamTakesFewDecisions) {
    for (const std::string& name : {std::string("DDR4-2400"), std::string("DDR4-3200")}) {
        DramMemory memory(configured(name));
        ListedRequests stream({{AccessKind::read, 0, 1'000'000, {}}});
        memory.run(stream);
        EXPECT_LT(memory.decisions(), 250'000) << name;
    }
}

TEST(Coalescing, AWrittenBankThatIsLeftBehindDoesNotHoldUpTheRunInTheNext) {
    for (const std::string& name : hw::dram_standard_names()) {
        std::vector<std::int64_t> decisions;
        for (const AccessKind kind : {AccessKind::read, AccessKind::write}) {
            DramMemory memory(configured(name));
            ListedRequests stream({{kind, 0, 1'000'000, {}}});
            memory.run(stream);
            decisions.push_back(memory.decisions());
        }
        EXPECT_LT(decisions[1], decisions[0] * 102 / 100) << name << ": a write recovers long";
    }
}

TEST(Coalescing, WhoeverListensHearsEveryBurst) {
    Recorder recorder;
    DramMemory memory(configured("DDR4-2400"));
    memory.listen(&recorder);
    ListedRequests stream({{AccessKind::read, 0, 20'000, {}}});
    memory.run(stream);
    const auto reads =
        std::count_if(recorder.commands.begin(), recorder.commands.end(),
                      [](const auto& command) { return command.command == hw::DramCommand::read; });
    EXPECT_EQ(reads, 20'000);
}

} // namespace
} // namespace counterpoint::sim
