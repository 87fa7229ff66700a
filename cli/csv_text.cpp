#include "cli/csv_text.hpp"

namespace counterpoint::cli {

namespace {

std::string quoted(const std::string& text) {
    if (text.find_first_of(",\"\r\n") == std::string::npos) {
        return text;
    }
    std::string result = "\"";
    for (const char byte : text) {
        result += byte == '"' ? "\"\"" : std::string(1, byte);
    }
    return result + '"';
}

} // namespace

std::string csv_line(const std::vector<std::string>& texts) {
    std::string line;
    for (const std::string& text : texts) {
        line += line.empty() && &text == &texts.front() ? "" : ",";
        line += quoted(text);
    }
    return line + '\n';
}

} // namespace counterpoint::cli
