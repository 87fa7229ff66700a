#include <gmock/gmock.h>

#include "tests/cli/program.hpp"

namespace counterpoint::cli {
namespace {

using testing::AllOf;
using testing::HasSubstr;

class Timeloop : public ProgramTest {
  protected:
    Timeloop() {
        write("prob.yaml", "problem:\n  shape: gemm-ABZ\n  instance: {M: 8, N: 8, K: 8}\n");
        write("arch.yaml", "architecture:\n  version: 0.4\n  nodes:\n"
                           "  - !Component {name: DRAM, class: DRAM, attributes: {datawidth: 8}}\n"
                           "  - !Component {name: L2, class: SRAM, attributes: {datawidth: 8}}\n"
                           "  - !Container {name: PE, spatial: {meshX: 4}}\n"
                           "  - !Component {name: L1, class: regfile, attributes: {datawidth: 8}}\n"
                           "  - !Component {name: MAC, class: intmac}\n");
        write("map.yaml", "mapping:\n"
                          "  - {target: L2, type: temporal, factors: M=8 N=2, permutation: KNM}\n"
                          "  - {target: PE, type: spatial, factors: N=4, permutation: NMK}\n"
                          "  - {target: L1, type: temporal, factors: K=8, permutation: KMN}\n");
    }
};

TEST_F(Timeloop, FilesAreReadByEverySubcommand) {
    const Finished analyzed =
        shell("$counterpoint analyze prob.yaml arch.yaml map.yaml --format csv | cut -d, -f4-");
    EXPECT_EQ(analyzed.status, 0) << analyzed.err;
    EXPECT_THAT(analyzed.out, HasSubstr("gemm-ABZ,EINSUM"));
    EXPECT_EQ(shell("$counterpoint convert prob.yaml arch.yaml map.yaml --to native -o out").out,
              "out/workload.yaml\nout/hardware.yaml\nout/mapping.yaml\n");
    const Finished again = shell("$counterpoint analyze out/*.yaml --format csv | cut -d, -f4-");
    EXPECT_EQ(again.out, analyzed.out) << again.err;
    const Finished joined = shell("cat map.yaml prob.yaml arch.yaml | $counterpoint analyze - "
                                  "--format csv | cut -d, -f4-");
    EXPECT_EQ(joined.out, analyzed.out) << joined.err;
}

TEST_F(Timeloop, ValuesCanBeOverridden) {
    const Finished finished =
        shell("$counterpoint analyze prob.yaml arch.yaml map.yaml --set "
              "hardware.memories.L2.fill.bytes_per_cycle=1 --format csv | tail -1");
    EXPECT_EQ(finished.status, 0) << finished.err;
    EXPECT_NE(
        finished.out,
        shell("$counterpoint analyze prob.yaml arch.yaml map.yaml --format csv | tail -1").out);
}

TEST_F(Timeloop, WhatIsLeftOutIsListed) {
    write("mapper.yaml", "mapper:\n  algorithm: random-pruned\n");
    const Finished refused =
        shell("$counterpoint analyze prob.yaml arch.yaml map.yaml mapper.yaml");
    EXPECT_EQ(refused.status, 2);
    EXPECT_THAT(refused.err, AllOf(HasSubstr("mapper.yaml:1:1"), HasSubstr("--lenient")));
    const Finished lenient =
        shell("$counterpoint analyze prob.yaml arch.yaml map.yaml mapper.yaml --lenient");
    EXPECT_EQ(lenient.status, 0);
    EXPECT_THAT(lenient.err, AllOf(HasSubstr("mapper.yaml:1:1"), HasSubstr("left out")));
}

TEST_F(Timeloop, AllProblemsOfAllFilesAreTold) {
    EXPECT_EQ(shell("sed -i 's/K: 8/K: -8/' prob.yaml; sed -i 's/K=8/K=x/' map.yaml").status, 0);
    const Finished finished = shell("$counterpoint analyze prob.yaml arch.yaml map.yaml");
    EXPECT_EQ(finished.status, 2);
    EXPECT_THAT(finished.err, AllOf(HasSubstr("prob.yaml:3:29"), HasSubstr("map.yaml:4:")));
}

// Only Timeloop's files have tags.
TEST_F(Timeloop, TagsOfOtherFilesAreRefused) {
    write("ours.yaml", "workload: !Network\n  layers: []\n");
    const Finished finished = shell("$counterpoint analyze ours.yaml");
    EXPECT_EQ(finished.status, 2);
    EXPECT_THAT(finished.err, HasSubstr("ours.yaml:1:11: a tag"));
}

} // namespace
} // namespace counterpoint::cli
