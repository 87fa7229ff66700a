#include "input/source.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string_view>
#include <system_error>

#include "vocabulary/problem.hpp"

namespace counterpoint::input {

namespace {

[[noreturn]] void refuse(const std::string& file, const std::string& message,
                         const std::string& remedy = {}) {
    throw InputError(Problem{{file, 0, 0, {}}, message, {}, {}, remedy});
}

/// The length of the UTF-8 character that begins the text, 0 where none does. Overlong forms,
/// surrogates and code points beyond the last are none.
std::size_t character_length(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = byte(0);
    if (first < 0x80) {
        return 1;
    }
    const std::size_t length = first < 0xC2   ? 0
                               : first < 0xE0 ? 2
                               : first < 0xF0 ? 3
                               : first < 0xF5 ? 4
                                              : 0;
    if (length == 0 || text.size() < length) {
        return 0;
    }
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xC0U) != 0x80U) {
            return 0;
        }
    }
    const bool overlong = (first == 0xE0 && byte(1) < 0xA0) || (first == 0xF0 && byte(1) < 0x90);
    const bool surrogate = first == 0xED && byte(1) >= 0xA0;
    const bool beyond_last = first == 0xF4 && byte(1) >= 0x90;
    return overlong || surrogate || beyond_last ? 0 : length;
}

bool is_refused_control(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\t' && c != '\n' && c != '\r') || byte == 0x7F;
}

} // namespace

std::string read_source(const std::string& file, std::size_t most_bytes) {
    std::error_code error;
    const auto status = std::filesystem::status(file, error);
    if (!std::filesystem::exists(status)) {
        refuse(file, "the file does not exist");
    }
    if (std::filesystem::is_directory(status)) {
        refuse(file, "this is a directory, not a file");
    }
    std::ifstream stream(file, std::ios::binary);
    if (!stream) {
        refuse(file, "the file cannot be opened", "check that you may read it");
    }
    // A pipe or a device has no size to ask for: read one byte more than allowed.
    std::string text;
    std::string chunk(std::size_t{1} << 16U, '\0');
    while (stream && text.size() <= most_bytes) {
        stream.read(chunk.data(), static_cast<std::streamsize>(chunk.size()));
        text.append(chunk, 0, static_cast<std::size_t>(stream.gcount()));
    }
    if (stream.bad()) {
        refuse(file, "the file cannot be read");
    }
    if (text.size() > most_bytes) {
        refuse(file, "the file is larger than " + std::to_string(most_bytes) + " bytes");
    }
    return text;
}

std::string checked_text(const std::string& text, const std::string& file,
                         const std::string& expected) {
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    std::string_view rest = text;
    if (rest.substr(0, byte_order_mark.size()) == byte_order_mark) {
        rest.remove_prefix(byte_order_mark.size());
    }
    const std::string_view whole = rest;
    Place place{file, 1, 1, {}};
    while (!rest.empty()) {
        const std::size_t length = character_length(rest);
        if (length == 0 || is_refused_control(rest.front())) {
            throw InputError(Problem{
                place, length == 0 ? "the text is not UTF-8" : "the text has a control character",
                expected, "", ""});
        }
        const bool line_ends = rest.front() == '\n';
        place.line += line_ends ? 1 : 0;
        place.column = line_ends ? 1 : place.column + static_cast<int>(length);
        rest.remove_prefix(length);
    }
    return std::string(whole);
}

} // namespace counterpoint::input
