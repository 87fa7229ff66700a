#include "input/fields.hpp"

#include <algorithm>

#include "input/nearest.hpp"

namespace counterpoint::input {

namespace {

bool contains(const std::vector<std::string>& words, const std::string& word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

} // namespace

Fields::Fields(const Node& node, Problems& problems)
    : node_(node), problems_(problems), is_map_(node.kind == Node::Kind::map) {
    if (!is_map_) {
        expect(node, "this is not a map", "a map of keys and values", problems);
    }
}

const Node* Fields::optional(std::string_view key) {
    known_.emplace_back(key);
    return node_.find(key);
}

const Node* Fields::required(std::string_view key) {
    const Node* found = optional(key);
    if (found == nullptr && is_map_) {
        problems_.push_back({node_.place(), in_quotes(key) + " is missing", "", "", ""});
    }
    return found;
}

std::optional<std::int64_t> Fields::integer(std::string_view key, IntegerRange range) {
    const Node* found = optional(key);
    return found != nullptr ? integer_of(*found, range, problems_) : std::nullopt;
}

std::int64_t Fields::integer(std::string_view key, IntegerRange range, std::int64_t fallback) {
    return integer(key, range).value_or(fallback);
}

std::optional<std::int64_t> Fields::required_integer(std::string_view key, IntegerRange range) {
    const Node* found = required(key);
    return found != nullptr ? integer_of(*found, range, problems_) : std::nullopt;
}

double Fields::positive_number(std::string_view key, double fallback) {
    const Node* found = optional(key);
    return found != nullptr ? positive_number_of(*found, problems_).value_or(fallback) : fallback;
}

bool Fields::truth(std::string_view key, bool fallback) {
    const Node* found = optional(key);
    return found != nullptr ? truth_of(*found, problems_).value_or(fallback) : fallback;
}

std::string Fields::required_name(std::string_view key) {
    const Node* found = required(key);
    return found != nullptr ? name_of(*found, problems_).value_or("") : "";
}

std::string Fields::name(std::string_view key, const std::string& fallback) {
    const Node* found = optional(key);
    return found != nullptr ? name_of(*found, problems_).value_or("") : fallback;
}

void Fields::no_choice(std::string_view key, const Node& found,
                       const std::vector<std::string>& words) {
    expect(found, "this is no choice for " + std::string(key), enumerated(words), problems_);
}

void Fields::refuse(std::string_view key, const std::string& reason) {
    refused_.emplace_back(key);
    if (const Node* found = node_.find(key)) {
        problems_.push_back({found->key_place(), in_quotes(key) + " has no meaning here: " + reason,
                             "", "", "leave it out"});
    }
}

void Fields::annotations() {
    for (const char* key : {"description", "source", "provenance"}) {
        if (const Node* found = optional(key)) {
            text_of(*found, problems_);
        }
    }
}

void Fields::finish() {
    if (!is_map_) {
        return;
    }
    for (const Node* child : node_.children) {
        if (!contains(known_, child->key) && !contains(refused_, child->key)) {
            problems_.push_back({child->key_place(),
                                 in_quotes(child->key) + " is not a key that belongs here", "", "",
                                 suggestion(child->key, known_)});
        }
    }
}

} // namespace counterpoint::input
