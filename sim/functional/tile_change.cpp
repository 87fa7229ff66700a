#include "sim/functional/tile_change.hpp"

#include <algorithm>
#include <utility>

#include "sim/defect.hpp"

namespace counterpoint::sim {

TileChange::TileChange(TileRoom outer, TileRoom inner)
    : outer_(std::move(outer)), inner_(std::move(inner)), tile_(inner_.lengths.size()),
      before_(inner_.lengths.size()) {
    for (const std::int64_t length : inner_.lengths) {
        all_.push_back(Range{0, length});
    }
}

void TileChange::prepare(const Box& tile) {
    if (ready_ && !keeps_ && prepared(tile)) {
        return;
    }
    keeps_ = false;
    for (std::size_t axis = 0; axis < tile.size(); ++axis) {
        tile_[axis] = Range{0, tile[axis].length()};
    }
    work_out();
}

void TileChange::prepare(const Box& tile, const Box& before) {
    if (!overlap(tile, before)) {
        prepare(tile);
        return;
    }
    if (ready_ && keeps_ && prepared(tile) && prepared(tile, before)) {
        return;
    }
    keeps_ = true;
    for (std::size_t axis = 0; axis < tile.size(); ++axis) {
        tile_[axis] = Range{0, tile[axis].length()};
        before_[axis] =
            Range{before[axis].low - tile[axis].low, before[axis].high - tile[axis].low};
    }
    work_out();
}

bool TileChange::overlap(const Box& tile, const Box& before) const {
    for (std::size_t axis = 0; axis < tile.size(); ++axis) {
        if (std::max(tile[axis].low, before[axis].low) >=
            std::min(tile[axis].high, before[axis].high)) {
            return false;
        }
    }
    return true;
}

bool TileChange::prepared(const Box& tile) const {
    for (std::size_t axis = 0; axis < tile.size(); ++axis) {
        if (tile[axis].length() != tile_[axis].high) {
            return false;
        }
    }
    return true;
}

bool TileChange::prepared(const Box& tile, const Box& before) const {
    for (std::size_t axis = 0; axis < tile.size(); ++axis) {
        if (before[axis].low - tile[axis].low != before_[axis].low ||
            before[axis].high - tile[axis].low != before_[axis].high) {
            return false;
        }
    }
    return true;
}

void TileChange::work_out() {
    if (!contains(all_, tile_)) {
        throw Defect("a tile is larger than the first one");
    }
    ready_ = true;
    kept_.clear();
    gone_.clear();
    taken_.clear();
    shift_ = 0;
    if (!keeps_) {
        gone_.push_back(Stretch{0, 0, inner_.size});
        add_stretches(tile_, outer_, inner_, taken_);
        taken_elements_ = volume(tile_);
        return;
    }
    intersect(tile_, before_, common_);
    add_stretches(common_, inner_, inner_, kept_);
    for_each_part(all_, common_, part_,
                  [this](const Box& part) { add_stretches(part, inner_, inner_, gone_); });
    for_each_part(tile_, common_, part_,
                  [this](const Box& part) { add_stretches(part, outer_, inner_, taken_); });
    taken_elements_ = volume(tile_) - volume(common_);
    shift_ = inner_.distance(before_, tile_);
}

} // namespace counterpoint::sim
