#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "mapping/maestro/description.hpp"

namespace counterpoint::mapping::maestro {

/// A word or a brace. Words are whatever stands between spaces and punctuation.
struct Token {
    std::string_view text; ///< empty at the end of the file
    Spot spot;
};

/// The words and braces of a `.m` text, with an empty one at the end. Spaces, line ends of both
/// kinds, `, : ; ( )`, a lone `->` and comments from `//` on only separate; a dash inside of a word
/// belongs to it. The tokens point into the text.
std::vector<Token> tokens_of(std::string_view text);

} // namespace counterpoint::mapping::maestro
