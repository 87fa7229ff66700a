#pragma once

#include <cstddef>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace counterpoint::mapping {

/// Spoils texts, a few bytes or words at a time.
class ByteMutations {
  public:
    /// `words`: what a text of this kind may react to.
    ByteMutations(unsigned seed, std::vector<std::string> words)
        : random_(seed), words_(std::move(words)) {}

    std::string of(std::string text) {
        for (std::size_t i = below(4) + 1; i > 0 && !text.empty(); --i) {
            mutate(text);
        }
        return text;
    }

    std::size_t below(std::size_t bound) {
        return std::uniform_int_distribution<std::size_t>(0, bound - 1)(random_);
    }

  private:
    void mutate(std::string& text) {
        const std::size_t at = below(text.size());
        switch (below(4)) {
        case 0:
            text.insert(at, words_[below(words_.size())]);
            return;
        case 1:
            text.erase(at, below(8) + 1);
            return;
        case 2:
            text.replace(at, 1, words_[below(words_.size())]);
            return;
        default:
            text[at] = static_cast<char>(below(256));
        }
    }

    std::mt19937 random_;
    std::vector<std::string> words_;
};

} // namespace counterpoint::mapping
