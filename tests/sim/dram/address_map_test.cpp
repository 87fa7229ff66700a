#include "sim/dram/address_map.hpp"

#include <random>
#include <set>
#include <tuple>

#include <gtest/gtest.h>

#include "tests/sim/dram/requests.hpp"

namespace counterpoint::sim {
namespace {

TEST(AddressMapping, TheLastFieldChangesFirst) {
    hw::DramConfiguration configuration = configured("DDR4-2400");
    map_as("row:bank:column:bankgroup", configuration);
    const AddressMap map(configuration);
    EXPECT_EQ(map.burst_of(63), 0U);
    EXPECT_EQ(map.burst_of(64), 1U);
    EXPECT_EQ(map.place_of(1).bank_group, 1);
    EXPECT_EQ(map.place_of(4).bank_group, 0);
    EXPECT_EQ(map.place_of(4).column, 1);
    EXPECT_EQ(map.place_of(4 * 128).bank, 1);
    EXPECT_EQ(map.place_of(4 * 128 * 4).row, 1);
    EXPECT_EQ(map.place_of(4 * 128 * 4).bank, 0);
    EXPECT_EQ(map.bursts(), std::uint64_t{4} * 128 * 4 * 32768);
}

TEST(AddressMapping, RowsBelowBanksFillABankFirst) {
    hw::DramConfiguration configuration = configured("LPDDR4-3200");
    map_as("bank:row:column", configuration);
    const AddressMap map(configuration);
    EXPECT_EQ(map.place_of(64).row, 1);
    EXPECT_EQ(map.place_of(std::uint64_t{64} * 65536).bank, 1);
}

TEST(AddressMapping, NoTwoBurstsShareAPlace) {
    hw::DramConfiguration configuration = configured("HBM2");
    configuration.channels = 2;
    configuration.standard.organisation.rows = 4;
    const AddressMap map(configuration);
    std::set<std::tuple<std::int64_t, std::int64_t, std::int64_t, std::int64_t, std::int64_t,
                        std::int64_t, std::int64_t>>
        places;
    for (std::uint64_t burst = 0; burst < map.bursts(); ++burst) {
        const BurstPlace p = map.place_of(burst);
        EXPECT_LT(p.channel, 2);
        EXPECT_LT(p.pseudo_channel, 2);
        EXPECT_LT(p.row, 4);
        EXPECT_LT(p.column, 32);
        places.insert({p.channel, p.pseudo_channel, p.rank, p.bank_group, p.bank, p.row, p.column});
    }
    EXPECT_EQ(places.size(), map.bursts());
    EXPECT_EQ(map.bursts() * 32, static_cast<std::uint64_t>(hw::capacity_bytes(configuration)));
}

} // namespace
} // namespace counterpoint::sim
