#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/functional/box.hpp"
#include "sim/functional/tiles.hpp"

namespace counterpoint::sim {

/// Which tile of a tensor each unit of a memory holds, and where. Every unit has a room of its own;
/// those of units that always hold the same tile lie next to each other.
class Placement {
  public:
    /// Nothing is held at first. `largest`: no tile is longer on any axis.
    Placement(const std::vector<Tiles::Sharers>& sharers, const Box& largest);

    [[nodiscard]] const TileRoom& room() const { return room_; }
    [[nodiscard]] std::size_t units() const { return units_.size(); }
    /// Places in all rooms.
    [[nodiscard]] std::size_t places() const {
        return static_cast<std::size_t>(room_.size) * units_.size();
    }
    /// Where the room of a unit begins. Those that share follow each other.
    [[nodiscard]] std::int64_t start(std::size_t unit) const { return units_[unit].start; }
    [[nodiscard]] const Box& tile(std::size_t unit) const { return tiles_[units_[unit].sharers]; }
    /// Gives all units that share with this one another tile.
    void set_tile(std::size_t unit, const Box& tile) {
        std::copy(tile.begin(), tile.end(), tiles_[units_[unit].sharers].begin());
    }

    /// Where a unit has the first element of `part`. Throws Defect, which begins with `who`, where
    /// the unit does not hold all of it.
    [[nodiscard]] std::int64_t find(std::size_t unit, const Box& part, const char* who) const {
        const Box& held = tile(unit);
        if (!contains(held, part)) {
            refuse(who);
        }
        return units_[unit].start + room_.distance(held, part);
    }

  private:
    struct Unit {
        std::int64_t start = 0;
        std::size_t sharers = 0;
    };

    [[noreturn]] static void refuse(const char* who);

    TileRoom room_;
    std::vector<Unit> units_;
    std::vector<Box> tiles_; ///< by sharers
};

} // namespace counterpoint::sim
