#include "input/brackets.hpp"

#include <algorithm>
#include <vector>

namespace counterpoint::input {

namespace {

constexpr std::string_view blanks = " \t\r\n";

bool is_one_of(std::string_view letters, char letter) {
    return letters.find(letter) != std::string_view::npos;
}

/// The place behind a quoted text that begins here.
std::size_t behind_quotes(std::string_view text, std::size_t place) {
    const char quote = text[place];
    for (++place; place < text.size() && text[place] != quote; ++place) {
        place += quote == '"' && text[place] == '\\' ? 1U : 0U;
    }
    return place + 1;
}

} // namespace

std::size_t unclosed_bracket(std::string_view text, std::size_t first) {
    std::vector<std::size_t> open;
    std::size_t place = first;
    char before = ' ';
    do {
        if (place >= text.size()) {
            return open.empty() ? std::string_view::npos : open.back();
        }
        const char letter = text[place];
        if (is_one_of("'\"", letter) && is_one_of(" \t\r\n[{,:", before)) {
            place = behind_quotes(text, place);
            before = letter;
            continue;
        }
        if (letter == '#' && is_one_of(blanks, before)) {
            place = std::min(text.find('\n', place), text.size());
            continue;
        }
        if (is_one_of("[{", letter)) {
            open.push_back(place);
        } else if (is_one_of("]}", letter)) {
            if (open.empty() || text[open.back()] != (letter == ']' ? '[' : '{')) {
                return open.empty() ? std::string_view::npos : open.back();
            }
            open.pop_back();
        }
        before = letter;
        ++place;
    } while (!open.empty());
    return std::string_view::npos;
}

std::size_t offset_of(std::string_view text, TextPlace place) {
    std::size_t offset = 0;
    for (; place.line > 0 && offset < text.size(); --place.line) {
        offset = std::min(text.find('\n', offset), text.size() - 1) + 1;
    }
    return std::min(offset + static_cast<std::size_t>(place.column), text.size());
}

TextPlace place_of(std::string_view text, std::size_t offset) {
    const std::string_view before = text.substr(0, offset);
    const std::size_t line_end = before.rfind('\n');
    const std::size_t line_begin = line_end == std::string_view::npos ? 0 : line_end + 1;
    return {static_cast<int>(std::count(before.begin(), before.end(), '\n')),
            static_cast<int>(offset - line_begin)};
}

} // namespace counterpoint::input
