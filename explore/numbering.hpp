#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace counterpoint::explore {

/// Numbers the combinations of a few choices from 0, the last choice changing fastest.
class Numbering {
  public:
    /// How many values each choice has, all at least 1. Throws Overflow from 2^63 combinations on.
    explicit Numbering(std::vector<std::size_t> sizes);

    /// How many combinations there are; 1 without choices.
    [[nodiscard]] std::int64_t size() const { return size_; }
    [[nodiscard]] std::size_t choices() const { return sizes_.size(); }
    [[nodiscard]] std::size_t values_of(std::size_t choice) const { return sizes_[choice]; }

    /// The value of each choice in a combination.
    [[nodiscard]] std::vector<std::size_t> values(std::int64_t number) const;
    [[nodiscard]] std::int64_t number(const std::vector<std::size_t>& values) const;
    /// Goes on to the next combination; after the last one to the first.
    void advance(std::vector<std::size_t>& values) const;

  private:
    std::vector<std::size_t> sizes_;
    std::int64_t size_ = 1;
};

} // namespace counterpoint::explore
