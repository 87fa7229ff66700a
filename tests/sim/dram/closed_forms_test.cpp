// The closed forms of memory timing, which DRAMSys 5.1 was measured to meet (shared/references.md,
// 4).

#include <algorithm>
#include <cmath>
#include <random>
#include <string>

#include <gtest/gtest.h>

#include "tests/sim/dram/requests.hpp"

namespace counterpoint::sim {
namespace {

constexpr double half_a_percent = 0.005;

class ClosedForms : public testing::TestWithParam<std::string> {
  protected:
    hw::DramConfiguration configuration = without_refresh(GetParam());
    const hw::DramStandard& standard = configuration.standard;
    const hw::DramTimings& t = standard.timings;
    const std::int64_t burst = standard.burst_clocks();

    [[nodiscard]] std::uint64_t burst_bytes() const {
        return static_cast<std::uint64_t>(standard.bytes_per_burst);
    }
    [[nodiscard]] std::uint64_t row_bytes() const {
        return static_cast<std::uint64_t>(standard.organisation.row_bytes);
    }

    /// `count` rows of one bank, `bursts` in each.
    DramStatistics row_after_row(AccessKind kind, int count, std::int64_t bursts) {
        map_as(one_bank, configuration);
        std::vector<DramRequest> requests;
        for (int row = 0; row < count; ++row) {
            requests.push_back({kind, static_cast<std::uint64_t>(row) * row_bytes(), bursts, {}});
        }
        return run(configuration, requests);
    }

