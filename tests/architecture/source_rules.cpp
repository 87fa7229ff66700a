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
        R"((^|[^\w.>])(v?f?printf|f?puts|f?putc|putchar|perror|_?_?exit|_Exit|quick_exit|abort|)"
        R"(terminate)\s*\()");
    // A process that was forked off ends where its work does.
    static const std::regex end_of_child(R"(\s*::_exit\(0\);\s*)");
    if (source.path.find("cli/") == 0 || source.path.find("tests/") == 0) {
        return {};
    }
    const bool forks = source.path == "sim/child.cpp" || source.path == "workloads/onnx/child.cpp";
    std::vector<std::string> violations;
    const std::vector<std::string> code = code_only(source);
    for (std::size_t i = 0; i < code.size(); ++i) {
        const bool ends_child = forks && std::regex_match(code[i], end_of_child);
        if (std::regex_search(code[i], forbidden) && !ends_child) {
            violations.push_back(source.path + ":" + std::to_string(i + 1) +
                                 ": only cli prints or ends the process");
        }
    }
    return violations;
}

} // namespace counterpoint::architecture
