#include "tests/architecture/source_rules.hpp"

#include <regex>

namespace counterpoint::architecture {

std::vector<std::string> too_long(const SourceFile& source) {
    if (source.lines.size() <= longest_file) {
        return {};
    }
    return {source.path + ": " + std::to_string(source.lines.size()) + " lines, more than " +
            std::to_string(longest_file)};
}

std::vector<std::string> printing_or_exiting(const SourceFile& source) {
    static const std::regex forbidden(
        R"(\b(cout|cerr|clog|stdout|stderr)\b|\bfmt::print\b|)"
        R"((^|[^\w.>])(v?f?printf|f?puts|f?putc|putchar|perror|_?_?exit|quick_exit|abort|)"
        R"(terminate)\s*\()");
    if (source.path.find("cli/") == 0 || source.path.find("tests/") == 0) {
        return {};
    }
    std::vector<std::string> violations;
    const std::vector<std::string> code = code_only(source);
    for (std::size_t i = 0; i < code.size(); ++i) {
        if (std::regex_search(code[i], forbidden)) {
            violations.push_back(source.path + ":" + std::to_string(i + 1) +
                                 ": only cli prints or ends the process");
        }
    }
    return violations;
}

} // namespace counterpoint::architecture
