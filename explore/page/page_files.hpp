#pragma once

#include <string>

namespace counterpoint::explore {

/// The files of this folder, as they were when Counterpoint was built.
std::string page_style();
std::string page_script();

} // namespace counterpoint::explore
