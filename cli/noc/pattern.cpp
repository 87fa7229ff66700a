#include "cli/noc/pattern.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>

#include <fmt/format.h>

#include "input/document.hpp"
#include "input/nearest.hpp"

namespace counterpoint::cli {

namespace {

using sim::noc::mesh::Grid;
using sim::noc::mesh::Node;
using sim::noc::mesh::Pattern;
using sim::noc::mesh::Traffic;

const std::map<std::string, Pattern>& patterns_without_numbers() {
    static const std::map<std::string, Pattern> patterns{{"uniform", Pattern::uniform},
                                                         {"transpose", Pattern::transpose},
                                                         {"bitcomp", Pattern::bit_complement},
                                                         {"tornado", Pattern::tornado},
                                                         {"neighbor", Pattern::neighbour}};
    return patterns;
}

/// Numbers with commas between them; nothing where the text is something else.
std::optional<std::vector<Node>> numbers_of(const std::string& text) {
    std::vector<Node> numbers;
    const char* at = text.data();
    const char* const end = at + text.size();
    for (;;) {
        Node number = 0;
        const auto [stopped, error] = std::from_chars(at, end, number);
        if (error != std::errc()) {
            return std::nullopt;
        }
        numbers.push_back(number);
        if (stopped == end) {
            return numbers;
        }
        if (*stopped != ',') {
            return std::nullopt;
        }
        at = stopped + 1;
    }
}

Problem pattern_problem(const std::string& message, const std::string& expected,
                        const std::string& found, const std::string& remedy = "") {
    return {{"--pattern", 0, 0, ""}, message, expected, found, remedy};
}

Problem no_such_pattern(const std::string& text) {
    const std::string name = text.substr(0, text.find(':'));
    const std::vector<std::string> known{"uniform",  "transpose", "bitcomp",    "tornado",
                                         "neighbor", "hotspot",   "all-to-one", "multicast"};
    const std::string remedy =
        std::count(known.begin(), known.end(), name) > 0 ? "" : input::suggestion(name, known);
    return pattern_problem("there is no such pattern",
                           "uniform, transpose, bitcomp, tornado, neighbor, hotspot:NODE,NODE…, "
                           "all-to-one:NODE or multicast:FANOUT",
                           input::in_quotes(text), remedy);
}

/// Reads what stands behind the colon of the three patterns that have one.
bool read_numbers(const std::string& text, Traffic& traffic) {
    const std::size_t colon = text.find(':');
    const auto numbers = numbers_of(colon == std::string::npos ? "" : text.substr(colon + 1));
    const std::string name = text.substr(0, colon);
    if (!numbers || (name != "hotspot" && numbers->size() != 1)) {
        return false;
    }
    if (name == "hotspot" || name == "all-to-one") {
        traffic.pattern = Pattern::hotspot;
        traffic.hotspots = *numbers;
        return true;
    }
    traffic.pattern = Pattern::multicast;
    traffic.fanout = numbers->front();
    return name == "multicast";
}

} // namespace

Traffic traffic_of(const std::string& text, std::vector<Problem>& problems) {
    Traffic traffic;
    const auto named = patterns_without_numbers().find(text);
    if (named != patterns_without_numbers().end()) {
        traffic.pattern = named->second;
    } else if (!read_numbers(text, traffic)) {
        problems.push_back(no_such_pattern(text));
    }
    return traffic;
}

void check_fit(const Grid& grid, const std::string& text, const Traffic& traffic,
               std::vector<Problem>& problems) {
    for (const Node node : traffic.hotspots) {
        if (node < 0 || node >= grid.nodes()) {
            problems.push_back(pattern_problem("there is no such node in the mesh",
                                               fmt::format("0 to {}", grid.nodes() - 1),
                                               std::to_string(node)));
        }
    }
    if (traffic.fanout < 1 || traffic.fanout > grid.nodes()) {
        problems.push_back(pattern_problem("a multicast goes to one node or more of the mesh",
                                           fmt::format("1 to {}", grid.nodes()),
                                           std::to_string(traffic.fanout)));
    }
    if (const auto reason = misfit(grid, traffic.pattern)) {
        const std::string size =
            fmt::format("{}x{}", grid.row(grid.nodes() - 1) + 1, grid.column(grid.nodes() - 1) + 1);
        problems.push_back(pattern_problem("the pattern does not fit the mesh: " + *reason, "",
                                           input::in_quotes(text) + " on " + size));
    }
}

} // namespace counterpoint::cli
