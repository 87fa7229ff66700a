#include <algorithm>
#include <map>

#include "hw/dram/shipped_standards.hpp"
#include "hw/dram/standard_reader.hpp"
#include "input/document.hpp"

namespace counterpoint::hw {

namespace {

/// Every shipped file begins with `name: `, so that what is called otherwise need not be read.
std::string name_in(const ShippedStandard& shipped) {
    constexpr std::string_view key = "name: ";
    return std::string(shipped.text.substr(key.size(), shipped.text.find('\n') - key.size()));
}

/// They are part of the program, so a problem in one is thrown.
DramStandard read_shipped(const ShippedStandard& shipped) {
    std::vector<Problem> problems;
    const input::Document document =
        input::parse_document(std::string(shipped.text), std::string(shipped.file));
    DramStandard standard = read_dram_standard(document.root(), problems);
    if (!problems.empty()) {
        throw InputError(std::move(problems));
    }
    return standard;
}

} // namespace

std::vector<std::string> dram_standard_names() {
    std::vector<std::string> names;
    for (const ShippedStandard& shipped : shipped_standards()) {
        names.push_back(name_in(shipped));
    }
    std::sort(names.begin(), names.end());
    return names;
}

std::optional<DramStandard> find_dram_standard(std::string_view name) {
    static std::map<std::string, DramStandard, std::less<>> read;
    for (const ShippedStandard& shipped : shipped_standards()) {
        if (read.find(name) == read.end() && name_in(shipped) == name) {
            read.emplace(name, read_shipped(shipped));
        }
    }
    const auto found = read.find(name);
    return found == read.end() ? std::nullopt : std::optional<DramStandard>(found->second);
}

} // namespace counterpoint::hw
