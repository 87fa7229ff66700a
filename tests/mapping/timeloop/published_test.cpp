#include <cstdint>

#include <gmock/gmock.h>

#include "tests/mapping/timeloop/files.hpp"

namespace counterpoint::mapping::timeloop {
namespace {

// A layer, an accelerator and a mapping that Timeloop's own exercises show with what Timeloop
// found: Accelergy-Project/timeloop-accelergy-exercises, tutorial_exercises/
// 01_accelergy_timeloop_2020_ispass/timeloop/06-mapper-convlayer-eyeriss/ref-output/
// timeloop-mapper.map.txt and timeloop-mapper.stats.txt (facts only; the files are our own).
const std::string published_problem = R"(
problem:
  version: 0.4
  shape:
    name: conv
    dimensions: [C, M, R, S, N, P, Q]
    data_spaces:
    - {name: Weights, projection: [[[C]], [[M]], [[R]], [[S]]]}
    - {name: Inputs, projection: [[[N]], [[C]], [[R], [P]], [[S], [Q]]]}
    - {name: Outputs, projection: [[[N]], [[M]], [[Q]], [[P]]], read_write: true}
  instance: {C: 128, M: 256, R: 3, S: 3, N: 1, P: 56, Q: 56}
)";

const std::string published_architecture = R"(
architecture:
  version: 0.4
  nodes:
  - !Component {name: DRAM, class: DRAM, attributes: {width: 64, datawidth: 8}}
  - !Component
    name: shared_glb
    class: smartbuffer_SRAM
    attributes: {depth: 16384, width: 64, datawidth: 8, read_bandwidth: 16, write_bandwidth: 16}
  - !Container {name: PE_column, spatial: {meshX: 14}}
  - !Container {name: PE, spatial: {meshY: 12}}
  - !Parallel
    nodes:
    - !Component
      name: ifmap_spad
      class: smartbuffer_RF
      attributes: {depth: 12, width: 16, datawidth: 8, read_bandwidth: 2, write_bandwidth: 2}
    - !Component
      name: weights_spad
      class: smartbuffer_RF
      attributes: {depth: 192, width: 16, datawidth: 8, read_bandwidth: 2, write_bandwidth: 2}
    - !Component
      name: psum_spad
      class: smartbuffer_RF
      attributes: {depth: 16, width: 16, datawidth: 16, read_bandwidth: 2, write_bandwidth: 2}
  - !Component {name: mac, class: intmac}
)";

const std::string published_mapping =
    "mapping:\n"
    "  - {target: shared_glb, type: dataspace, keep: [Inputs, Outputs], bypass: [Weights]}\n"
    "  - {target: ifmap_spad, type: dataspace, keep: [Inputs], bypass: [Weights, Outputs]}\n"
    "  - {target: weights_spad, type: dataspace, keep: [Weights], bypass: [Inputs, Outputs]}\n"
    "  - {target: psum_spad, type: dataspace, keep: [Outputs], bypass: [Weights, Inputs]}\n" +
    loops("DRAM", "Q2 M16 C4 R3", "RCMQSNP") + loops("shared_glb", "Q2 P56 C2 M2", "MCPQRSN") +
    loops("inter_PE_column_spatial", "Q14", "QCMRSNP", "spatial") +
    "  - {target: inter_PE_spatial, type: spatial, factors: M2 C2 S3, permutation: SCMRNPQ, "
    "split: 0}\n" +
    loops("weights_spad", "C8", "CMRSNPQ") + loops("psum_spad", "M4", "MCRSNPQ");

TEST(TimeloopPublished, CountsOfAMappedEyerissAreThoseOfTimeloop) {
    const Design design =
        design_of({published_problem, published_architecture, published_mapping}, true);
    EXPECT_THAT(design.notes,
                testing::ElementsAre(testing::HasSubstr("words of psum_spad have 16 bits")));
    const workloads::Layer& layer = design.workload.layers.front();
    const auto analysis =
        analytical::analyze(layer, design.hardware, bind(design.dataflow, layer, design.hardware));
    constexpr std::int64_t pes = 168;
    EXPECT_EQ(analysis.macs, 924'844'032);
    EXPECT_EQ(analysis.stack.compute, 5'505'024);
    enum Memory { dram, shared_glb, ifmap_spad, weights_spad, psum_spad };
    enum Tensor { weights, inputs, outputs };
    const auto access = [&](Memory memory, Tensor tensor) {
        return analysis.counts[hw::MemoryIndex{memory}][tensor];
    };
    EXPECT_EQ(access(dram, weights).reads, 66'060'288);
    EXPECT_EQ(access(dram, inputs).reads, 7'127'040);
    EXPECT_EQ(access(dram, outputs).writes, 802'816);
    // 14 columns side by side take 3 of 16 elements of a row each: one multicast of their union
    // here, 14 transfers there, since no two of them are equal.
    EXPECT_EQ(access(shared_glb, inputs).reads / (14 + 2) * (14 * 3), 57'802'752);
    EXPECT_EQ(access(shared_glb, inputs).writes, 7'127'040);
    EXPECT_EQ(access(shared_glb, weights).reads, 0);
    EXPECT_EQ(access(ifmap_spad, inputs).reads, 5'505'024 * pes);
    EXPECT_EQ(access(ifmap_spad, inputs).writes, 688'128 * pes);
    EXPECT_EQ(access(weights_spad, weights).reads, 5'505'024 * pes);
    EXPECT_EQ(access(weights_spad, weights).writes, 5'505'024 * pes);
    // The read that drains a tile is not counted there.
    EXPECT_EQ(access(shared_glb, outputs).reads - access(dram, outputs).writes, 18'464'768);
    EXPECT_EQ(access(shared_glb, outputs).writes, 19'267'584);
    // Sums that come back go to one PE here, and in Timeloop to all 6 that add to them.
    EXPECT_EQ((access(psum_spad, outputs).writes - 5'505'024 * pes) * 6, 659'456 * pes);
}

} // namespace
} // namespace counterpoint::mapping::timeloop
