#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/render.hpp"
#include "tests/cli/sample_report.hpp"

namespace counterpoint::cli {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = text.find('\n', begin);
        lines.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return lines;
}

/// The fields of a line without quotes.
std::vector<std::string> fields_of(const std::string& line) {
    std::vector<std::string> fields = {""};
    for (const char byte : line) {
        if (byte == ',') {
            fields.emplace_back();
        } else {
            fields.back() += byte;
        }
    }
    return fields;
}

/// The value of a layer, 0 the first, in a column.
std::string value(const NetworkReport& report, std::size_t layer, const std::string& column) {
    const auto lines = lines_of(render_csv(report));
    const auto columns = fields_of(lines.front());
    const auto found = std::find(columns.begin(), columns.end(), column);
    if (found == columns.end()) {
        return "no such column";
    }
    return fields_of(lines.at(layer + 1)).at(static_cast<std::size_t>(found - columns.begin()));
}

NetworkReport report_without_quotes() {
    NetworkReport report = sample_report();
    report.layers[1].layer.name = "second";
    return report;
}

TEST(RenderCsv, HasALineALayerAndKeyPathsForColumns) {
    const auto lines = lines_of(render_csv(sample_report()));
    ASSERT_EQ(lines.size(), 3U);
    EXPECT_THAT(lines[0], StartsWith("model,workload,hardware,name,type,dimensions.M,"));
    EXPECT_THAT(lines[0], HasSubstr(",counts.L2.Weight.reads,counts.L2.Weight.writes,"));
    EXPECT_THAT(lines[0], EndsWith(",bandwidth.L1.drain.available_bytes_per_cycle"));
    EXPECT_THAT(lines[1], StartsWith("analytical,two_gemms,toy,first,GEMM,4,9,6,158,54,"));
}

TEST(RenderCsv, WritesMachineNumbers) {
    const NetworkReport report = report_without_quotes();
    EXPECT_EQ(value(report, 1, "macs"), "21600");
    EXPECT_EQ(value(report, 1, "utilization"), "0.225");
    EXPECT_EQ(value(report, 1, "fits"), "true");
    EXPECT_EQ(value(report, 1, "cycle_stack.waiting.L1.fill_transfer"), "575");
}

TEST(RenderCsv, QuotesTextAsRfc4180Says) {
    NetworkReport report = sample_report();
    EXPECT_THAT(render_csv(report), HasSubstr(R"(,"second, with ""quotes""",GEMM,)"));
    report.layers[0].layer.name = "two\nlines";
    EXPECT_THAT(render_csv(report), HasSubstr(",\"two\nlines\",GEMM,"));
    report.layers[0].layer.name.clear();
    EXPECT_THAT(render_csv(report), HasSubstr("analytical,two_gemms,toy,,GEMM,"));
}

TEST(RenderCsv, LeavesEmptyWhatALayerDoesNotHaveAndKeepsColumnsTogether) {
    NetworkReport report = report_without_quotes();
    report.layers[1].layer.dimensions[workloads::DimensionIndex{2}].name = "B";
    EXPECT_EQ(value(report, 0, "dimensions.K"), "6");
    EXPECT_EQ(value(report, 0, "dimensions.B"), "");
    EXPECT_EQ(value(report, 1, "dimensions.K"), "");
    EXPECT_EQ(value(report, 1, "dimensions.B"), "60");
    EXPECT_THAT(lines_of(render_csv(report)).front(),
                HasSubstr("dimensions.N,dimensions.B,dimensions.K,cycles"));
}

TEST(RenderCsv, LeavesEmptyARatioToNothing) {
    NetworkReport report = report_without_quotes();
    report.layers[0].numbers.counts[hw::MemoryIndex{2}][0].writes = 0;
    EXPECT_EQ(value(report, 0, "reuse.L1.Weight"), "");
    EXPECT_EQ(value(report, 1, "reuse.L1.Weight"), "100.0");
}

} // namespace
} // namespace counterpoint::cli
