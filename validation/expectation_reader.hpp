#pragma once

#include <string>
#include <vector>

#include "input/fields.hpp"
#include "validation/suite.hpp"

namespace counterpoint::validation {

/// Reads the texts of a list (or a single one). Every problem is added.
std::vector<std::string> read_texts(const input::Node& node, input::Problems& problems);

/// Reads the value of `expect:`. Every problem is added.
std::vector<Expectation> read_expectations(const input::Node& node, input::Problems& problems);

/// Reads the value of `published:`. Every problem is added.
std::vector<Published> read_published(const input::Node& node, input::Problems& problems);

} // namespace counterpoint::validation
