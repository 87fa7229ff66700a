#include <cstdint>

#include <gmock/gmock.h>

#include "tests/mapping/timeloop/reference_cases.hpp"

namespace counterpoint::mapping::timeloop {
namespace {

using testing::ElementsAre;

Design eyeriss() { return design_of(eyeriss_files()); }

TEST(TimeloopEyeriss, IsAChainOfMemoriesThatMostTensorsBypass) {
    EXPECT_THAT(nodes_of(eyeriss()),
                ElementsAre("temporal M 16", "temporal C 8",
                            "Inputs Outputs (Weights) in shared_glb", "temporal P 1",
                            "temporal C 4", "spatial Q 1 on 14",
                            "(Weights) (Inputs) (Outputs) in DummyBuffer", "spatial C 1 on 4",
                            "spatial S 1 on 3", "Inputs (Weights) (Outputs) in ifmap_spad",
                            "Weights (Inputs) (Outputs) in weights_spad", "temporal R 1",
                            "Outputs (Weights) (Inputs) in psum_spad"));
}

/// A bandwidth counts for the tensors that a level keeps, not for those that pass it.
TEST(TimeloopEyeriss, BandwidthsCountAtTheEndsOfAWay) {
    const Design design = eyeriss();
    const auto& memories = design.hardware.memories;
    constexpr std::int64_t word = 2;
    constexpr std::int64_t spad = 2 * word; // a cycle
    constexpr std::int64_t buffer = 16 * word;
    const auto expect = [&](std::size_t memory, std::int64_t fill, std::int64_t drain) {
        SCOPED_TRACE(memories[hw::MemoryIndex{memory}].name);
        EXPECT_EQ(memories[hw::MemoryIndex{memory}].fill.bytes_per_cycle, fill);
        EXPECT_EQ(memories[hw::MemoryIndex{memory}].drain.bytes_per_cycle, drain);
    };
    expect(1, buffer + 168 * spad, buffer); // inputs, and weights that pass; outputs
    expect(2, buffer + 168 * spad, buffer); // likewise, and sums
    expect(3, buffer + 12 * spad, buffer);  // of a column
    expect(4, spad + spad, spad);           // weights, and sums that come back from the buffer
    expect(5, spad, spad);
}

/// What Timeloop's rules give, worked out by hand. Loops: M2 C2 | P14 C2 ‖Q14 | ‖C4 ‖S3 | | R3 |
/// M16.
TEST(TimeloopEyeriss, CountsFollowTimeloopsRules) {
    const Design design = eyeriss();
    const workloads::Layer& layer = design.workload.layers.front();
    const auto analysis =
        analytical::analyze(layer, design.hardware, bind(design.dataflow, layer, design.hardware));
    constexpr std::int64_t macs = 16LL * 32 * 3 * 3 * 14 * 14;
    constexpr std::int64_t pes = 14 * 4 * 3;
    constexpr std::int64_t steps = 2 * 2 * 14 * 2; // of the loops outside of the PEs
    EXPECT_EQ(analysis.macs, macs);
    EXPECT_EQ(analysis.stack.compute, macs / pes);
    const auto access = [&](std::size_t memory, std::size_t tensor) {
        return analysis.counts[hw::MemoryIndex{memory}][tensor];
    };
    const auto expect = [&](std::size_t memory, std::size_t tensor, std::int64_t reads,
                            std::int64_t writes) {
        SCOPED_TRACE(layer.tensors[workloads::TensorIndex{tensor}].name + " in " +
                     design.hardware.memories[hw::MemoryIndex{memory}].name);
        EXPECT_EQ(access(memory, tensor).reads, reads);
        EXPECT_EQ(access(memory, tensor).writes, writes);
    };
    // Weights: from DRAM into the scratchpads, the same for all 14 columns.
    expect(0, 0, steps * 16 * 4 * 3 * 3, 0);
    expect(1, 0, 0, 0);
    expect(4, 0, macs, steps * pes * 16 * 3);
    // Inputs: 8 channels of 16 x 16 in the buffer; 3 of a row in each scratchpad, diagonals shared.
    expect(0, 1, 2LL * 2 * 8 * 16 * 16, 0);
    expect(1, 1, steps * 4 * 3 * (14 + 2), 2LL * 2 * 8 * 16 * 16);
    expect(2, 1, 0, 0);
    expect(3, 1, macs, steps * pes * 3);
    // Outputs: sums of a column are added on the way; those of the first 8 channels come back.
    constexpr std::int64_t sums = 2LL * 2 * 14 * 16 * 14; // that leave the PEs, or the columns
    constexpr std::int64_t outputs = 32LL * 14 * 14;
    expect(0, 2, 0, outputs);
    expect(1, 2, (sums - outputs) + outputs, sums); // come back, then leave finished
    expect(2, 2, 0, 0);
}

/// The same with fanouts of v0.4 in place of a buffer that stores nothing.
TEST(TimeloopVersion4, IsItsTwinOfVersion3) {
    const std::string problem = gemm_problem(8, 8, 8);
    const std::string third = "mapping:\n" + loops("L2", "M=8 N=2", "KNM") +
                              loops("L2", "N=4", "NMK", "spatial") + loops("L1", "K=8", "KMN");
    const std::string architecture = R"(
architecture:
  version: 0.4
  nodes:
  - !Container
    name: system
    attributes: {datawidth: 8}
  - !Component {name: DRAM, class: DRAM}
  - !Component {name: L2, class: SRAM}
  - !Container {name: PE, spatial: {meshX: 4}}
  - !Component {name: L1, class: regfile}
  - !Component {name: MAC, class: intmac}
)";
    const Design older = design_of({problem, three_levels(4), third});
    const workloads::Layer& layer = older.workload.layers.front();
    const auto expected =
        analytical::analyze(layer, older.hardware, bind(older.dataflow, layer, older.hardware));
    for (const char* target : {"PE", "inter_PE_spatial"}) {
        const std::string fourth = "mapping:\n" + loops("L2", "[M=8, N=2]", "[K, N, M]") +
                                   loops(target, "[N=4]", "[N, M, K]", "spatial") +
                                   loops("inter_PE_spatial", "M=1", "KMN") +
                                   "  - {target: inter_PE_spatial, type: dataspace, keep: [], "
                                   "bypass: [A, B, Z]}\n" +
                                   loops("L1", "[K=8]", "[K, M, N]");
        const Design newer = design_of({problem, architecture, fourth});
        EXPECT_EQ(nodes_of(newer), nodes_of(older));
        const auto analysis = analytical::analyze(
            layer, newer.hardware,
            bind(newer.dataflow, newer.workload.layers.front(), newer.hardware));
        EXPECT_EQ(analysis.cycles, expected.cycles);
        EXPECT_TRUE(analysis.counts == expected.counts);
    }
}

} // namespace
} // namespace counterpoint::mapping::timeloop
