#pragma once

#include <string>

#include <nlohmann/json.hpp>

namespace counterpoint::results {

/// Throws InputError, with how to get it, if this build has no chart library.
void check_html_pages();

/// What makes one kind of page; `style` and `script` stand behind those of all pages.
struct PageContent {
    std::string title;
    std::string style;
    std::string script;
};

/// One HTML page without any link to elsewhere. `data` reaches its script as `data`, packed on the
/// way. Throws InputError as check_html_pages does.
std::string html_page(const PageContent& content, const nlohmann::ordered_json& data);

} // namespace counterpoint::results
