#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "input/document.hpp"

namespace counterpoint::input {

using Problems = std::vector<Problem>;

/// The integers that are right at some place, both ends included.
struct IntegerRange {
    std::int64_t least = std::numeric_limits<std::int64_t>::min();
    std::int64_t most = std::numeric_limits<std::int64_t>::max();
};

inline constexpr IntegerRange positive{1, std::numeric_limits<std::int64_t>::max()};

/// The value of a node where it is what is asked for. Otherwise a problem is added and nothing
/// returned.
std::optional<std::int64_t> integer_of(const Node& node, IntegerRange range, Problems& problems);
std::optional<double> positive_number_of(const Node& node, Problems& problems);
std::optional<bool> truth_of(const Node& node, Problems& problems);
std::optional<std::string> text_of(const Node& node, Problems& problems);

/// A text that is not empty and has no control characters, as names have to be.
std::optional<std::string> name_of(const Node& node, Problems& problems);

/// The items of a list; a scalar or a map counts as a list of one. Nothing is a problem.
std::vector<const Node*> items_of(const Node& node, Problems& problems);

/// Has a list or a map no more entries than that? Otherwise a problem is added. Work that grows
/// with the square of their number must not grow with the size of a file.
bool has_at_most(const Node& node, std::size_t most, Problems& problems);

/// Adds the problem that something else was expected at this node.
void expect(const Node& node, const std::string& message, const std::string& expected,
            Problems& problems);

/// Reads the entries of a map and remembers which ones were asked for; `finish` refuses the rest.
/// Every problem is added to the list, none is thrown. Of a node that is no map (one problem) every
/// field counts as absent, without more problems.
class Fields {
  public:
    Fields(const Node& node, Problems& problems);

    /// The value under a key; null where it is absent, which `required` adds as a problem.
    const Node* optional(std::string_view key);
    const Node* required(std::string_view key);

    std::optional<std::int64_t> integer(std::string_view key, IntegerRange range);
    std::int64_t integer(std::string_view key, IntegerRange range, std::int64_t fallback);
    std::optional<std::int64_t> required_integer(std::string_view key, IntegerRange range);
    double positive_number(std::string_view key, double fallback);
    bool truth(std::string_view key, bool fallback);
    std::string required_name(std::string_view key);
    std::string name(std::string_view key, const std::string& fallback);

    /// The value that the word under a key stands for, one of a few.
    template <class T>
    T choice(std::string_view key, const std::map<std::string, T>& choices, T fallback) {
        const Node* found = optional(key);
        if (found == nullptr) {
            return fallback;
        }
        const auto chosen = choices.find(found->text);
        if (found->kind == Node::Kind::scalar && chosen != choices.end()) {
            return chosen->second;
        }
        std::vector<std::string> words;
        for (const auto& [word, value] : choices) {
            words.push_back(word);
        }
        no_choice(key, *found, words);
        return fallback;
    }

    /// Refuses a key that means something elsewhere, with the reason why not here.
    void refuse(std::string_view key, const std::string& reason);

    /// Accepts the free texts `description`, `source` and `provenance`.
    void annotations();

    /// Refuses all keys that nobody asked for, each with the nearest known one.
    void finish();

  private:
    void no_choice(std::string_view key, const Node& found, const std::vector<std::string>& words);

    const Node& node_;
    Problems& problems_;
    std::vector<std::string> known_;
    std::vector<std::string> refused_; ///< never suggested
    bool is_map_;
};

} // namespace counterpoint::input
