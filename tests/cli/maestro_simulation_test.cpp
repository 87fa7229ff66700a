#include <gmock/gmock.h>

#include "tests/cli/program.hpp"

namespace counterpoint::cli {
namespace {

using testing::HasSubstr;

class MaestroSimulation : public ProgramTest {
  protected:
    MaestroSimulation() {
        write("net.m", "Network net {\n"
                       "Layer rows { Type: CONV Dimensions { N 2 K 4 C 3 R 3 S 3 Y 7 X 8 }\n"
                       "Dataflow { SpatialMap(1,1) Y' TemporalMap(1,1) X' TemporalMap(2,2) K\n"
                       "Cluster(Sz(R),P) SpatialMap(1,1) Y SpatialMap(1,1) R } }\n"
                       "Layer up { Type: TRCONV Dimensions { K 4 C 4 R 4 S 2 Y 5 X 5 }\n"
                       "Dataflow { SpatialMap(1,1) K TemporalMap(1,1) C } } }");
        write("hw.m", "num_pes: 8\nl1_size_cstr: 4\nnoc_bw_cstr: 16\noffchip_bw_cstr: 4\n");
    }
};

TEST_F(MaestroSimulation, BothModelsAgreeInOneCommand) {
    const Finished finished = shell("$counterpoint validate net.m hw.m --no-journal");
    EXPECT_EQ(finished.status, 0) << finished.err;
    EXPECT_THAT(finished.out, HasSubstr("are equal in 2 layers"));
}

TEST_F(MaestroSimulation, ValuesAreRight) {
    const Finished finished = shell("$counterpoint simulate net.m hw.m --functional");
    EXPECT_EQ(finished.status, 0) << finished.err;
    EXPECT_THAT(finished.err, HasSubstr("output values are right"));
}

TEST_F(MaestroSimulation, CapacityIsEnforcedOnRequest) {
    const Finished finished = shell("$counterpoint simulate net.m hw.m --set "
                                    "hardware.memories.L1.enforce_capacity=true");
    EXPECT_EQ(finished.status, 2);
    EXPECT_THAT(finished.err, HasSubstr("do not fit"));
}

} // namespace
} // namespace counterpoint::cli
