#include "tests/sim/dram/checker/violation.hpp"

namespace counterpoint::dram_checker {

std::string to_string(const Violation& v) {
    return v.rule + ": required " + std::to_string(v.required) + ", found " +
           std::to_string(v.found) + "\n    first  " + (v.first ? to_string(*v.first) : "-") +
           "\n    second " + (v.second ? to_string(*v.second) : "the end") + '\n';
}

std::string summary(const std::vector<Violation>& violations) {
    constexpr std::size_t most = 10;
    std::string text = std::to_string(violations.size()) + " violations\n";
    for (std::size_t i = 0; i < violations.size() && i < most; ++i) {
        text += to_string(violations[i]);
    }
    return text;
}

} // namespace counterpoint::dram_checker
