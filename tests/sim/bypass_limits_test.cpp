#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "hw/dram/standard_reader.hpp"
#include "sim/process.hpp"
#include "tests/walker/builders.hpp"
#include "tests/walker/layers.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::sim::bypass_limits {
namespace {

using hw::MemoryIndex;
using testing::HasSubstr;

constexpr MemoryIndex dram{0};
constexpr MemoryIndex l2{1};
constexpr MemoryIndex l1{2};

/// Weights go from the DRAM past L2.
class WeightsPastL2 : public testing::Test {
  protected:
    WeightsPastL2() {
        hardware_.memories[l2].place.path = "memories/L2";
        hardware_.memories[l1].place.path = "memories/L1";
    }

    Simulation run() {
        return simulate(layer_, hardware_,
                        walker::MappingBuilder(layer_, hardware_)
                            .store({"Input", "Output"}, "L2", {"Weight"})
                            .temporal("M", 1)
                            .spatial("N", 1, 2)
                            .store_all("L1")
                            .mapping());
    }

    Problem refusal() {
        try {
            run();
        } catch (const InputError& error) {
            EXPECT_EQ(error.problems().size(), 1U);
            return error.problems().front();
        }
        ADD_FAILURE() << "it is simulated";
        return {};
    }

    workloads::Layer layer_ =
        walker::fixed_layer(workloads::LayerType::gemm, {{"M", 3}, {"N", 2}, {"K", 4}});
    hw::Hardware hardware_ = walker::plain_hardware({"DRAM", "L2", "L1"});
};

TEST_F(WeightsPastL2, AreNotSimulatedOverATopologyThatTheyPass) {
    hardware_.memories[l2].fill.network = hw::Bus{};
    const Problem problem = refusal();
    EXPECT_THAT(problem.message,
                HasSubstr("Weight bypasses L2 on its way from DRAM to L1, over the fill network of "
                          "L2: what passes a network of topology bus is not simulated"));
    EXPECT_EQ(problem.place.path, "memories/L2");
    EXPECT_THAT(problem.remedy, HasSubstr("leave out 'network' of the fill of L2"));
}

TEST_F(WeightsPastL2, AreSimulatedOverATopologyOfTheMemoryTheyGoTo) {
    hardware_.memories[l1].fill.network = hw::Bus{};
    EXPECT_EQ(run().macs, 24);
}

TEST_F(WeightsPastL2, AreNotSimulatedTogetherWithForwarding) {
    hardware_.memories[l1].fill.forwarding = true;
    const Problem problem = refusal();
    EXPECT_THAT(problem.message, HasSubstr("to L1, whose units take from neighbours"));
    EXPECT_THAT(problem.remedy, HasSubstr("set forwarding of L1 to false"));
}

TEST_F(WeightsPastL2, AreReadFromTheRowsOfADram) {
    hardware_.memories[dram].dram = hw::default_configuration(*hw::find_dram_standard("DDR4-2400"));
    const Simulation result = run();
    EXPECT_EQ(result.dram->read[0].needed, result.counts[dram][0].reads);
    EXPECT_GT(result.dram->read[0].moved, 0);
}

TEST_F(WeightsPastL2, AreNotReadFromADramWithoutMulticastOnTheWay) {
    hardware_.memories[dram].dram = hw::default_configuration(*hw::find_dram_standard("DDR4-2400"));
    hardware_.memories[l2].fill.multicast = false;
    EXPECT_THAT(refusal().message, HasSubstr("L1, whose fill network has no multicast: the timing "
                                             "of DRAM (dram:) is not simulated for that"));
}

TEST(BanksReadByTwo, AreNotSimulated) {
    const workloads::Layer layer =
        walker::fixed_layer(workloads::LayerType::gemm, {{"M", 3}, {"N", 2}, {"K", 4}});
    hw::Hardware hardware = walker::plain_hardware({"DRAM", "L3", "L2", "L1"});
    const mapping::Mapping mapping = walker::MappingBuilder(layer, hardware)
                                         .store_all("L3")
                                         .temporal("M", 1)
                                         .store({"Input", "Output"}, "L2", {"Weight"})
                                         .temporal("N", 1)
                                         .store_all("L1")
                                         .mapping();
    hardware.memories[MemoryIndex{2}].banks = hw::Banks{};
    EXPECT_EQ(simulate(layer, hardware, mapping).macs, 24);
    hardware.memories[MemoryIndex{1}].banks = hw::Banks{};
    try {
        simulate(layer, hardware, mapping);
        FAIL() << "it is simulated";
    } catch (const InputError& error) {
        EXPECT_THAT(error.what(), HasSubstr("both filled from L3: its banks are simulated for one "
                                            "of them only"));
    }
}

} // namespace
} // namespace counterpoint::sim::bypass_limits
