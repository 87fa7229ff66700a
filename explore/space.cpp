#include "explore/space.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "input/document.hpp"
#include "input/fields.hpp"

namespace counterpoint::explore {

namespace {

using input::Node;
using input::Problems;

constexpr std::int64_t unbounded = std::numeric_limits<std::int64_t>::max();

/// Is this scalar an integer, so that the axis can be ordered?
bool is_integer(const Node& node) {
    Problems ignored;
    return input::integer_of(node, {}, ignored).has_value();
}

void read_words(const std::vector<const Node*>& items, Axis& axis, Problems& problems) {
    std::set<std::string> seen;
    for (const Node* item : items) {
        if (item->kind != Node::Kind::scalar) {
            input::expect(*item, "this is not a value of an axis",
                          "a number, a word or an expression", problems);
        } else if (!seen.insert(item->text).second) {
            problems.push_back({item->place(), "this value stands twice", "", item->shown(), ""});
        } else {
            axis.words.push_back(item->text);
        }
    }
}

void read_numbers(const std::vector<const Node*>& items, Axis& axis, Problems& problems) {
    for (const Node* item : items) {
        const std::int64_t number = input::integer_of(*item, {}, problems).value_or(0);
        if (!axis.numbers.empty() && number <= axis.numbers.back()) {
            problems.push_back({item->place(), "the numbers of an axis ascend",
                                "a number above " + std::to_string(axis.numbers.back()),
                                item->shown(), ""});
        }
        axis.numbers.push_back(number);
    }
}

void read_list(const Node& node, Axis& axis, Problems& problems) {
    const std::vector<const Node*> items = input::items_of(node, problems);
    if (node.kind == Node::Kind::list && items.empty()) {
        input::expect(node, "the axis has no values", "at least one value", problems);
    }
    if (std::all_of(items.begin(), items.end(),
                    [](const Node* item) { return is_integer(*item); })) {
        read_numbers(items, axis, problems);
    } else {
        read_words(items, axis, problems);
    }
}

/// A range as it stands in the file.
struct Range {
    std::int64_t from = 0;
    std::int64_t to = 0;
    std::optional<std::int64_t> step;
    std::optional<std::int64_t> factor;
};

/// The number behind this one; nothing where it does not fit 64 bits.
std::optional<std::int64_t> next_of(std::int64_t number, const Range& range) {
    std::int64_t next = 0;
    const bool overflows = range.factor
                               ? __builtin_mul_overflow(number, *range.factor, &next)
                               : __builtin_add_overflow(number, range.step.value_or(1), &next);
    return overflows ? std::nullopt : std::optional(next);
}

void expand(const Node& node, const Range& range, Axis& axis, Problems& problems) {
    if (range.from > range.to) {
        problems.push_back(
            {node.place(), "the range is empty", "`from` that is not above `to`",
             "from " + std::to_string(range.from) + " to " + std::to_string(range.to), ""});
        return;
    }
    if (range.step && range.factor) {
        problems.push_back(
            {node.place(), "the range has both a step and a factor", "one of them", "", ""});
        return;
    }
    if (range.factor && range.from < 1) {
        problems.push_back({node.place(), "a range with a factor begins with a positive number",
                            "`from` of at least 1", std::to_string(range.from), ""});
        return;
    }
    std::optional<std::int64_t> number = range.from;
    while (number && *number <= range.to) {
        if (axis.numbers.size() == most_values) {
            problems.push_back({node.place(), "the axis has too many values",
                                "at most " + std::to_string(most_values), "", "take larger steps"});
            return;
        }
        axis.numbers.push_back(*number);
        number = next_of(*number, range);
    }
}

void read_range(const Node& node, input::Fields& fields, Axis& axis, Problems& problems) {
    const std::size_t before = problems.size();
    Range range;
    range.from = fields.required_integer("from", {}).value_or(0);
    range.to = fields.required_integer("to", {}).value_or(0);
    range.step = fields.integer("step", input::positive);
    range.factor = fields.integer("factor", {2, unbounded});
    if (problems.size() == before) {
        expand(node, range, axis, problems);
    }
}

std::vector<std::string> read_paths(const Node& node, Problems& problems) {
    std::vector<std::string> paths;
    for (const Node* item : input::items_of(node, problems)) {
        if (auto path = input::name_of(*item, problems)) {
            paths.push_back(std::move(*path));
        }
    }
    if (node.kind == Node::Kind::list && node.children.empty()) {
        input::expect(node, "the axis sets nothing", "at least one path", problems);
    }
    return paths;
}

/// What an expression of a mapping calls the value: `L1.slots`, `pe.count`, `rows`.
std::string name_of_path(const std::string& path) {
    const std::size_t parameter = path.find(".parameters.");
    if (path.rfind("mapping", 0) == 0 && parameter != std::string::npos) {
        return path.substr(parameter + std::string(".parameters.").size());
    }
    for (const std::string beginning : {"hardware.memories.", "hardware."}) {
        if (path.rfind(beginning, 0) == 0) {
            return path.substr(beginning.size());
        }
    }
    return path;
}

Axis read_axis(const Node& node, Problems& problems) {
    Axis axis;
    axis.place = node.place();
    input::Fields fields(node, problems);
    if (const Node* paths = fields.required("set")) {
        axis.paths = read_paths(*paths, problems);
    }
    axis.name =
        fields.name("name", axis.paths.empty() ? std::string() : name_of_path(axis.paths.front()));
    if (const Node* values = fields.optional("values")) {
        for (const char* key : {"from", "to", "step", "factor"}) {
            fields.refuse(key, "the axis has a list of values");
        }
        read_list(*values, axis, problems);
    } else {
        read_range(node, fields, axis, problems);
    }
    fields.annotations();
    fields.finish();
    return axis;
}

void check_once(const std::vector<Axis>& axes, Problems& problems) {
    std::map<std::string, std::string> paths;
    std::set<std::string> names;
    for (const Axis& axis : axes) {
        if (!axis.name.empty() && !names.insert(axis.name).second) {
            problems.push_back({axis.place, "two axes are named " + input::in_quotes(axis.name), "",
                                "", "give one of them another `name`"});
        }
        for (const std::string& path : axis.paths) {
            const auto [other, is_new] = paths.emplace(path, axis.name);
            if (!is_new) {
                problems.push_back({axis.place, input::in_quotes(path) + " is set twice", "", "",
                                    "the other time by " + input::in_quotes(other->second)});
            }
        }
    }
}

Space read_tree(const Node& root) {
    Problems problems;
    Space space;
    input::Fields file(root, problems);
    if (const Node* node = file.required("space")) {
        space.place = node->place();
        input::Fields fields(*node, problems);
        space.name = fields.name("name", "space");
        if (const Node* axes = fields.required("axes")) {
            for (const Node* axis : input::items_of(*axes, problems)) {
                space.axes.push_back(read_axis(*axis, problems));
            }
            if (axes->kind == Node::Kind::list && axes->children.empty()) {
                input::expect(*axes, "the space has no axes", "at least one", problems);
            }
        }
        fields.annotations();
        fields.finish();
    }
    file.finish();
    check_once(space.axes, problems);
    if (!problems.empty()) {
        throw InputError(std::move(problems));
    }
    return space;
}

} // namespace

Space read_space(const std::string& file) { return read_tree(input::read_document(file).root()); }

Space read_space_text(const std::string& text, const std::string& name) {
    return read_tree(input::parse_document(text, name).root());
}

} // namespace counterpoint::explore
