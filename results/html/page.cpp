#include "results/html/page.hpp"

#include <cstddef>
#include <map>
#include <string_view>

#include "results/html/packing.hpp"
#include "results/html/page_parts.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::results {

namespace {

using Json = nlohmann::ordered_json;

/// As JSON, in which nothing ends the script element that it stands in.
std::string script_data(const Json& json) {
    std::string text;
    for (const char c : json.dump(-1, ' ', false, Json::error_handler_t::replace)) {
        if (c == '<') {
            text += "\\u003c";
        } else {
            text += c;
        }
    }
    return text;
}

/// The text with every {{name}} replaced; what is put in is not looked through again.
std::string filled(std::string_view text, const std::map<std::string_view, std::string>& parts) {
    std::string page;
    for (std::size_t open = text.find("{{"); open != std::string_view::npos;
         open = text.find("{{")) {
        const std::size_t close = text.find("}}", open);
        page += text.substr(0, open);
        page += parts.at(text.substr(open + 2, close - open - 2));
        text.remove_prefix(close + 2);
    }
    return page += text;
}

} // namespace

void check_html_pages() {
    if (!page_chart_library().empty()) {
        return;
    }
    Problem problem;
    problem.message = "this build of Counterpoint cannot write HTML reports";
    problem.expected = "the chart library Apache ECharts when Counterpoint is built";
    problem.found = "none";
    problem.remedy = "run scripts/install, then cmake and the build again";
    throw InputError({problem});
}

std::string html_page(const PageContent& content, const Json& data) {
    check_html_pages();
    return filled(page_template(), {{"title", content.title},
                                    {"style", page_style() + content.style},
                                    {"library", page_chart_library()},
                                    {"script", page_script() + content.script},
                                    {"data", script_data(packed(data))}});
}

} // namespace counterpoint::results
