#include "mapping/design.hpp"

#include <filesystem>
#include <fstream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/mapping/examples.hpp"

namespace counterpoint::mapping {
namespace {

using testing::HasSubstr;

class DesignFiles : public testing::Test {
  protected:
    void SetUp() override {
        folder_ = std::filesystem::path(testing::TempDir()) /
                  (std::string("design_") +
                   testing::UnitTest::GetInstance()->current_test_info()->name());
        std::filesystem::create_directories(folder_);
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    [[nodiscard]] std::string file(const std::string& name, const std::string& text) const {
        std::ofstream(folder_ / name) << text;
        return folder_ / name;
    }

    std::filesystem::path folder_;
};

std::vector<Problem> problems_of_text(const std::string& text) {
    return problems_of([&] { read_design_text(text, "file"); });
}

TEST_F(DesignFiles, PartsMayStandInOneFileOrInSeveral) {
    const Design one = read_design({file("all.yaml", example)});
    const Design three =
        read_design({file("w.yaml", example_workload), file("m.yaml", example_mapping),
                     file("h.yaml", example_hardware)});
    for (const Design& design : {one, three}) {
        EXPECT_EQ(design.workload.layers.size(), 2U);
        EXPECT_EQ(design.hardware.memories.size(), 3U);
        EXPECT_EQ(design.dataflow.entries.size(), 2U);
    }
    EXPECT_EQ(three.dataflow.entries[0].nodes[1].place.file, (folder_ / "m.yaml").string());
    EXPECT_EQ(three.dataflow.entries[0].nodes[1].place.path, "mapping[0].nodes[1]");
}

TEST_F(DesignFiles, TheSamePartTwiceNamesBothPlaces) {
    const std::string first = file("a.yaml", example);
    const std::string second = file("b.yaml", "# the second\n" + example_hardware);
    const auto problems = problems_of([&] { read_design({first, second}); });
    ASSERT_EQ(problems.size(), 1U);
    EXPECT_EQ(problems[0].place.file, second);
    EXPECT_EQ(problems[0].place.line, 2);
    EXPECT_THAT(problems[0].message, HasSubstr("'hardware' is given twice"));
    EXPECT_THAT(problems[0].remedy, HasSubstr(first + ":8:1"));
}

TEST_F(DesignFiles, AMissingPartNamesTheFilesRead) {
    const std::string workload = file("w.yaml", example_workload);
    const std::string hardware = file("h.yaml", example_hardware);
    const auto problems = problems_of([&] { read_design({workload, hardware}); });
    ASSERT_EQ(problems.size(), 1U);
    EXPECT_EQ(problems[0].message, "'mapping' is missing: no file gives it");
    EXPECT_THAT(problems[0].remedy, HasSubstr(workload + " and " + hardware));
    EXPECT_EQ(problems_of([] { read_design({}); }).size(), 3U);
}

TEST_F(DesignFiles, AnUnreadableFileIsToldWithoutPartsMissing) {
    const auto problems = problems_of([&] {
        read_design({file("w.yaml", example_workload), folder_ / "missing.yaml",
                     file("bad.yaml", "mapping: [")});
    });
    ASSERT_EQ(problems.size(), 2U) << told(problems);
    EXPECT_THAT(problems[0].message, HasSubstr("does not exist"));
    EXPECT_THAT(problems[1].message, HasSubstr("not YAML"));
}

TEST(Design, UnknownPartIsRefusedWithTheNearest) {
    EXPECT_THAT(told(problems_of_text(example + "hardwares: 3\n")),
                HasSubstr("did you mean 'hardware'?"));
    EXPECT_THAT(told(problems_of_text("[1]")), HasSubstr("the file is not a design"));
}

TEST(Design, ProblemsOfAllPartsAreToldTogether) {
    const auto problems = problems_of_text("workload: {name: w, layers: [{name: a, type: FC, "
                                           "dimensions: {K: 0}}]}\n"
                                           "hardware: {name: h, memories: [{name: DRAM}]}\n"
                                           "mapping: {nodes: []}\n");
    EXPECT_EQ(problems.size(), 3U) << told(problems);
}

TEST(Design, ElementWidthsNameTensors) {
    const auto widths = [](const std::string& map) {
        return told(problems_of_text(example_workload + example_hardware +
                                     "  element_bytes: " + map + '\n' + example_mapping));
    };
    EXPECT_EQ(widths("{Weight: 1, Input: 2, Output: 4}"), "");
    EXPECT_THAT(
        widths("{Weigth: 1}"),
        testing::AllOf(HasSubstr("hardware.element_bytes.Weigth: no tensor is named 'Weigth'"),
                       HasSubstr("did you mean 'Weight'?")));
}

TEST(Design, JsonIsReadAsWell) {
    const Design design = read_design_text(
        R"({"workload":{"name":"w","layers":[{"name":"a","type":"FC","dimensions":{"K":4}}]},)"
        R"("hardware":{"name":"h","memories":[{"name":"D"},{"name":"L","fill":{"bytes_per_cycle":1},)"
        R"("drain":{"bytes_per_cycle":1}}]},"mapping":{"nodes":[{"temporal":"K","tile":"K/2"},)"
        R"({"store":["Weight","Input","Output"],"in":"L"}]}})",
        "file.json");
    const Mapping mapping = bind(design.dataflow, design.workload.layers[0], design.hardware);
    EXPECT_EQ(std::get<Temporal>(mapping.nodes[0].what).tile, 2);
}

} // namespace
} // namespace counterpoint::mapping
