// What a change between reading and writing costs, beyond the bus itself.

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/sim/dram/requests.hpp"

namespace counterpoint::sim {
namespace {

std::vector<DramRequest> random_requests(const hw::DramConfiguration& of, int read_percent) {
    constexpr int count = 20'000;
    std::mt19937_64 random(1);
    const std::int64_t bursts = hw::capacity_bytes(of) / of.standard.bytes_per_burst;
    std::vector<DramRequest> requests;
    for (int i = 0; i < count; ++i) {
        const auto burst = std::uniform_int_distribution<std::int64_t>(0, bursts - 1)(random);
        const bool reads = std::uniform_int_distribution<int>(0, 99)(random) < read_percent;
        requests.push_back({reads ? AccessKind::read : AccessKind::write,
                            static_cast<std::uint64_t>(burst * of.standard.bytes_per_burst), 1,
                            std::nullopt});
    }
    return requests;
}

// Without refresh nothing else may close a row before its burst comes.
TEST(Turnarounds, NoRowIsOpenedInVain) {
    for (const std::string& name : hw::dram_standard_names()) {
        for (const hw::PagePolicy page : {hw::PagePolicy::open, hw::PagePolicy::closed}) {
            for (const int read_percent : {20, 50, 67, 90}) {
                hw::DramConfiguration configuration = without_refresh(name);
                configuration.page = page;
                const DramStatistics statistics =
                    run(configuration, random_requests(configuration, read_percent));
                EXPECT_GT(statistics.read_to_write, 100);
                EXPECT_EQ(statistics.commands.at(hw::index_of(hw::DramCommand::activate)),
                          statistics.row_misses + statistics.row_conflicts)
                    << name << ", " << read_percent << " % reads";
            }
        }
    }
}

TEST(Turnarounds, TheRowsOfOneDirectionAreUsedWhileThoseOfTheOtherAreOpened) {
    hw::DramConfiguration configuration = without_refresh("DDR4-2400");
    map_as(one_bank, configuration);
    configuration.queues = {false, 32, 8, 1, 0};
    const auto next_bank = static_cast<std::uint64_t>(hw::capacity_bytes(configuration) / 16);
    Recorder recorder;
    DramMemory memory(configuration);
    memory.listen(&recorder);
    ListedRequests stream({{AccessKind::read, 0, 1, 0}, {AccessKind::write, next_bank, 1, 2}});
    memory.run(stream);
    using hw::DramCommand;
    std::vector<DramCommand> commands;
    for (const IssuedCommand& command : recorder.commands) {
        commands.push_back(command.command);
    }
    EXPECT_EQ(commands, (std::vector{DramCommand::activate, DramCommand::activate,
                                     DramCommand::read, DramCommand::write}));
    const hw::DramTimings& timings = configuration.standard.timings;
    EXPECT_EQ(recorder.commands.at(1).clock, timings.rrd_l);
    EXPECT_EQ(recorder.commands.at(2).clock, timings.rcd_read);
}

} // namespace
} // namespace counterpoint::sim
