#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "results/html/page.hpp"
#include "tests/cli/program.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::cli {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

bool can_write_reports() {
    try {
        results::check_html_pages();
        return true;
    } catch (const InputError&) {
        return false;
    }
}

class ValidateReportTest : public ProgramTest {
  protected:
    void SetUp() override { write("design.yaml", two_gemms); }
};

TEST_F(ValidateReportTest, GoesBesideTheTable) {
    if (!can_write_reports()) {
        GTEST_SKIP() << "built without ECharts: run scripts/install";
    }
    const Finished run =
        shell("$counterpoint validate design.yaml --no-journal --report page.html");
    EXPECT_EQ(run.status, 0) << run.err;
    EXPECT_THAT(run.out, HasSubstr("first"));
    EXPECT_THAT(run.out, Not(HasSubstr("<html")));
    const std::string page = read("page.html");
    EXPECT_THAT(page, HasSubstr("<!doctype html>"));
    EXPECT_THAT(page, HasSubstr("\"counterpoint-validation/1\""));
    EXPECT_THAT(page, HasSubstr("\"second\""));
}

TEST_F(ValidateReportTest, HasTheWorkOfThePesUnasked) {
    if (!can_write_reports()) {
        GTEST_SKIP() << "built without ECharts: run scripts/install";
    }
    const Finished run =
        shell("$counterpoint validate design.yaml --no-journal --report page.html");
    EXPECT_EQ(run.status, 0) << run.err;
    EXPECT_THAT(read("page.html"), HasSubstr(R"(["shape","macs"])"));
}

TEST_F(ValidateReportTest, IsRefusedBeforeAnythingRunsWhereItCouldNotBeWritten) {
    if (!can_write_reports()) {
        GTEST_SKIP() << "built without ECharts: run scripts/install";
    }
    const Finished run =
        shell("$counterpoint validate design.yaml --no-journal --report missing/page.html");
    EXPECT_EQ(run.status, 2);
    EXPECT_THAT(run.out, IsEmpty());
    EXPECT_THAT(run.err, HasSubstr("missing/page.html"));
    EXPECT_EQ(files(), 1);
}

TEST_F(ValidateReportTest, SaysWhatIsMissingInABuildWithoutChartLibrary) {
    if (can_write_reports()) {
        GTEST_SKIP() << "built with ECharts";
    }
    const Finished run =
        shell("$counterpoint validate design.yaml --no-journal --report page.html");
    EXPECT_EQ(run.status, 2);
    EXPECT_THAT(run.out, IsEmpty());
    EXPECT_THAT(run.err, HasSubstr("scripts/install"));
    EXPECT_EQ(files(), 1);
}

} // namespace
} // namespace counterpoint::cli
