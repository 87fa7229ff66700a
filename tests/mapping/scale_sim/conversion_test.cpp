#include "tests/mapping/conversion.hpp"

#include <gtest/gtest.h>

#include "analytical/analysis.hpp"
#include "tests/mapping/scale_sim/reading.hpp"

namespace counterpoint::mapping::scale_sim {
namespace {

TEST(ScaleSimConversion, TheTextsGiveTheSameResults) {
    for (const char* dataflow : {"os", "ws", "is"}) {
        SCOPED_TRACE(dataflow);
        DesignTree theirs;
        theirs.take_text(convolution_header + "conv,29,31,3,2,4,36,2,\n12,7,7,1,1,200,50,1,\n"
                                              "true,9,9,3,3,2,2,1,\nxDP,9,9,3,3,8,2,1,\n",
                         "net.csv");
        theirs.take_text(configuration_of(6, 5, dataflow, 1, "USER"), "hw.cfg");
        const Design design = theirs.read({{"workload.layers.conv.dimensions.K", "35"}},
                                          analytical::residency_cost, Parts::all);
        ASSERT_TRUE(theirs.has_foreign_mapping());
        const Design again = converted(theirs, design);
        ASSERT_EQ(again.workload.layers.size(), 4U);
        EXPECT_EQ(size_of(again.workload.layers[0], "N"), 35);
        for (std::size_t i = 0; i < 4; ++i) {
            EXPECT_EQ(again.workload.layers[i].name, design.workload.layers[i].name);
            const auto before = analysis_in(design, i);
            const auto after = analysis_in(again, i);
            EXPECT_EQ(after.cycles, before.cycles);
            EXPECT_EQ(after.macs, before.macs);
            EXPECT_TRUE(after.counts == before.counts);
        }
    }
}

// Beside a mapping of ours convolutions stay what they are.
TEST(ScaleSimConversion, ATopologyAloneKeepsItsConvolutions) {
    DesignTree tree;
    tree.take_text(convolution_header + "conv,9,9,3,3,4,6,2,\n", "net.csv");
    const Design design = tree.read({}, {}, Parts::those_given);
    EXPECT_EQ(design.workload.layers[0].type, workloads::LayerType::conv2d);
    EXPECT_NE(tree.foreign_part("workload"), nullptr);
    EXPECT_FALSE(tree.has_foreign_mapping());
}

} // namespace
} // namespace counterpoint::mapping::scale_sim
