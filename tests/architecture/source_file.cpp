#include "tests/architecture/source_file.hpp"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>

namespace counterpoint::architecture {

namespace {

namespace fs = std::filesystem;

std::vector<std::string> split_lines(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) {
        lines.push_back(line);
    }
    return lines;
}

bool is_source(const fs::path& path) {
    return path.extension() == ".hpp" || path.extension() == ".cpp";
}

bool is_skipped_folder(const fs::path& path) {
    return path.filename() == "build" || path.filename().string().front() == '.';
}

bool is_digit_separator(const std::string& text, std::size_t quote) {
    return quote > 0 && std::isxdigit(static_cast<unsigned char>(text[quote - 1])) != 0;
}

/// Where the comment or literal that begins at `at` ends (one past it); `at` if none begins there.
std::size_t end_of_non_code(const std::string& text, std::size_t at) {
    const auto after = [&](const std::string& closing, std::size_t from) {
        const std::size_t found = text.find(closing, from);
        return found == std::string::npos ? text.size() : found + closing.size();
    };
    if (text.compare(at, 2, "//") == 0) {
        return std::min(text.find('\n', at), text.size());
    }
    if (text.compare(at, 2, "/*") == 0) {
        return after("*/", at + 2);
    }
    if (text.compare(at, 2, "R\"") == 0) {
        const std::size_t open = text.find('(', at);
        if (open == std::string::npos) {
            return text.size();
        }
        return after(")" + text.substr(at + 2, open - at - 2) + "\"", open);
    }
    if (text[at] != '"' && (text[at] != '\'' || is_digit_separator(text, at))) {
        return at;
    }
    std::size_t end = at + 1;
    while (end < text.size() && text[end] != text[at] && text[end] != '\n') {
        end += text[end] == '\\' ? 2U : 1U;
    }
    return std::min(end + 1, text.size());
}

} // namespace

SourceFile source_from_text(const std::string& path, const std::string& text) {
    return SourceFile{path, split_lines(text)};
}

std::vector<SourceFile> read_sources(const std::string& root) {
    std::vector<SourceFile> sources;
    for (auto entry = fs::recursive_directory_iterator(root); entry != fs::end(entry); ++entry) {
        if (entry->is_directory() && is_skipped_folder(entry->path())) {
            entry.disable_recursion_pending();
        } else if (entry->is_regular_file() && is_source(entry->path())) {
            std::ifstream stream(entry->path());
            const std::string text{std::istreambuf_iterator<char>(stream), {}};
            sources.push_back(source_from_text(fs::relative(entry->path(), root).string(), text));
        }
    }
    std::sort(sources.begin(), sources.end(),
              [](const SourceFile& a, const SourceFile& b) { return a.path < b.path; });
    return sources;
}

std::vector<std::string> code_only(const SourceFile& source) {
    std::string text;
    for (const std::string& line : source.lines) {
        text += line + '\n';
    }
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = end_of_non_code(text, at);
        for (std::size_t i = at; i < end; ++i) {
            if (text[i] != '\n') {
                text[i] = ' ';
            }
        }
        at = std::max(end, at + 1);
    }
    return split_lines(text);
}

} // namespace counterpoint::architecture
