#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <vector>

namespace counterpoint::sim {

/// Different lists of numbers, each kept once and numbered in the order in which they came.
template <class Number>
class ListTable {
  public:
    /// The number of a list, which is size() as it was before where the list is new.
    std::size_t find(const std::vector<Number>& list) {
        std::uint64_t hash = 1469598103934665603U; // FNV-1a, by numbers
        for (const Number number : list) {
            hash = (hash ^ static_cast<std::uint64_t>(number)) * 1099511628211U;
        }
        const auto [from, to] = known_.equal_range(hash);
        for (auto entry = from; entry != to; ++entry) {
            if (std::equal(list.begin(), list.end(), begin(entry->second), end(entry->second))) {
                return entry->second;
            }
        }
        known_.emplace(hash, ends_.size());
        numbers_.insert(numbers_.end(), list.begin(), list.end());
        ends_.push_back(numbers_.size());
        return ends_.size() - 1;
    }

    [[nodiscard]] std::size_t size() const { return ends_.size(); }
    [[nodiscard]] const Number* begin(std::size_t list) const {
        return numbers_.data() + (list == 0 ? 0 : ends_[list - 1]);
    }
    [[nodiscard]] const Number* end(std::size_t list) const {
        return numbers_.data() + ends_[list];
    }

  private:
    std::unordered_multimap<std::uint64_t, std::size_t> known_;
    std::vector<Number> numbers_;
    std::vector<std::size_t> ends_;
};

} // namespace counterpoint::sim
