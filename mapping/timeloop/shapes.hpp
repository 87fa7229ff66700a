#pragma once

#include <optional>
#include <string>

#include "input/document.hpp"

namespace counterpoint::mapping::timeloop {

/// A shape that Timeloop brings along and that a problem calls by its name, such as `cnn-layer`:
/// the map under `shape:` in its file. Nothing for any other name.
std::optional<input::Document> shape_named(const std::string& name);

} // namespace counterpoint::mapping::timeloop
