#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "analytical/analysis.hpp"
#include "analytical/residency.hpp"
#include "tests/mapping/maestro/reading.hpp"

namespace counterpoint::mapping::maestro {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

// K in 4 folds of 2, C in 4 steps of 2, P one row at a time.
const std::string folded_network =
    one_layer("K 8 C 8 R 1 S 1 Y 6 X 5", "SpatialMap(1,1) K TemporalMap(2,2) C TemporalMap(1,1) Y");

std::vector<std::string> nodes_with(const std::string& l2_bytes) {
    const Design design =
        design_of(folded_network, "num_pes: 2" + l2_bytes, analytical::residency_cost);
    return nodes_of(design.dataflow.entries.at(0));
}

analytical::Analysis analysis_of(const Design& design) {
    const workloads::Layer& layer = design.workload.layers.at(0);
    analytical::Options options;
    options.check_capacity = false;
    return analytical::analyze(layer, design.hardware,
                               bind(design.dataflow, layer, design.hardware), options);
}

std::int64_t dram_bytes(const Design& design) {
    const analytical::Analysis analysis = analysis_of(design);
    std::int64_t bytes = 0;
    for (const hw::Access& access : analysis.counts[hw::MemoryIndex{0}]) {
        bytes += access.reads + access.writes;
    }
    return bytes;
}

TEST(StorePoints, WithoutAJudgeOneStepIsResident) {
    const Design design = design_of(folded_network, "num_pes: 2");
    EXPECT_THAT(nodes_of(design.dataflow.entries.at(0)),
                ElementsAre("K by pe.count", "C by 2", "P by 1", "Weight Input Output in L2",
                            "K by 1 on pe.count", "Weight Input Output in L1"));
}

TEST(StorePoints, WithRoomEveryElementCrossesOnce) {
    const Design design =
        design_of(folded_network, "num_pes: 2\nl2_size_cstr: 100000", analytical::residency_cost);
    EXPECT_EQ(dram_bytes(design), 8 * 8 + 8 * 6 * 5 + 8 * 6 * 5);
}

// The weights cross once wherever they are stored, so they take the least room. The input is used
// by every fold of K: it crosses once only if all of it stays, which no loop over K changes.
TEST(StorePoints, AmongEqualTrafficTheLeastRoomIsTaken) {
    EXPECT_THAT(nodes_with("\nl2_size_cstr: 100000"),
                ElementsAre("K by pe.count", "Input in L2", "C by 2", "Output in L2", "P by 1",
                            "Weight in L2", "K by 1 on pe.count", "Weight Input Output in L1"));
}

TEST(StorePoints, TheChoiceHoldsWhatFits) {
    std::int64_t last = std::numeric_limits<std::int64_t>::max();
    for (const int bytes : {48, 80, 150, 300, 500, 1000}) {
        const Design design =
            design_of(folded_network, "num_pes: 2\nl2_size_cstr: " + std::to_string(bytes),
                      analytical::residency_cost);
        EXPECT_LE(analysis_of(design).capacity[hw::MemoryIndex{1}].bytes, bytes);
        EXPECT_LE(dram_bytes(design), last) << bytes;
        last = dram_bytes(design);
    }
}

TEST(StorePoints, WhereNothingFitsOneStepIsResident) {
    EXPECT_THAT(nodes_with("\nl2_size_cstr: 1"),
                ElementsAre("K by pe.count", "C by 2", "P by 1", "Weight Input Output in L2",
                            "K by 1 on pe.count", "Weight Input Output in L1"));
}

TEST(StorePoints, LayersWithTheSameNodesShareAnEntry) {
    const std::string layer = " { Type: GEMM Dimensions { M 4 N 4 K 4 } "
                              "Dataflow { SpatialMap(1,1) M } }\n";
    const Design design = design_of("Network n { Layer a" + layer + "Layer b[1]" + layer + "}");
    ASSERT_EQ(design.dataflow.entries.size(), 1U);
    EXPECT_THAT(design.dataflow.entries[0].layers, ElementsAre("a", "b[[]1]"));
    for (const workloads::Layer& each : design.workload.layers) {
        EXPECT_EQ(bind(design.dataflow, each, design.hardware).nodes.size(), 4U);
    }
}

std::string yaml_hardware(const std::string& memories, const std::string& pe) {
    std::string text = "hardware:\n  name: h\n  memories:\n    - {name: DRAM}\n";
    for (const char memory : memories) {
        text += std::string("    - {name: ") + memory +
                ", fill: {bytes_per_cycle: 1}, drain: {bytes_per_cycle: 1}}\n";
    }
    return text + pe;
}

std::vector<Problem> problems_on(const std::string& hardware) {
    DesignTree tree;
    tree.take_text(folded_network, "network.m");
    tree.take_text(hardware, "h.yaml");
    try {
        tree.read({}, {}, Parts::all);
    } catch (const InputError& error) {
        return error.problems();
    }
    return {};
}

TEST(StorePoints, OwnHardwareWorksAsFarAsItHasTheMemories) {
    const std::string pes = "  pe: {count: 2}\n";
    EXPECT_TRUE(problems_on(yaml_hardware("A", pes)).empty());
    EXPECT_TRUE(problems_on(yaml_hardware("AB", pes)).empty());
    const auto four = problems_on(yaml_hardware("ABC", pes));
    ASSERT_EQ(four.size(), 1U);
    EXPECT_THAT(four[0].message, HasSubstr("one memory between DRAM and the PEs"));
    const auto uncounted = problems_on(yaml_hardware("AB", ""));
    ASSERT_EQ(uncounted.size(), 1U);
    EXPECT_THAT(uncounted[0].message, HasSubstr("does not say how many"));
}

TEST(StorePoints, WithoutHardwareAMappingMeansNothing) {
    DesignTree tree;
    tree.take_text(folded_network, "network.m");
    try {
        tree.read({}, {}, Parts::those_given);
        FAIL();
    } catch (const InputError& error) {
        ASSERT_EQ(error.problems().size(), 1U);
        EXPECT_THAT(error.problems()[0].message, HasSubstr("no file gives it"));
    }
}

TEST(StorePoints, ASecondMappingIsRefused) {
    DesignTree tree;
    tree.take_text(folded_network, "network.m");
    tree.take_text("num_pes: 2", "hardware.m");
    tree.take_text("mapping: {nodes: []}", "m.yaml");
    try {
        tree.read({}, {}, Parts::all);
        FAIL();
    } catch (const InputError& error) {
        EXPECT_THAT(error.problems()[0].message, HasSubstr("there is another mapping"));
    }
}

} // namespace
} // namespace counterpoint::mapping::maestro
