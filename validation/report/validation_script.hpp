#pragma once

#include <string>

namespace counterpoint::validation {

/// The scripts of page/, as they were when Counterpoint was built.
std::string validation_script();

} // namespace counterpoint::validation
