#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "input/document.hpp"

namespace counterpoint::mapping::timeloop {

/// A top-level key of Timeloop's files, or of those of the programs around it.
struct Section {
    std::string_view key;
    std::string_view left_out; ///< what is not modelled of it; empty where it is read
};

/// Null for a key that Timeloop does not have.
const Section* section_of(std::string_view key);

std::vector<std::string> section_keys();

/// Is the root of a YAML file that of one of Timeloop's? Then it has keys of Timeloop's, such as
/// `problem`, or a `mapping` that is a list of directives with a `target`.
bool is_specification(const input::Node& root);

/// A YAML text as a tree. Tags such as `!Component` are passed over in a file of Timeloop's and
/// refused in any other. Throws InputError as input::parse_document does.
input::Document parse_yaml(const std::string& text, const std::string& file);

} // namespace counterpoint::mapping::timeloop
