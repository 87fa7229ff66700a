#include "hw/layout_reader.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <optional>
#include <system_error>

#include "input/fields.hpp"

namespace counterpoint::hw {

namespace {

using input::Node;
using input::Problems;
using Part = LayoutLevel::Part;

constexpr std::int64_t longest_block = 1'000'000;
constexpr std::size_t most_levels = 64;

std::optional<std::int64_t> block_size(const std::string& digits) {
    std::int64_t size = 0;
    const char* end = digits.data() + digits.size();
    const auto [stopped, error] = std::from_chars(digits.data(), end, size);
    const bool whole = error == std::errc() && stopped == end;
    return whole && size >= 1 && size <= longest_block ? std::optional(size) : std::nullopt;
}

/// `C`, `C/16` or `C%16`.
std::optional<LayoutLevel> read_level(const Node& node, Problems& problems) {
    const auto text = input::name_of(node, problems);
    if (!text) {
        return std::nullopt;
    }
    const std::size_t sign = text->find_first_of("/%");
    LayoutLevel level;
    level.axis = text->substr(0, sign);
    std::optional<std::int64_t> block = 1;
    if (sign != std::string::npos) {
        level.part = (*text)[sign] == '/' ? Part::blocks : Part::within;
        block = block_size(text->substr(sign + 1));
    }
    if (level.axis.empty() || !block) {
        input::expect(node, "this is no axis of a layout",
                      "an axis such as C, or its blocks C/16 and the places in a block C%16",
                      problems);
        return std::nullopt;
    }
    level.block = *block;
    return level;
}

std::string spelt(const LayoutLevel& level) {
    return level.part == Part::whole ? level.axis
                                     : level.axis + (level.part == Part::blocks ? '/' : '%') +
                                           std::to_string(level.block);
}

LayoutLevel other_part(const LayoutLevel& level) {
    LayoutLevel other = level;
    other.part = level.part == Part::blocks ? Part::within : Part::blocks;
    return other;
}

/// Why the level cannot stand there behind the levels before it; empty if it can.
std::string conflict(const std::vector<LayoutLevel>& levels, const LayoutLevel& level) {
    std::size_t times = 0;
    const LayoutLevel* before = nullptr;
    for (const LayoutLevel& earlier : levels) {
        if (earlier.axis == level.axis) {
            before = &earlier;
            ++times;
        }
    }
    if (before == nullptr) {
        return level.part == Part::within
                   ? spelt(other_part(level)) + " has to stand before " + spelt(level)
                   : "";
    }
    const bool second_part = times == 1 && before->part == Part::blocks &&
                             level.part == Part::within && before->block == level.block;
    if (second_part) {
        return "";
    }
    const bool differ = times == 1 && before->part == Part::blocks && level.part == Part::within;
    return differ ? "the blocks of axis " + level.axis + " are of two sizes"
                  : "axis " + level.axis + " stands twice";
}

/// Blocks without the places in them.
void check_halves(const std::vector<LayoutLevel>& levels, const Node& node, Problems& problems) {
    for (const LayoutLevel& level : levels) {
        const bool alone =
            level.part == Part::blocks &&
            std::none_of(levels.begin(), levels.end(), [&level](const LayoutLevel& other) {
                return other.axis == level.axis && other.part != Part::blocks;
            });
        if (alone) {
            problems.push_back({node.place(), "an axis is cut into blocks whose inside is missing",
                                "", spelt(level),
                                "add " + spelt(other_part(level)) + ", or make it " + level.axis});
        }
    }
}

Layout read_layout(const Node& node, Problems& problems) {
    Layout layout;
    layout.place = node.place();
    if (node.kind != Node::Kind::list || node.children.empty()) {
        input::expect(node, "this is not a layout",
                      "a list of axes, the outermost first, such as [N, Y, X, C]", problems);
        return layout;
    }
    if (!input::has_at_most(node, most_levels, problems)) {
        return layout;
    }
    for (const Node* child : node.children) {
        const auto level = read_level(*child, problems);
        if (!level) {
            continue;
        }
        const std::string reason = conflict(layout.levels, *level);
        if (!reason.empty()) {
            problems.push_back({child->place(), reason, "", spelt(*level),
                                "name each axis once, or as C/16 and further in as C%16"});
        }
        layout.levels.push_back(*level);
    }
    check_halves(layout.levels, node, problems);
    return layout;
}

} // namespace

std::map<std::string, Layout> read_layouts(const Node& node, std::vector<Problem>& problems) {
    std::map<std::string, Layout> layouts;
    if (node.kind != Node::Kind::map) {
        input::expect(node, "these are not layouts", "a map such as {Input: [N, Y, X, C]}",
                      problems);
        return layouts;
    }
    for (const Node* child : node.children) {
        layouts.emplace(child->key, read_layout(*child, problems));
    }
    return layouts;
}

} // namespace counterpoint::hw
