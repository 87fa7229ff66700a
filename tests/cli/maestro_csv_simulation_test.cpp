#include <gmock/gmock.h>

#include "tests/cli/program.hpp"

namespace counterpoint::cli {
namespace {

using testing::HasSubstr;

class MaestroCsvSimulation : public TwoGemmsTest {};

TEST_F(MaestroCsvSimulation, AgreesWithTheAnalysisInAllButSinglePhases) {
    const char* const rest = " --format maestro.csv | cut -d, -f1-9,11,13-41,44,47,50-";
    EXPECT_EQ(shell(std::string("$counterpoint simulate design.yaml") + rest).out,
              shell(std::string("$counterpoint analyze design.yaml") + rest).out);
    // Layer second sends 16 bytes of weights and 8 of inputs in each of 4 phases into L1, and 8
    // out of it, 4 a cycle.
    EXPECT_EQ(shell("$counterpoint simulate design.yaml --layer second --format maestro.csv | "
                    "tail -1 | cut -d, -f44,47")
                  .out,
              "3,2\n");
    EXPECT_EQ(shell("$counterpoint simulate design.yaml --layer second --format maestro.csv | "
                    "tail -1 | cut -d, -f10,12,42,43,45,46,48,49")
                  .out,
              ",,,,,,,\n");
}

TEST_F(MaestroCsvSimulation, IsRefusedBeforeItBegins) {
    ASSERT_EQ(shell("sed -i 's/type: GEMM, dimensions: {M: 4, N: 4, K: 4}/type: EINSUM, "
                    "dimensions: {M: 4}, tensors: {Input: {axes: [M]}, Output: {axes: [M], "
                    "output: true}}/' design.yaml")
                  .status,
              0);
    const Finished finished = shell("$counterpoint simulate design.yaml --format maestro.csv");
    EXPECT_EQ(finished.status, 2);
    EXPECT_THAT(finished.err, HasSubstr("has no columns for the tensors of layer 'first'"));
    EXPECT_THAT(finished.err, HasSubstr("leave it out with --layer"));
}

} // namespace
} // namespace counterpoint::cli
