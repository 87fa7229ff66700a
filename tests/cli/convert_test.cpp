#include <filesystem>

#include <gmock/gmock.h>

#include "tests/cli/program.hpp"

namespace counterpoint::cli {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* network_file =
    "Network net {\n"
    "Layer Conv-1 { Type: CONV Stride { X: 2, Y: 2 }\n"
    "Dimensions { K 8, C 4, R 3, S 3, Y 11, X 11 }\n"
    "Dataflow { SpatialMap(1,1) K; TemporalMap(2,2) C;\n"
    "TemporalMap(Sz(R),1) Y; Cluster(2, P); SpatialMap(1,1) C } }\n"
    "Layer up { Type: TRCONV\n"
    "Dimensions { K 4, C 4, R 2, S 2, Y 5, X 5 } }\n"
    "}\r\n";

constexpr const char* accelerator = "num_pes: 8\nl1_size_cstr: 4\nl2_size_cstr: 300\n"
                                    "noc_bw_cstr: 16\noffchip_bw_cstr: 4\n";

class Convert : public ProgramTest {
  protected:
    Convert() {
        write("net.m", network_file);
        write("hw.m", accelerator);
    }
};

TEST_F(Convert, MaestroFilesAreReadByEverySubcommand) {
    const Finished analyzed = shell("$counterpoint analyze net.m hw.m --format csv | cut -d, -f4-");
    EXPECT_EQ(analyzed.status, 0) << analyzed.err;
    EXPECT_THAT(analyzed.out, HasSubstr("Conv-1"));
    EXPECT_EQ(shell("$counterpoint convert net.m hw.m --to native -o native").status, 0);
    const Finished again = shell("$counterpoint analyze native/*.yaml --format csv | cut -d, -f4-");
    EXPECT_EQ(again.out, analyzed.out) << again.err;
}

TEST_F(Convert, NothingIsReplacedUnlessItIsForced) {
    EXPECT_EQ(shell("$counterpoint convert net.m hw.m -o out").status, 0);
    EXPECT_EQ(shell("rm out/hardware.yaml; echo mine > out/workload.yaml").status, 0);
    const Finished refused = shell("$counterpoint convert net.m hw.m -o out");
    EXPECT_EQ(refused.status, 2);
    EXPECT_THAT(refused.err, HasSubstr("out/workload.yaml"));
    EXPECT_THAT(refused.err, HasSubstr("out/mapping.yaml"));
    EXPECT_THAT(refused.err, HasSubstr("--force"));
    EXPECT_EQ(read("out/workload.yaml"), "mine\n");
    EXPECT_FALSE(std::filesystem::exists(path("out/hardware.yaml")));
    EXPECT_EQ(shell("$counterpoint convert net.m hw.m -o out --force").status, 0);
    EXPECT_THAT(read("out/workload.yaml"), HasSubstr("Conv-1"));
}

TEST_F(Convert, AFailedConversionLeavesNothing) {
    EXPECT_EQ(shell("$counterpoint convert net.m -o out").status, 2);
    EXPECT_EQ(shell("sed -i 's/CONV /CNV /' net.m").status, 0);
    EXPECT_EQ(shell("$counterpoint convert net.m hw.m -o out").status, 2);
    EXPECT_FALSE(std::filesystem::exists(path("out")));
    EXPECT_EQ(shell("$counterpoint convert hw.m -o missing/out").status, 2);
    write("file", "");
    const Finished no_folder = shell("$counterpoint convert hw.m -o file");
    EXPECT_EQ(no_folder.status, 2);
    EXPECT_THAT(no_folder.err, HasSubstr("not a folder"));
    EXPECT_EQ(files(), 3);
}

TEST_F(Convert, OnlyForeignPartsAreWritten) {
    EXPECT_EQ(shell("$counterpoint convert hw.m -o out").out, "out/hardware.yaml\n");
    const Finished native = shell("$counterpoint convert out/hardware.yaml -o other");
    EXPECT_EQ(native.status, 2);
    EXPECT_THAT(native.err, HasSubstr("nothing to convert"));
}

TEST_F(Convert, OneStepIsKeptInL2OnRequest) {
    EXPECT_EQ(shell("$counterpoint convert net.m hw.m -o best").status, 0);
    EXPECT_EQ(shell("$counterpoint convert net.m hw.m -o step --l2 step").status, 0);
    EXPECT_THAT(read("step/mapping.yaml"), HasSubstr("store: [Weight, Input, Output], in: L2"));
    EXPECT_NE(read("best/mapping.yaml"), read("step/mapping.yaml"));
}

// MAESTRO's sizes are told and not enforced.
TEST_F(Convert, TilesThatDoNotFitAreTold) {
    const Finished told = shell("$counterpoint analyze net.m hw.m");
    EXPECT_EQ(told.status, 0);
    EXPECT_THAT(told.out, HasSubstr("does not fit L1"));
    const Finished enforced = shell("$counterpoint analyze net.m hw.m --set "
                                    "hardware.memories.L1.enforce_capacity=true");
    EXPECT_EQ(enforced.status, 2);
    EXPECT_THAT(enforced.err, HasSubstr("L1 needs"));
}

} // namespace
} // namespace counterpoint::cli
