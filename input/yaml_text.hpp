#pragma once

#include <string>

#include "input/document.hpp"

namespace counterpoint::input {

/// A value as YAML that `parse_document` reads back into the same tree: in block style, what fits
/// on a line in flow style. `node` is a map or a list; its own key is not written. Ends with a
/// line end.
std::string yaml_text(const Node& node);

} // namespace counterpoint::input
