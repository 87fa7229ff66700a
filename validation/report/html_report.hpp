#pragma once

#include <string>

namespace counterpoint::validation {

/// Throws InputError, with how to get it, if this build has no chart library.
void check_html_report();

/// One HTML page without any link to elsewhere that shows a validation in charts and tables.
/// `validation` is the JSON of `counterpoint validate` (schema counterpoint-validation/1); the
/// layers' `pe` may be missing. Throws InputError as check_html_report does.
std::string html_report(const std::string& validation);

} // namespace counterpoint::validation
