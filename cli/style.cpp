#include "cli/style.hpp"

#include <algorithm>

namespace counterpoint::cli {

namespace {

bool continues_character(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

std::string_view code_of(Paint paint) {
    switch (paint) {
    case Paint::bold:
        return "\x1b[1m";
    case Paint::dim:
        return "\x1b[2m";
    case Paint::red:
        return "\x1b[1;31m";
    case Paint::yellow:
        return "\x1b[33m";
    }
    return "";
}

} // namespace

std::string painted(std::string_view text, Paint paint, const TextStyle& style) {
    if (!style.colours || text.empty()) {
        return std::string(text);
    }
    return std::string(code_of(paint)) + std::string(text) + "\x1b[0m";
}

std::size_t display_width(std::string_view text) {
    std::size_t width = 0;
    bool in_code = false;
    for (const char byte : text) {
        if (byte == '\x1b') {
            in_code = true;
        } else if (in_code) {
            in_code = byte != 'm';
        } else if (!continues_character(byte)) {
            ++width;
        }
    }
    return width;
}

std::string printable(std::string_view text) {
    std::string result(text);
    std::replace_if(
        result.begin(), result.end(),
        [](char byte) { return static_cast<unsigned char>(byte) < 0x20U || byte == '\x7f'; }, '?');
    return result;
}

std::string shortened(std::string_view text, std::size_t width) {
    if (display_width(text) <= width) {
        return std::string(text);
    }
    std::size_t columns = 0;
    std::size_t bytes = 0;
    while (bytes < text.size() && (columns + 1 < width || continues_character(text[bytes]))) {
        ++bytes;
        columns += bytes < text.size() && !continues_character(text[bytes]) ? 1U : 0U;
    }
    return std::string(text.substr(0, bytes)) + "…";
}

} // namespace counterpoint::cli
