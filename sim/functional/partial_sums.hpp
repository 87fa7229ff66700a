#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/functional/box.hpp"

namespace counterpoint::sim {

/// Places for partial sums, some of which hold one. Those that do not are poison.
template <class Arithmetic>
class PartialSums {
  public:
    using Sum = typename Arithmetic::Sum;

    explicit PartialSums(std::size_t places = 0)
        : sums_(places, Arithmetic::poison_sum), held_(places, 0) {}

    [[nodiscard]] const std::vector<Sum>& all() const { return sums_; }
    [[nodiscard]] Sum* at(std::int64_t place) { return sums_.data() + place; }

    /// Begins a sum wherever there is none; places are the stretches' inner ones behind `start`.
    /// Returns how many those were.
    std::int64_t begin(std::int64_t start, const std::vector<Stretch>& stretches) {
        std::int64_t begun = 0;
        for (const Stretch& stretch : stretches) {
            for (std::int64_t at = start + stretch.inner;
                 at < start + stretch.inner + stretch.length; ++at) {
                if (held_[index(at)] == 0) {
                    hold(at, 0);
                    ++begun;
                }
            }
        }
        return begun;
    }

    [[nodiscard]] bool holds(std::int64_t place) const { return held_[index(place)] != 0; }
    [[nodiscard]] Sum sum(std::int64_t place) const { return sums_[index(place)]; }
    void hold(std::int64_t place, Sum sum) {
        held_[index(place)] = 1;
        sums_[index(place)] = sum;
    }
    void add(std::int64_t place, Sum sum) { sums_[index(place)] += sum; }
    /// A sum that goes away leaves poison.
    void give_up(std::int64_t place) {
        held_[index(place)] = 0;
        sums_[index(place)] = Arithmetic::poison_sum;
    }

  private:
    static std::size_t index(std::int64_t place) { return static_cast<std::size_t>(place); }

    std::vector<Sum> sums_;
    std::vector<std::uint8_t> held_; ///< by place: is there a sum?
};

} // namespace counterpoint::sim
