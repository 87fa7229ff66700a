#include "hw/topology_fields.hpp"

#include <charconv>
#include <string>
#include <string_view>
#include <system_error>

namespace counterpoint::hw {

namespace {

using input::IntegerRange;
using input::Node;

constexpr IntegerRange arities{2, 65536};
constexpr IntegerRange hop_latency{0, 1'000'000};

/// The whole number that the text is, spaces around it left out.
std::optional<std::int64_t> number_in(std::string_view text) {
    while (!text.empty() && text.front() == ' ') {
        text.remove_prefix(1);
    }
    while (!text.empty() && text.back() == ' ') {
        text.remove_suffix(1);
    }
    std::int64_t number = 0;
    const auto [stopped, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole = error == std::errc() && stopped == text.data() + text.size();
    return whole ? std::optional(number) : std::nullopt;
}

std::optional<Grid> grid_in(const std::string& text) {
    const std::size_t by = text.find('x');
    if (by == std::string::npos) {
        return std::nullopt;
    }
    const auto rows = number_in(std::string_view(text).substr(0, by));
    const auto columns = number_in(std::string_view(text).substr(by + 1));
    return rows && columns ? std::optional(Grid{*rows, *columns}) : std::nullopt;
}

} // namespace

std::int64_t TopologyFields::width(const char* key) const {
    return fields_.integer(key, link_width, bytes_per_cycle_);
}

std::vector<std::int64_t> TopologyFields::level_widths() const {
    const Node* node = fields_.optional("link_bytes");
    if (node == nullptr) {
        return {bytes_per_cycle_};
    }
    std::vector<std::int64_t> widths;
    for (const Node* level : input::items_of(*node, problems_)) {
        widths.push_back(input::integer_of(*level, link_width, problems_).value_or(1));
    }
    if (node->kind == Node::Kind::list && widths.empty()) {
        input::expect(*node, "these are not widths", "one number, or one for each level",
                      problems_);
    }
    return widths;
}

std::int64_t TopologyFields::arity() const { return fields_.integer("arity", arities, 2); }

std::int64_t TopologyFields::hop_cycles() const {
    return fields_.integer("hop_latency", hop_latency, 1);
}

Grid TopologyFields::size() const {
    const Node* node = fields_.required("size");
    if (node == nullptr) {
        return {};
    }
    const std::optional<Grid> grid =
        node->kind == Node::Kind::scalar ? grid_in(node->text) : std::nullopt;
    const auto fits = [](std::int64_t side) { return side >= 1 && side <= most_grid_nodes; };
    if (!grid) {
        input::expect(*node, "this is no size", "rows and columns such as 12x14", problems_);
    } else if (!fits(grid->rows) || !fits(grid->columns) || grid->nodes() > most_grid_nodes) {
        input::expect(*node, "this size is out of range",
                      "at least 1x1 and at most " + std::to_string(most_grid_nodes) + " nodes",
                      problems_);
    } else {
        return *grid;
    }
    return {};
}

} // namespace counterpoint::hw