    static double clocks_per_burst(const DramStatistics& statistics) {
        return static_cast<double>(statistics.end) / static_cast<double>(statistics.bursts());
    }
};

TEST_P(ClosedForms, AnIdleReadOfAClosedBankTakesTheActivationToo) {
    const DramStatistics statistics = run(configuration, {{AccessKind::read, 0, 1, 1000}});
    EXPECT_EQ(statistics.end - 1000, t.rcd_read + t.rl + burst);
    EXPECT_EQ(statistics.latency().sum, t.rcd_read + t.rl + burst);
    EXPECT_EQ(statistics.row_misses, 1);
}

TEST_P(ClosedForms, AnIdleWriteOfAClosedBankTakesTheActivationToo) {
    const DramStatistics statistics = run(configuration, {{AccessKind::write, 0, 1, 7}});
    EXPECT_EQ(statistics.end - 7, t.rcd_write + t.wl + burst);
    EXPECT_EQ(statistics.row_misses, 1);
}

TEST_P(ClosedForms, AnIdleRowHitTakesOnlyItsData) {
    const DramStatistics statistics =
        run(configuration, {{AccessKind::read, 0, 1, 0}, {AccessKind::read, 0, 1, 1000}});
    EXPECT_EQ(statistics.end - 1000, t.rl + burst);
    EXPECT_EQ(statistics.row_hits, 1);
}

TEST_P(ClosedForms, AnIdleConflictTakesThePrechargeToo) {
    map_as(one_bank, configuration);
    const DramStatistics statistics =
        run(configuration, {{AccessKind::read, 0, 1, 0}, {AccessKind::read, row_bytes(), 1, 1000}});
    EXPECT_EQ(statistics.end - 1000, t.rp + t.rcd_read + t.rl + burst);
    EXPECT_EQ(statistics.row_conflicts, 1);
}

TEST_P(ClosedForms, RowMissesOfOneBankAreARowCycleApart) {
    const DramStatistics statistics = row_after_row(AccessKind::read, 4000, 1);
    const auto cycle = static_cast<double>(std::max(t.rc, t.rtp + t.rp + t.rcd_read));
    EXPECT_NEAR(clocks_per_burst(statistics), cycle, cycle * half_a_percent);
}

TEST_P(ClosedForms, ReadsOfOneBankRowAfterRow) {
    for (const std::int64_t n : {std::int64_t{8}, standard.bursts_per_row()}) {
        const DramStatistics statistics = row_after_row(AccessKind::read, 4000, n);
        const std::int64_t row = std::max(t.rc, n * t.ccd_l + t.rtp + t.rp + t.rcd_read - t.ccd_l);
        const double expected = static_cast<double>(row) / static_cast<double>(n);
        EXPECT_NEAR(clocks_per_burst(statistics), expected, expected * half_a_percent) << n;
    }
}

TEST_P(ClosedForms, WritesOfOneBankRowAfterRow) {
    for (const std::int64_t n : {std::int64_t{1}, std::int64_t{8}, standard.bursts_per_row()}) {
        const DramStatistics statistics = row_after_row(AccessKind::write, 4000, n);
        const std::int64_t row = std::max(t.rc, n * t.ccd_write_l + t.wl + burst + t.wr + t.rp +
                                                    t.rcd_write - t.ccd_write_l);
        const double expected = static_cast<double>(row) / static_cast<double>(n);
        EXPECT_NEAR(clocks_per_burst(statistics), expected, expected * half_a_percent) << n;
    }
}

TEST_P(ClosedForms, InterleavedBurstsFillTheDataBus) {
    for (const AccessKind kind : {AccessKind::read, AccessKind::write}) {
        const DramStatistics statistics = run(configuration, {{kind, 0, 200'000, {}}});
        const std::int64_t apart =
            std::max(burst, kind == AccessKind::read ? t.ccd_s : t.ccd_write_s);
        const double expected =
            static_cast<double>(apart) / static_cast<double>(standard.organisation.pseudo_channels);
        EXPECT_NEAR(clocks_per_burst(statistics), expected, expected * half_a_percent);
    }
}

TEST_P(ClosedForms, RandomReadsAreBoundByActivations) {
    std::mt19937_64 random(11);
    std::vector<DramRequest> requests;
    const auto bursts =
        static_cast<std::uint64_t>(hw::capacity_bytes(configuration)) / burst_bytes();
    for (int i = 0; i < 20'000; ++i) {
        requests.push_back({AccessKind::read, random() % bursts * burst_bytes(), 1, {}});
    }
    configuration.queues.read *= 4; // so that the banks, not the queue, are the bound
    const double clocks = clocks_per_burst(run(configuration, requests)) *
                          static_cast<double>(standard.organisation.pseudo_channels);
    const double by_window = std::max(static_cast<double>(t.faw) / 4.0, static_cast<double>(burst));
    const double by_banks =
        static_cast<double>(t.rc) / static_cast<double>(standard.organisation.banks_per_rank());
    const double by_row_bus =
        static_cast<double>((standard.command_clocks[hw::index_of(hw::DramCommand::activate)] +
                             standard.command_clocks[hw::index_of(hw::DramCommand::precharge)]) *
                            standard.organisation.pseudo_channels);
    const double bound = std::max({by_window, by_banks, by_row_bus, static_cast<double>(t.rrd_s)});
    EXPECT_GE(clocks, bound * (1 - half_a_percent));
    EXPECT_LE(clocks, bound * 1.2);
}

INSTANTIATE_TEST_SUITE_P(Standards, ClosedForms, testing::ValuesIn(hw::dram_standard_names()),
                         [](const auto& parameter) {
                             std::string name = parameter.param;
                             std::replace(name.begin(), name.end(), '-', '_');
                             return name;
                         });

/// What DRAMSys reaches of the peak with sequential reads.
TEST(SequentialReadsWithRefresh, ReachTheFractionsOfDramsys) {
    const std::vector<std::pair<std::string, double>> measured{
        {"DDR4-2400", 0.965}, {"DDR4-3200", 0.956}, {"LPDDR4-3200", 0.918}};
    for (const auto& [name, fraction] : measured) {
        const hw::DramConfiguration configuration = configured(name);
        const DramStatistics statistics =
            run(configuration, {{AccessKind::read, 0, 1'000'000, {}}});
        const double reached =
            static_cast<double>(statistics.data_clocks) / static_cast<double>(statistics.end);
        EXPECT_NEAR(reached, fraction, 0.01 * fraction) << name;
    }
}

} // namespace
} // namespace counterpoint::sim
