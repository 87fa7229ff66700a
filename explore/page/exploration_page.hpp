#pragma once

#include <string>

#include <nlohmann/json_fwd.hpp>

namespace counterpoint::explore {

/// One HTML page without any link to elsewhere that shows what a search found in charts and tables.
/// `exploration` is the JSON of `counterpoint explore` (schema counterpoint-exploration/1) and how
/// long it took: `run: {searched, seconds}`. Throws InputError as results::check_html_pages does.
std::string exploration_page(const nlohmann::ordered_json& exploration);

} // namespace counterpoint::explore
