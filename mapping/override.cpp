#include "mapping/override.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string_view>

#include "input/nearest.hpp"

namespace counterpoint::mapping {

namespace {

using input::Document;

std::string file_name(const Override& change) { return "--set " + change.path; }

/// The rest of the path behind a name that it begins with: what follows a dot, or a bracket, or
/// nothing. No value where the path does not begin with the name as a whole step.
std::optional<std::string_view> behind(std::string_view path, std::string_view name) {
    if (name.empty() || path.substr(0, name.size()) != name) {
        return std::nullopt;
    }
    path.remove_prefix(name.size());
    if (path.empty() || path.front() == '[') {
        return path;
    }
    return path.front() == '.' ? std::optional(path.substr(1)) : std::nullopt;
}

/// The first step of a path as it stands there, for what is not found: up to a dot or a bracket.
std::string_view first_step(std::string_view path) {
    const bool is_bracket = !path.empty() && path.front() == '[';
    const std::size_t end = is_bracket ? path.find(']') : path.find_first_of(".[");
    return path.substr(0, is_bracket && end != std::string_view::npos ? end + 1 : end);
}

std::optional<std::size_t> position_in(std::string_view step) {
    if (step.size() > 2 && step.front() == '[' && step.back() == ']') {
        step = step.substr(1, step.size() - 2);
    }
    std::size_t position = 0;
    const auto [end, error] = std::from_chars(step.data(), step.data() + step.size(), position);
    const bool complete = error == std::errc() && end == step.data() + step.size();
    return complete && !step.empty() ? std::optional(position) : std::nullopt;
}

/// What a path step may call a child: its key in a map, its `name` in a list.
std::string_view name_of(const input::Node& parent, const input::Node& child) {
    if (parent.kind == input::Node::Kind::map) {
        return child.key;
    }
    const input::Node* name = child.find("name");
    return name != nullptr ? std::string_view(name->text) : std::string_view();
}

std::vector<std::string> child_names(const input::Node& parent) {
    std::vector<std::string> names;
    for (const input::Node* child : parent.children) {
        const std::string_view name = name_of(parent, *child);
        names.emplace_back(name.empty() ? '[' + std::to_string(child->position) + ']' : name);
    }
    return names;
}

/// A walk down the tree along a path.
struct Walk {
    input::Node* at = nullptr;
    std::string_view rest;
};

/// One step down by name; names may hold dots themselves, so the longest that fits counts.
std::optional<Walk> step_by_name(const Walk& walk) {
    std::optional<Walk> best;
    for (input::Node* child : walk.at->children) {
        const auto rest = behind(walk.rest, name_of(*walk.at, *child));
        if (rest && (!best || rest->size() < best->rest.size())) {
            best = Walk{child, *rest};
        }
    }
    return best;
}

std::optional<Walk> step_by_position(const Walk& walk) {
    const std::string_view step = first_step(walk.rest);
    const auto position = position_in(step);
    if (!position) {
        return std::nullopt;
    }
    const std::string_view rest = behind(walk.rest, step).value_or("");
    if (walk.at->kind == input::Node::Kind::list && *position < walk.at->children.size()) {
        return Walk{walk.at->children[*position], rest};
    }
    // `mapping:` may be a single entry in place of a list of one.
    const bool is_list_of_one =
        walk.at->kind == input::Node::Kind::map && walk.at->key == "mapping" && step == "[0]";
    return is_list_of_one ? std::optional(Walk{walk.at, rest}) : std::nullopt;
}

std::optional<Walk> step(const Walk& walk) {
    const auto named = step_by_name(walk);
    return named ? named : step_by_position(walk);
}

/// The value and everything in it stand on the command line, where lines mean nothing.
void forget_lines(input::Node& node) {
    node.line = 0;
    node.column = 0;
    node.key_line = 0;
    node.key_column = 0;
    for (input::Node* child : node.children) {
        forget_lines(*child);
    }
}

void replace(input::Node& old, input::Node& value) {
    value.parent = old.parent;
    value.key = old.key;
    value.position = old.position;
    old.parent->children[old.position] = &value;
}

void append(input::Node& map, std::string_view key, input::Node& value) {
    value.parent = &map;
    value.key = key;
    value.position = map.children.size();
    map.children.push_back(&value);
}

Problem leads_nowhere(const Override& change, const Walk& walk) {
    const std::string step(first_step(walk.rest));
    const std::string where = walk.at->path();
    return {{file_name(change), 0, 0, {}},
            "the path leads nowhere: there is no " + input::in_quotes(step) + " in " +
                (where.empty() ? "the design" : where),
            "",
            "",
            input::suggestion(step, child_names(*walk.at))};
}

void put(const Override& change, input::Node& root, input::Node& value,
         std::vector<Problem>& problems) {
    Walk walk{&root, change.path};
    while (!walk.rest.empty()) {
        if (const auto next = step(walk)) {
            walk = *next;
            continue;
        }
        const bool is_new_key = walk.at->kind == input::Node::Kind::map &&
                                first_step(walk.rest) == walk.rest && walk.rest.front() != '[';
        if (is_new_key) {
            append(*walk.at, walk.rest, value);
        } else {
            problems.push_back(leads_nowhere(change, walk));
        }
        return;
    }
    if (walk.at->parent == nullptr) {
        problems.push_back({{file_name(change), 0, 0, {}},
                            "the path is empty",
                            "a path such as "
                            "hardware.pe.count",
                            "",
                            ""});
        return;
    }
    replace(*walk.at, value);
}

} // namespace

void apply_override(const Override& change, input::Node& root, std::deque<Document>& documents,
                    std::vector<Problem>& problems) {
    try {
        Document& document =
            documents.emplace_back(input::parse_document(change.value, file_name(change)));
        forget_lines(document.root());
        put(change, root, document.root(), problems);
    } catch (const InputError& error) {
        problems.insert(problems.end(), error.problems().begin(), error.problems().end());
    }
}

} // namespace counterpoint::mapping
