#pragma once

#include <cstddef>
#include <string_view>

namespace counterpoint::input {

/// The bracket of YAML's flow style that is not closed, of those from the one at `first` up to its
/// end: the innermost where the text ends or a bracket of the other kind closes. npos where all are
/// closed, or no bracket opens at `first`. Brackets in quotes and comments do not count.
std::size_t unclosed_bracket(std::string_view text, std::size_t first);

/// Both from 0; columns are bytes.
struct TextPlace {
    int line = 0;
    int column = 0;
};

/// The end of the text where it has no such place.
std::size_t offset_of(std::string_view text, TextPlace place);
TextPlace place_of(std::string_view text, std::size_t offset);

} // namespace counterpoint::input
