#include "sim/observation/utilisation.hpp"

#include <numeric>

#include <gtest/gtest.h>

#include "tests/sim/observation/observed_case.hpp"
#include "tests/walker/builders.hpp"
#include "tests/walker/layers.hpp"

namespace counterpoint::observation {
namespace {

using sim::UtilisationMap;
using walker::Case;

UtilisationMap map_of(const Case& given) {
    return sim::utilisation_of(simulated(given, {}), given.layer, given.hardware, given.mapping);
}

/// M over `rows` units, N over `columns` units.
Case matrix(std::int64_t m, std::int64_t rows, std::int64_t n, std::int64_t columns) {
    Case given;
    given.layer = walker::fixed_layer(workloads::LayerType::gemm, {{"M", m}, {"N", n}, {"K", 4}});
    given.hardware = walker::plain_hardware({"DRAM", "L1"});
    given.mapping = walker::MappingBuilder(given.layer, given.hardware)
                        .spatial("M", (m + rows - 1) / rows, rows)
                        .spatial("N", (n + columns - 1) / columns, columns)
                        .store_all("L1")
                        .mapping();
    return given;
}

TEST(Utilisation, OuterNodesAreRowsAndInnerOnesColumns) {
    const UtilisationMap map = map_of(matrix(4, 4, 6, 3));
    EXPECT_EQ(map.rows, 4U);
    EXPECT_EQ(map.columns, 3U);
    ASSERT_EQ(map.spread.size(), 2U);
    EXPECT_EQ(map.spread[0].dimension, "M");
    EXPECT_EQ(map.spread[0].units, 4);
    EXPECT_EQ(map.spread[1].dimension, "N");
    EXPECT_EQ(map.spread[1].tile, 2);
    EXPECT_EQ(map.spread[1].units, 3);
}

TEST(Utilisation, ShowsWhereTheRestOfADimensionLeavesPEsIdle) {
    const Case given = matrix(5, 2, 3, 3); // three of M in the first row, two in the second
    const UtilisationMap map = map_of(given);
    ASSERT_EQ(map.share.size(), 6U);
    for (std::size_t column = 0; column < 3; ++column) {
        EXPECT_DOUBLE_EQ(map.share[3 + column], map.share[column] * 2 / 3);
    }
}

TEST(Utilisation, AddsUpToAllMacs) {
    for_random_cases(100, [](const Case& given, const walker::WalkResult& right) {
        const UtilisationMap map = map_of(given);
        EXPECT_EQ(map.rows * map.columns, map.share.size());
        EXPECT_EQ(map.share.size(), static_cast<std::size_t>(right.pes));
        const double possible = static_cast<double>(right.cycles * given.hardware.pe.lanes);
        EXPECT_NEAR(std::accumulate(map.share.begin(), map.share.end(), 0.0) * possible,
                    static_cast<double>(right.macs), 1e-6 * static_cast<double>(right.macs));
    });
}

TEST(Utilisation, OnePEIsOneByOne) {
    const UtilisationMap map = map_of(matrix(1, 1, 1, 1));
    EXPECT_EQ(map.rows, 1U);
    EXPECT_EQ(map.columns, 1U);
}

} // namespace
} // namespace counterpoint::observation
