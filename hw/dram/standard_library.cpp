#include <algorithm>
#include <map>

#include "hw/dram/shipped_standards.hpp"
#include "hw/dram/standard_reader.hpp"
#include "input/document.hpp"

namespace counterpoint::hw {

namespace {

using Library = std::map<std::string, DramStandard, std::less<>>;

/// Reads all shipped files. They are part of the program, so a problem in one is thrown.
Library read_library() {
    Library library;
    std::vector<Problem> problems;
    for (const ShippedStandard& shipped : shipped_standards()) {
        const input::Document document =
            input::parse_document(std::string(shipped.text), std::string(shipped.file));
        DramStandard standard = read_dram_standard(document.root(), problems);
        library.emplace(standard.name, standard);
    }
    if (!problems.empty()) {
        throw InputError(std::move(problems));
    }
    return library;
}

const Library& library() {
    static const Library standards = read_library();
    return standards;
}

} // namespace

std::vector<std::string> dram_standard_names() {
    std::vector<std::string> names;
    for (const auto& [name, standard] : library()) {
        names.push_back(name);
    }
    return names;
}

std::optional<DramStandard> find_dram_standard(std::string_view name) {
    const auto found = library().find(name);
    return found == library().end() ? std::nullopt : std::optional<DramStandard>(found->second);
}

} // namespace counterpoint::hw
