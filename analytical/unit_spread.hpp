#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include <boost/container/small_vector.hpp>

#include "analytical/interval_comb.hpp"
#include "analytical/nest.hpp"
#include "analytical/ranges.hpp"

namespace counterpoint::analytical {

/// Which units of a memory are seen together. Elements count once for all units below one unit of
/// memory `once_below`; sums are kept for each kind of unit of memory `by`, which is that memory or
/// one further out.
struct Sharing {
    std::size_t by = 0;
    std::size_t once_below = 0;
};

/// The kinds of parent units of a memory along one dimension. For each, the innermost memory among
/// whose units (below one parent) no parent of this kind comes first; 0 if one does everywhere.
using ParentKinds = boost::container::small_vector<std::size_t, 3>;

/// Units below one kind of parent that touch equally much.
struct Sibling {
    std::size_t parent = 0; ///< kind of parent unit
    std::int64_t offset = 0;
    std::int64_t after = 0;
    std::int64_t before = 0;
    std::int64_t shift = 0; ///< where `before` starts, seen from where `after` starts
    boost::container::small_vector<Stride, 2> strides;
};

/// All units of a memory along one dimension: kinds of parents (units of Sharing::once_below) and,
/// below each, of siblings.
struct UnitSpread {
    std::vector<std::int64_t> parents; ///< how many of each kind
    ParentKinds behind;                ///< see ParentKinds
    std::vector<Sibling> siblings;
    /// Kinds of groups of parents (units of Sharing::by): how many there are of each, and the one
    /// of each kind of parent. Empty where every parent is a group by itself.
    std::vector<std::int64_t> groups;
    boost::container::small_vector<std::size_t, 3> groups_of;

    [[nodiscard]] std::size_t group_kinds() const {
        return groups.empty() ? parents.size() : groups.size();
    }
    [[nodiscard]] std::size_t group_of(std::size_t parent) const {
        return groups.empty() ? parent : groups_of[parent];
    }
    /// How many parents of this kind there are in one group.
    [[nodiscard]] std::int64_t in_group(std::size_t parent) const {
        return groups.empty() ? 1 : parents[parent] / groups[groups_of[parent]];
    }
};

/// Divides the range of a dimension among units, before and after a step in time.
class UnitSpreader {
  public:
    /// `splits`: how many of the dimension's splits stand above the units.
    void spread(UnitSpread& result, const Chain& chain, const PositionPair& pair, Sharing sharing,
                std::size_t splits);

  private:
    void divide(UnitSpread& result, const Split& split, bool parents);
    void divide_unit(const UnitSpread& result, const Sibling& whole, const Split& split,
                     bool parents);

    // Scratch, kept for its memory:
    std::vector<Sibling> pieces_;
    std::vector<std::int64_t> kinds_;
    ParentKinds behind_;
    boost::container::small_vector<std::size_t, 3> groups_of_;
};

} // namespace counterpoint::analytical
