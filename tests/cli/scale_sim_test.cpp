#include <gmock/gmock.h>

#include "tests/cli/program.hpp"

namespace counterpoint::cli {
namespace {

using testing::AllOf;
using testing::HasSubstr;

class ScaleSim : public ProgramTest {
  protected:
    ScaleSim() {
        write("net.csv",
              "Layer name, IFMAP Height, IFMAP Width, Filter Height, Filter Width, Channels, "
              "Num Filter, Strides,\r\nconv, 12, 11, 3, 3, 4, 10, 2,\r\nDP1,6,6,3,3,4,1,1,#dw\n"
              "conv,1,1,1,1,40,7,1");
        write("array.cfg", "[general]\nrun_name = small\n[architecture_presets]\nArrayHeight: 4\n"
                           "ArrayWidth: 5\nIfmapSramSzkB: 1\nFilterSramSzkB: 1\nOfmapSramSzkB: 1\n"
                           "Dataflow : ws\nBandwidth : 4\n[run_presets]\n"
                           "InterfaceBandwidth: USER\n");
    }
};

TEST_F(ScaleSim, FilesAreReadByEverySubcommand) {
    const Finished analyzed =
        shell("$counterpoint analyze net.csv array.cfg --format csv | cut -d, -f4-");
    EXPECT_EQ(analyzed.status, 0) << analyzed.err;
    EXPECT_THAT(analyzed.out, AllOf(HasSubstr("conv,GEMM"), HasSubstr("DP1,BATCHED_GEMM"),
                                    HasSubstr("conv#2,GEMM")));
    EXPECT_EQ(shell("$counterpoint convert net.csv array.cfg --to native -o native").status, 0);
    const Finished again = shell("$counterpoint analyze native/*.yaml --format csv | cut -d, -f4-");
    EXPECT_EQ(again.out, analyzed.out) << again.err;
}

TEST_F(ScaleSim, WhatIsLeftOutIsListed) {
    write("sparse.csv", "Layer,M,N,K,Sparsity,\na,4,4,8,2:4,\n");
    const Finished refused = shell("$counterpoint analyze sparse.csv array.cfg");
    EXPECT_EQ(refused.status, 2);
    EXPECT_THAT(refused.err, AllOf(HasSubstr("sparse.csv:2:9"), HasSubstr("--lenient")));
    const Finished lenient = shell("$counterpoint analyze sparse.csv array.cfg --lenient");
    EXPECT_EQ(lenient.status, 0);
    EXPECT_THAT(lenient.err, AllOf(HasSubstr("sparse.csv:2:9"), HasSubstr("left out")));
}

TEST_F(ScaleSim, AllProblemsOfAllFilesAreTold) {
    EXPECT_EQ(shell("sed -i 's/12/-12/' net.csv; sed -i 's/: ws/: rs/' array.cfg").status, 0);
    const Finished finished = shell("$counterpoint analyze net.csv array.cfg");
    EXPECT_EQ(finished.status, 2);
    EXPECT_THAT(finished.err, AllOf(HasSubstr("net.csv:2:7"), HasSubstr("array.cfg:9:12")));
}

TEST_F(ScaleSim, EitherFileAloneIsConverted) {
    EXPECT_EQ(shell("$counterpoint convert net.csv -o out").out, "out/workload.yaml\n");
    EXPECT_THAT(read("out/workload.yaml"), HasSubstr("CONV2D"));
    EXPECT_EQ(shell("$counterpoint convert array.cfg -o out").out, "out/hardware.yaml\n");
    EXPECT_THAT(read("out/hardware.yaml"), HasSubstr("size: 4x5"));
}

} // namespace
} // namespace counterpoint::cli
