#include <gmock/gmock.h>

#include "tests/cli/program.hpp"

namespace counterpoint::cli {
namespace {

using testing::HasSubstr;

class ScaleSimSimulation : public ProgramTest {
  protected:
    ScaleSimSimulation() {
        write("net.csv", "Layer name, IFMAP Height, IFMAP Width, Filter Height, Filter Width, "
                         "Channels, Num Filter, Strides,\nconv, 12, 11, 3, 3, 4, 10, 2,\n"
                         "DP1,6,6,3,3,4,1,1,\nfc,1,1,1,1,40,7,1,\n");
        for (const std::string dataflow : {"os", "ws", "is"}) {
            write(dataflow + ".cfg",
                  "[architecture_presets]\nArrayHeight: 4\nArrayWidth: 5\nIfmapSramSzkB: 1\n"
                  "FilterSramSzkB: 1\nOfmapSramSzkB: 1\nDataflow : " +
                      dataflow + "\nBandwidth : 4\n[run_presets]\nInterfaceBandwidth: USER\n");
        }
    }
};

TEST_F(ScaleSimSimulation, ValuesAreRightInEveryDataflow) {
    for (const std::string dataflow : {"os", "ws", "is"}) {
        SCOPED_TRACE(dataflow);
        const Finished finished =
            shell("$counterpoint simulate net.csv " + dataflow + ".cfg --functional");
        EXPECT_EQ(finished.status, 0) << finished.err;
        EXPECT_THAT(finished.err, HasSubstr("output values are right"));
    }
}

TEST_F(ScaleSimSimulation, BothModelsAgreeButForTheArray) {
    for (const std::string dataflow : {"os", "ws", "is"}) {
        SCOPED_TRACE(dataflow);
        const Finished finished =
            shell("$counterpoint validate net.csv " + dataflow + ".cfg --no-journal");
        EXPECT_EQ(finished.status, 0) << finished.err;
        EXPECT_THAT(finished.out, HasSubstr("0 of 123 expectations are broken"));
    }
}

TEST_F(ScaleSimSimulation, ConvertedFilesGiveTheSame) {
    EXPECT_EQ(shell("$counterpoint convert net.csv ws.cfg -o native").status, 0);
    const Finished theirs =
        shell("$counterpoint simulate net.csv ws.cfg --format csv | cut -d, -f4-");
    const Finished ours = shell("$counterpoint simulate native/*.yaml --format csv | cut -d, -f4-");
    EXPECT_EQ(ours.status, 0) << ours.err;
    EXPECT_EQ(theirs.out, ours.out);
}

} // namespace
} // namespace counterpoint::cli
