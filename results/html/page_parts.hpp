#pragma once

#include <string>

namespace counterpoint::results {

/// What all pages have in common, as it was when Counterpoint was built (embed.cmake).
std::string page_template();      ///< page/page.html, with {{style}} and the like to fill in
std::string page_style();         ///< the style sheets
std::string page_script();        ///< the scripts
std::string page_chart_library(); ///< empty if it was not there

} // namespace counterpoint::results
