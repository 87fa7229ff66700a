#include "input/nearest.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>

namespace counterpoint::input {

namespace {

constexpr std::size_t longest_word = 64;
constexpr std::size_t longest_list = 12;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t replaced = diagonal + (lower(a[i]) == lower(b[j]) ? 0U : 1U);
            diagonal = row[j + 1];
            row[j + 1] = std::min({replaced, row[j] + 1, row[j + 1] + 1});
        }
    }
    return row.back();
}

} // namespace

std::optional<std::string> nearest(std::string_view word, const std::vector<std::string>& known) {
    if (word.size() > longest_word) {
        return std::nullopt;
    }
    std::optional<std::string> best;
    std::size_t best_distance = 0;
    for (const std::string& candidate : known) {
        if (candidate.size() > longest_word) {
            continue;
        }
        const auto [shorter, longer] = std::minmax({word.size(), candidate.size()});
        const std::size_t tolerated = longer / 3;
        if (longer - shorter > tolerated) {
            continue;
        }
        const std::size_t distance = edit_distance(word, candidate);
        if (distance <= tolerated && (!best || distance < best_distance)) {
            best = candidate;
            best_distance = distance;
        }
    }
    return best;
}

std::string suggestion(std::string_view word, const std::vector<std::string>& known) {
    if (const auto meant = nearest(word, known)) {
        return "did you mean '" + *meant + "'?";
    }
    if (known.empty()) {
        return {};
    }
    std::string text = "known: ";
    for (std::size_t i = 0; i < std::min(known.size(), longest_list); ++i) {
        text += (i == 0 ? "" : ", ") + known[i];
    }
    return text + (known.size() > longest_list ? ", …" : "");
}

std::string enumerated(const std::vector<std::string>& words) {
    std::string text;
    for (std::size_t i = 0; i < words.size(); ++i) {
        text += i == 0 ? "" : i + 1 == words.size() ? " and " : ", ";
        text += words[i];
    }
    return text;
}

} // namespace counterpoint::input
