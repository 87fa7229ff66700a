#include <array>
#include <cstdint>
#include <cstdio>

#include <nlohmann/json.hpp>

#include "input/source.hpp"

namespace counterpoint::input {

namespace {

constexpr std::string_view blank = " \t\r\n";

bool begins_like_json(const std::string& text) {
    const std::size_t first = text.find_first_not_of(blank);
    return first != std::string::npos && (text[first] == '{' || text[first] == '[');
}

/// The UTF-16 unit of an escape `\uXXXX` at a position of valid JSON; 0 where there is none.
std::uint32_t utf16_unit(const std::string& text, std::size_t at) {
    if (text.compare(at, 2, "\\u") != 0) {
        return 0;
    }
    return static_cast<std::uint32_t>(std::stoul(text.substr(at + 2, 4), nullptr, 16));
}

/// The escape at a position, appended as YAML spells it; returns its length in the JSON.
std::size_t append_escape(const std::string& text, std::size_t at, std::string& yaml) {
    const std::uint32_t high = utf16_unit(text, at);
    if (high >= 0xD800 && high < 0xDC00) {
        const std::uint32_t low = utf16_unit(text, at + 6);
        const std::uint32_t point = 0x10000 + ((high - 0xD800) << 10U) + (low - 0xDC00);
        std::array<char, 11> escape{};
        std::snprintf(escape.data(), escape.size(), "\\U%08X", static_cast<unsigned>(point));
        yaml += escape.data();
        return 12;
    }
    yaml.append(text, at, 2);
    return 2;
}

/// The string that begins at a position, appended; returns the position behind it.
std::size_t append_string(const std::string& text, std::size_t at, std::string& yaml) {
    yaml += text[at++];
    while (text[at] != '"') {
        if (text[at] == '\\') {
            at += append_escape(text, at, yaml);
        } else {
            yaml += text[at++];
        }
    }
    yaml += text[at++];
    return at;
}

} // namespace

std::string json_as_yaml(std::string text) {
    if (!begins_like_json(text) || !nlohmann::json::accept(text)) {
        return text;
    }
    std::string yaml;
    yaml.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        if (text[at] != '"') {
            yaml += text[at++];
            continue;
        }
        at = append_string(text, at, yaml);
        const std::size_t next = text.find_first_not_of(blank, at);
        if (next != std::string::npos && text[next] == ':') {
            yaml += ':'; // in front of the blanks: as long as before, on the line of its key
            yaml.append(text, at, next - at);
            at = next + 1;
        }
    }
    return yaml;
}

} // namespace counterpoint::input
