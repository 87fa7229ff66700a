#include "tests/fuzzing/swelling.hpp"

#include <algorithm>

namespace counterpoint::fuzzing {

std::size_t Swelling::below(std::size_t bound) {
    return std::uniform_int_distribution<std::size_t>(0, bound - 1)(random_);
}

Swelling::Range Swelling::some_bytes(const std::string& text) {
    constexpr std::size_t longest = 40;
    const std::size_t begin = below(text.size());
    return {begin, std::min(text.size(), begin + below(longest) + 1)};
}

Swelling::Range Swelling::some_lines(const std::string& text) {
    constexpr std::size_t most_lines = 40;
    const std::size_t line_end = text.rfind('\n', below(text.size()));
    const std::size_t begin = line_end == std::string::npos ? 0 : line_end + 1;
    std::size_t end = begin;
    for (std::size_t lines = below(most_lines) + 1; lines > 0 && end < text.size(); --lines) {
        end = std::min(text.find('\n', end), text.size() - 1) + 1;
    }
    return {begin, end};
}

std::string Swelling::of(const std::string& text) {
    if (text.empty()) {
        return std::string(bytes_, '\0');
    }
    const Range range = below(2) == 0 ? some_bytes(text) : some_lines(text);
    const std::string piece = text.substr(range.begin, range.end - range.begin);
    const bool counts = below(2) == 0;
    const std::size_t number_at = below(piece.size() + 1);
    std::string swollen = text.substr(0, range.begin);
    const std::size_t most = bytes_ - std::min(bytes_, text.size() - range.end);
    for (std::size_t i = 0; swollen.size() < most; ++i) {
        swollen += counts ? std::string(piece).insert(number_at, std::to_string(i)) : piece;
        swollen += piece.empty() ? " " : "";
    }
    return (swollen + text.substr(range.end)).substr(0, bytes_);
}

} // namespace counterpoint::fuzzing
