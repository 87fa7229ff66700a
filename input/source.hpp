#pragma once

#include <cstddef>
#include <string>

namespace counterpoint::input {

/// The bytes of a file. Throws InputError where it does not exist, is not a file, cannot be read or
/// is larger than `most_bytes`.
std::string read_source(const std::string& file, std::size_t most_bytes);

/// The text without a byte order mark. Throws InputError, with the place, where it is not UTF-8 or
/// has control characters other than tab and line ends.
std::string checked_text(const std::string& text, const std::string& file,
                         const std::string& expected = "a YAML or JSON text in UTF-8");

/// A text that is JSON, in the spelling that YAML readers take as well: surrogate pairs joined to
/// one escape, a colon on the line of its key. Any other text as it is.
std::string json_as_yaml(std::string text);

} // namespace counterpoint::input
