#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/render.hpp"
#include "cli/text_table.hpp"
#include "tests/cli/sample_report.hpp"

namespace counterpoint::cli {
namespace {

using testing::HasSubstr;
using testing::Not;

std::size_t widest_line(const std::string& text) {
    std::size_t widest = 0;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = text.find('\n', begin);
        widest = std::max(widest, display_width(text.substr(begin, end - begin)));
        begin = end + 1;
    }
    return widest;
}

TEST(TextTable, AlignsColumnsAndSetsTheTotalApart) {
    const std::string text = render_columns({{"Layer", Align::left, 0, 0, {"a", "Total"}},
                                             {"MACs", Align::right, 0, 0, {"1", "1.00k"}}},
                                            {80, false});
    EXPECT_EQ(text, "Layer   MACs\n"
                    "────────────\n"
                    "a          1\n"
                    "────────────\n"
                    "Total  1.00k\n");
}

TEST(TextTable, DropsTheHighestRankFirst) {
    const std::vector<Column> columns = {{"kept", Align::left, 0, 0, {"1"}},
                                         {"later", Align::left, 1, 0, {"1"}},
                                         {"first", Align::left, 2, 0, {"1"}}};
    EXPECT_THAT(render_columns(columns, {18, false}), HasSubstr("kept  later  first"));
    EXPECT_THAT(render_columns(columns, {17, false}), HasSubstr("kept  later\n"));
    EXPECT_THAT(render_columns(columns, {10, false}), HasSubstr("kept\n"));
    EXPECT_THAT(render_columns(columns, {1, false}), HasSubstr("kept\n"));
}

TEST(TextTable, CutsOnlyWhatMayBeCutAndNotBelowItsLeastWidth) {
    const std::vector<Column> columns = {{"name", Align::left, 0, 6, {"a_long_name"}},
                                         {"n", Align::right, 0, 0, {"123,456"}}};
    EXPECT_THAT(render_columns(columns, {18, false}), HasSubstr("a_long_n…  123,456"));
    EXPECT_THAT(render_columns(columns, {5, false}), HasSubstr("a_lon…  123,456"));
}

TEST(RenderTable, StaysWithinTheTerminal) {
    for (const std::size_t width : {80U, 100U, 140U}) {
        const std::string text = render_table(sample_report(), {width, false});
        EXPECT_LE(widest_line(text), width) << text;
        EXPECT_THAT(text, HasSubstr("Lost to"));
    }
    EXPECT_THAT(render_table(sample_report(), {50, false}), Not(HasSubstr("Lost to")));
}

TEST(RenderTable, ShowsLayersTotalAndCauses) {
    const std::string text = render_table(sample_report(), {100, false});
    EXPECT_THAT(text, HasSubstr("two_gemms on toy, mapped by toy.yaml"));
    EXPECT_THAT(text, HasSubstr("DRAM → L2 64 KiB → L1 65 B → 8 PEs of 2 lanes, 0.5 GHz"));
    EXPECT_THAT(text, HasSubstr("L1 fill 50%, idle PEs 26%"));
    EXPECT_THAT(text, HasSubstr("6,158 cycles = 12.3 µs"));
    EXPECT_THAT(text, HasSubstr("compute      88.6%"));
    EXPECT_THAT(text, Not(HasSubstr("drain"))) << "no cycle was spent on drains";
    EXPECT_THAT(text, Not(HasSubstr("\x1b"))) << "no colours were asked for";
}

TEST(RenderTable, UsesColoursOnATerminal) {
    EXPECT_THAT(render_table(sample_report(), {100, true}), HasSubstr("\x1b[1mtwo_gemms\x1b[0m"));
}

TEST(RenderTable, FlagsWhatDoesNotFitAndSaysWhatTakesHowMuch) {
    NetworkReport report = sample_report();
    EXPECT_THAT(render_table(report, {100, false}), Not(HasSubstr("!")));
    report.hardware.memories[hw::MemoryIndex{2}].capacity_bytes = 60;
    const std::string text = render_table(report, {100, false});
    EXPECT_THAT(text, HasSubstr("! first  "));
    EXPECT_THAT(text, HasSubstr("! first does not fit L1: 65 bytes needed (Weight 13, Input 20, "
                                "Output 32), 60 there"));
}

TEST(RenderTable, ListsOnlySoManyMisfits) {
    NetworkReport report = sample_report();
    report.hardware.memories[hw::MemoryIndex{2}].capacity_bytes = 60;
    report.layers.resize(20, report.layers.front());
    EXPECT_THAT(render_table(report, {100, false}), HasSubstr("! and 8 more"));
}

TEST(RenderTable, KeepsControlCharactersOffTheTerminal) {
    NetworkReport report = sample_report();
    report.layers[0].layer.name = "a\x1b[2J";
    report.workload = "b\nc";
    const std::string text = render_table(report, {100, false});
    EXPECT_THAT(text, HasSubstr("a?[2J"));
    EXPECT_THAT(text, HasSubstr("b?c on toy"));
}

TEST(RenderTable, StandsANetworkWithoutACycle) {
    NetworkReport report = sample_report();
    report.layers.clear();
    EXPECT_THAT(render_table(report, {100, false}), HasSubstr("0 cycles"));
}

} // namespace
} // namespace counterpoint::cli
