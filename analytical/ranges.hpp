#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include <boost/container/small_vector.hpp>

#include "analytical/nest.hpp"

namespace counterpoint::analytical {

/// Units whose ranges have one length: a box of unit indices of the dimension's spatial splits.
struct UnitGroup {
    std::int64_t length = 0;
    std::int64_t first = 0; ///< lowest unit, spatial indices as mixed-radix digits
    std::int64_t units = 1;

    friend bool operator==(const UnitGroup& a, const UnitGroup& b) {
        return a.length == b.length && a.first == b.first && a.units == b.units;
    }
};

/// Consecutive steps j−1 → j of a loop that look alike: j = `index`, …, `index` + `count` − 1.
struct Advance {
    std::int64_t index = 1;
    std::int64_t count = 1;
    std::size_t before = 0; ///< class of the pieces j−1, one level deeper
    std::size_t after = 0;  ///< class of the pieces j
    std::size_t pair = 0; ///< the positions before and after, all inner loops at last and at first
};

using UnitGroups = boost::container::small_vector<UnitGroup, 3>;
/// The index of each loop of a dimension, outermost first.
using Position = boost::container::small_vector<std::int64_t, 4>;

/// Positions of the outer loops of a dimension that leave all units with the same ranges: full
/// ones, short edges, empty ones. There are few, whatever the sizes.
struct RangeClass {
    UnitGroups groups;
    Position position;            ///< one such position of the outer loops
    std::int64_t occurrences = 0; ///< how many positions are of this class
    std::int64_t trips = 0;       ///< of the next loop (by unit 0); 0 where there is none
    std::size_t first_child = 0;  ///< class of the next loop's piece 0
    std::size_t last_child = 0;   ///< class of its last piece
    boost::container::small_vector<Advance, 3> advances; ///< all steps of the next loop
    std::size_t reset_pair = 0; ///< from the last to the first position of all inner loops

    /// The range of unit 0, the longest one.
    [[nodiscard]] std::int64_t length() const { return groups.front().length; }
};

/// Two positions of all loops of a dimension, one after the other in time.
struct PositionPair {
    const std::int64_t* after = nullptr;
    const std::int64_t* before = nullptr;
    bool initial = false; ///< nothing was there before
};

/// All kinds of ranges of one dimension and of steps between them.
class Ranges {
  public:
    explicit Ranges(const Chain& chain);

    /// The classes after `level` of the dimension's loops (0 … loops).
    [[nodiscard]] const std::vector<RangeClass>& classes(std::size_t level) const {
        return levels_[level];
    }

    [[nodiscard]] PositionPair pair(std::size_t id) const;
    [[nodiscard]] std::size_t pairs() const { return pairs_; }
    /// The pair of the very first phase.
    [[nodiscard]] static std::size_t initial_pair() { return 0; }

    /// Positions of the outer `level` loops together.
    [[nodiscard]] std::int64_t positions(std::size_t level) const { return positions_[level]; }
    /// Steps j−1 → j of loop `level` over all positions of the loops around it.
    [[nodiscard]] std::int64_t steps(std::size_t level) const { return steps_[level]; }

  private:
    void build_level(std::size_t level);
    void split_trips(std::size_t level, std::size_t id);
    std::size_t child(std::size_t level, const RangeClass& parent, std::int64_t index);
    void build_pairs();
    void sum_positions();
    std::size_t add_pair(const Position& after, const Position& before);
    /// Extends a position by the first (or last) index of all loops from `level` inwards.
    void descend(Position& position, std::size_t level, std::size_t id, bool last) const;

    const Chain& chain_;
    boost::container::small_vector<std::size_t, 4> loop_split_; ///< which split is loop number …
    boost::container::small_vector<std::vector<RangeClass>, 4> levels_;
    Position positions_;                                      ///< by level
    Position steps_;                                          ///< by level
    boost::container::small_vector<std::int64_t, 32> stored_; ///< after and before of every pair
    std::size_t pairs_ = 0;
};

} // namespace counterpoint::analytical
