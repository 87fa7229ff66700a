#pragma once

#include <cstdint>
#include <vector>

#include "sim/functional/box.hpp"

namespace counterpoint::sim {

/// What has to move where when the tile of a unit changes. Most changes are like the one before,
/// but elsewhere in the tensor; then nothing is worked out anew.
class TileChange {
  public:
    /// From the room of a parent to that of a unit.
    TileChange(TileRoom outer, TileRoom inner);

    /// The next tile, with nothing of it there yet. Throws Defect if the unit has no room for it.
    void prepare(const Box& tile);
    /// The next tile, which replaces another. The same.
    void prepare(const Box& tile, const Box& before);

    /// Places count from where the unit's room begins, or from where the parent has the first
    /// element of the tile.
    [[nodiscard]] const std::vector<Stretch>& taken() const { return taken_; }
    [[nodiscard]] std::int64_t taken_elements() const { return taken_elements_; }

    /// What stays, by the new places in the unit (outer and inner are the same).
    [[nodiscard]] const std::vector<Stretch>& kept() const { return kept_; }
    /// How many places behind the new ones these elements were before.
    [[nodiscard]] std::int64_t shift() const { return shift_; }
    /// All other places in the unit (outer and inner are the same).
    [[nodiscard]] const std::vector<Stretch>& gone() const { return gone_; }

  private:
    [[nodiscard]] bool overlap(const Box& tile, const Box& before) const;
    [[nodiscard]] bool prepared(const Box& tile) const;
    [[nodiscard]] bool prepared(const Box& tile, const Box& before) const;
    void work_out();

    TileRoom outer_;
    TileRoom inner_;
    Box all_;            ///< of the unit's room
    bool ready_ = false; ///< for some change:
    bool keeps_ = false; ///< of a tile that was there before,
    Box tile_;           ///< from 0 on each axis,
    Box before_;         ///< relative to the tile
    Box common_;
    Box part_;
    std::vector<Stretch> taken_;
    std::vector<Stretch> kept_;
    std::vector<Stretch> gone_;
    std::int64_t taken_elements_ = 0;
    std::int64_t shift_ = 0;
};

} // namespace counterpoint::sim
