#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/noc/messages.hpp"

namespace counterpoint::sim::noc {

/// The fewest tags such that units share one if the same messages go to both.
class Tags {
  public:
    static constexpr std::size_t none = 0; ///< of units that get nothing

    explicit Tags(std::size_t units);

    /// A message to these units; splits the tags that only some of them have.
    void add(const Messages::Units& units);

    [[nodiscard]] std::size_t of(Unit unit) const {
        return of_unit_[static_cast<std::size_t>(unit)];
    }
    /// `none` is one of them.
    [[nodiscard]] std::size_t count() const { return sizes_.size(); }

  private:
    /// The tag for those units of a message that have had `tag`, `inside` of them.
    [[nodiscard]] std::size_t split(std::size_t tag, std::size_t inside);

    std::vector<std::size_t> of_unit_;
    std::vector<std::size_t> sizes_;  ///< by tag: units
    std::vector<std::size_t> inside_; ///< by tag: units in the message at hand, otherwise 0
    std::vector<std::size_t> part_;   ///< by tag: what it becomes in the message at hand
    std::vector<std::size_t> met_;    ///< tags of the message at hand
};

} // namespace counterpoint::sim::noc
