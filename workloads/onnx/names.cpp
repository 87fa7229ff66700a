#include "workloads/onnx/names.hpp"

#include <algorithm>

#include "input/source.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::workloads::onnx {

std::string UniqueNames::next(const std::string& name) {
    std::string unique = name;
    for (std::size_t& count = counts_[name]; !taken_.insert(unique).second;) {
        count = std::max<std::size_t>(count, 1) + 1;
        unique = name + '#' + std::to_string(count);
    }
    return unique;
}

bool is_text(const std::string& text) {
    try {
        return text.find_first_of("\t\n\r") == std::string::npos &&
               input::checked_text(text, "") == text;
    } catch (const InputError&) {
        return false;
    }
}

bool is_blank(const std::string& text) { return text.find_first_not_of(' ') == std::string::npos; }

} // namespace counterpoint::workloads::onnx
