#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace counterpoint::cli {

/// How text for people is laid out.
struct TextStyle {
    std::size_t width = 100; ///< columns
    bool colours = false;    ///< ANSI colours
};

enum class Paint { bold, dim, red, yellow };

/// The text in that paint, or as it is where the style has no colours.
std::string painted(std::string_view text, Paint paint, const TextStyle& style);

/// How many columns the UTF-8 text takes: one for each character, painted or not.
std::size_t display_width(std::string_view text);

/// The text with control characters replaced by `?`, so that a name in a file cannot steer a
/// terminal or break a line.
std::string printable(std::string_view text);

/// The text cut to `width` columns, its last one `…` where something is missing. Not for painted
/// text.
std::string shortened(std::string_view text, std::size_t width);

} // namespace counterpoint::cli
