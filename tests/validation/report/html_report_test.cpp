#include "validation/report/html_report.hpp"

#include <string>

#include <gtest/gtest.h>

#include "results/html/page.hpp"
#include "results/html/page_parts.hpp"
#include "validation/report/validation_script.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::validation {
namespace {

constexpr const char* validation = R"({"schema": "counterpoint-validation/1", "cases": [
    {"name": "</script><!-- {{library}}"}]})";

bool chart_library_is_missing() { return results::page_chart_library().empty(); }

std::string data_of(const std::string& page) {
    const std::string start = R"(id="data">)";
    const std::size_t from = page.find(start) + start.size();
    return page.substr(from, page.find("</script>", from) - from);
}

TEST(HtmlReport, KeepsTheDataInsideItsElement) {
    if (chart_library_is_missing()) {
        GTEST_SKIP() << "built without ECharts: run scripts/install";
    }
    const std::string data = data_of(html_report(validation));
    EXPECT_EQ(data.find('<'), std::string::npos);
    EXPECT_NE(data.find(R"(\u003c/script>\u003c!-- {{library}})"), std::string::npos) << data;
}

TEST(HtmlReport, HoldsAllOfTheChartLibrary) {
    if (chart_library_is_missing()) {
        GTEST_SKIP() << "built without ECharts: run scripts/install";
    }
    const std::string page = html_report(validation);
    EXPECT_NE(page.find(results::page_chart_library()), std::string::npos);
    EXPECT_NE(page.find(results::page_script() + validation_script()), std::string::npos);
    EXPECT_NE(page.find(results::page_style()), std::string::npos);
}

TEST(HtmlReport, LoadsNothingAndSaysSoToTheBrowser) {
    if (chart_library_is_missing()) {
        GTEST_SKIP() << "built without ECharts: run scripts/install";
    }
    const std::string page = html_report(validation);
    EXPECT_NE(page.find("default-src 'none'"), std::string::npos);
    for (const char* loading : {"<script src", "<link", "@import", "url(http", "fetch(\"http"}) {
        EXPECT_EQ(page.find(loading), std::string::npos) << loading;
    }
}

TEST(HtmlReport, SaysHowToGetTheChartLibraryWhereItIsMissing) {
    if (!chart_library_is_missing()) {
        EXPECT_NO_THROW(results::check_html_pages());
        return;
    }
    try {
        html_report(validation);
        FAIL() << "no error";
    } catch (const InputError& error) {
        EXPECT_NE(error.problems().front().remedy.find("scripts/install"), std::string::npos);
    }
}

} // namespace
} // namespace counterpoint::validation
