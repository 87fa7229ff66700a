#include <optional>

#include "mapping/dataflow.hpp"

namespace counterpoint::mapping {

namespace {

/// Matches `[a-c]` or `[!a-c]` at a position of the glob against a character. Nothing where no
/// bracket closes it: then `[` stands for itself.
struct ClassMatch {
    bool matches = false;
    std::size_t next = 0; ///< position in the glob behind the class
};

std::optional<ClassMatch> match_class(const std::string& glob, std::size_t at, char c) {
    std::size_t i = at + 1;
    const bool negated = i < glob.size() && glob[i] == '!';
    i += negated ? 1 : 0;
    const std::size_t first = i;
    bool inside = false;
    for (; i < glob.size() && (glob[i] != ']' || i == first); ++i) {
        const bool is_range = i + 2 < glob.size() && glob[i + 1] == '-' && glob[i + 2] != ']';
        const char last = is_range ? glob[i + 2] : glob[i];
        inside = inside || (glob[i] <= c && c <= last);
        i += is_range ? 2 : 0;
    }
    if (i >= glob.size()) {
        return std::nullopt;
    }
    return ClassMatch{inside != negated, i + 1};
}

/// The position in the glob behind the piece that matches one character; nothing where none does.
std::optional<std::size_t> match_one(const std::string& glob, std::size_t at, char c) {
    if (at >= glob.size()) {
        return std::nullopt;
    }
    if (glob[at] == '?') {
        return at + 1;
    }
    if (glob[at] == '[') {
        if (const auto matched = match_class(glob, at, c)) {
            return matched->matches ? std::optional<std::size_t>(matched->next) : std::nullopt;
        }
    }
    return glob[at] == c ? std::optional<std::size_t>(at + 1) : std::nullopt;
}

} // namespace

bool matches_glob(const std::string& glob, const std::string& name) {
    std::size_t at = 0;
    std::size_t seen = 0;
    std::optional<std::size_t> behind_star; // a star takes one character more whenever we get stuck
    std::size_t taken = 0;
    while (seen < name.size()) {
        if (at < glob.size() && glob[at] == '*') {
            behind_star = ++at;
            taken = seen;
        } else if (const auto next = match_one(glob, at, name[seen])) {
            at = *next;
            ++seen;
        } else if (behind_star) {
            at = *behind_star;
            seen = ++taken;
        } else {
            return false;
        }
    }
    return glob.find_first_not_of('*', at) == std::string::npos;
}

std::string glob_of(const std::string& name) {
    std::string glob;
    for (const char c : name) {
        glob += c == '*' || c == '?' || c == '[' ? std::string("[") + c + ']' : std::string(1, c);
    }
    return glob;
}

} // namespace counterpoint::mapping
