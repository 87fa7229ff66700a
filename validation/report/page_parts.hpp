#pragma once

#include <string>

namespace counterpoint::validation {

/// The files of the page, as they were when Counterpoint was built. The build writes the source
/// file (embed.cmake).
std::string page_template();      ///< page/page.html, with {{style}} and the like to fill in
std::string page_style();         ///< all style sheets
std::string page_script();        ///< all of our scripts
std::string page_chart_library(); ///< empty if it was not there

} // namespace counterpoint::validation
