#pragma once

#include <string>

namespace counterpoint::validation {

/// One HTML page without any link to elsewhere that shows a validation in charts and tables.
/// `validation` is the JSON of `counterpoint validate` (schema counterpoint-validation/1); the
/// layers' `pe` may be missing. Throws InputError as results::check_html_pages does.
std::string html_report(const std::string& validation);

} // namespace counterpoint::validation
