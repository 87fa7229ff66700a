// Designs on which the model was once wrong, each found by the walker and named after what was
// missed.

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "analytical/analysis.hpp"
#include "mapping/design.hpp"
#include "tests/walker/walker.hpp"

namespace counterpoint {
namespace {

std::vector<std::string> regressions() {
    std::vector<std::string> files;
    const auto folder =
        std::filesystem::path(COUNTERPOINT_SOURCE_DIR) / "tests" / "analytical" / "regressions";
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

class Regression : public testing::TestWithParam<std::string> {};

TEST_P(Regression, AgreesWithTheWalker) {
    const mapping::Design design = mapping::read_design({GetParam()});
    const workloads::Layer& layer = design.workload.layers.front();
    const mapping::Mapping mapping = bind(design.dataflow, layer, design.hardware);
    const walker::WalkResult right = walker::walk(layer, design.hardware, mapping);
    const analytical::Analysis analysis = analytical::analyze(layer, design.hardware, mapping);
    EXPECT_EQ(analysis.cycles, right.cycles);
    EXPECT_EQ(analysis.counts, right.counts);
    EXPECT_EQ(analysis.stack, right.stack);
    EXPECT_EQ(analysis.phases, right.phases);
    for (std::size_t b = 1; b < design.hardware.memories.size(); ++b) {
        EXPECT_EQ(analysis.capacity[hw::MemoryIndex{b}].by_tensor,
                  right.capacity[hw::MemoryIndex{b}].by_tensor);
    }
}

INSTANTIATE_TEST_SUITE_P(Designs, Regression, testing::ValuesIn(regressions()),
                         [](const auto& design) {
                             return std::filesystem::path(design.param).stem().string();
                         });

} // namespace
} // namespace counterpoint
