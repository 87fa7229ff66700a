#include <gtest/gtest.h>

#include "results/maestro_csv/costs.hpp"

namespace counterpoint::results {
namespace {

// What MAESTRO itself printed for 256 PEs of 9 lanes and 1,024 elements a cycle (layer CONV2_1_1):
// tools/jupyter_notebook/data/Resnet50_kcp_ws_pe256.csv, commit 7723091. It prints six digits.
AcceleratorSizes of_the_notebook() {
    AcceleratorSizes sizes;
    sizes.pes = 256;
    sizes.lanes = 9;
    sizes.l1_bytes = 6;
    sizes.l2_bytes = 648;
    sizes.network_bytes_per_cycle = 1024;
    return sizes;
}

TEST(MaestroCosts, PowerIsWhatMaestroPrints) {
    const AcceleratorCosts costs = costs_of(of_the_notebook());
    EXPECT_NEAR(costs.macs.milliwatts, 2816.18, 0.005);
    EXPECT_NEAR(costs.network.milliwatts, 3127.71, 0.005);
}

TEST(MaestroCosts, AreaOfTheNetworkIsWhatMaestroPrints) {
    // Its MACs and memories were larger then: a MAC of 4470.9014, an SRAM of 4505.1889 in each PE
    // and one of 4161.536 in the middle (DSE_cost-database.hpp, commit 507948d).
    const double pes = 256 * (9 * 4470.9014 + 4505.1889);
    const double area = costs_of(of_the_notebook()).network.square_micrometres + pes + 4161.536;
    EXPECT_NEAR(area, 4.39674e8, 500);
}

TEST(MaestroCosts, SramCostsByTheByteAndByTheUnit) {
    AcceleratorSizes sizes = of_the_notebook();
    sizes.l2_units = 3;
    const AcceleratorCosts costs = costs_of(sizes);
    EXPECT_DOUBLE_EQ(costs.l1.square_micrometres, 0.104 * 256 * 6);
    EXPECT_DOUBLE_EQ(costs.l2.value().square_micrometres, 0.104 * 3 * 648);
    EXPECT_DOUBLE_EQ(costs.macs.square_micrometres, 283.0 * 256 * 9);
}

TEST(MaestroCosts, NoL2CostsNothing) {
    AcceleratorSizes sizes = of_the_notebook();
    const double with = costs_of(sizes).total().square_micrometres;
    sizes.l2_bytes.reset();
    EXPECT_FALSE(costs_of(sizes).l2);
    EXPECT_NEAR(with - costs_of(sizes).total().square_micrometres, 0.104 * 648, 1e-6);
}

TEST(MaestroCosts, ArbiterOfAFewPesIsTheLeastOne) {
    // 1.2886 n² + 5.5814 n − 23.711 is above 1 from three PEs on.
    for (const auto& [pes, scale] :
         {std::pair(1, 1.0), std::pair(2, 1.0), std::pair(3, 1.2886 * 9 + 5.5814 * 3 - 23.711)}) {
        AcceleratorSizes sizes;
        sizes.pes = pes;
        const double bus = 101.7938 * (14.662 * pes + 28.895);
        EXPECT_NEAR(costs_of(sizes).network.square_micrometres, bus + 395.473 * scale, 1e-6) << pes;
    }
}

TEST(MaestroCosts, EnergyIsRelativeToAMac) {
    EXPECT_DOUBLE_EQ(energy_nj(1, 0, 0), 0.00023);
    EXPECT_DOUBLE_EQ(energy_nj(0, 1, 0), 0.00023 * 1.68);
    EXPECT_DOUBLE_EQ(energy_nj(0, 0, 1), 0.00023 * 18.61);
}

} // namespace
} // namespace counterpoint::results
