#include "explore/density.hpp"

#include <utility>

#include "vocabulary/checked.hpp"

namespace counterpoint::explore {

double Density::least_of(std::int64_t column) const {
    const std::int64_t bits = column << (coarser_ + shift_of_cells);
    double value = 0;
    std::memcpy(&value, &bits, sizeof value);
    return value;
}

void Density::add(std::int64_t column, std::int64_t row, std::int64_t count) {
    std::int64_t& sum = cells_[{column >> coarser_, row >> coarser_}];
    sum = checked_sum(sum, count);
    while (cells_.size() > most_cells) {
        coarsen();
    }
}

void Density::add(const Density& other) {
    coarsen_to(other.coarser_);
    for (const auto& [place, count] : other.cells_) {
        add(place.first << other.coarser_, place.second << other.coarser_, count);
    }
}

void Density::coarsen_to(int coarser) {
    while (coarser_ < coarser) {
        coarsen();
    }
}

void Density::coarsen() {
    ++coarser_;
    std::map<std::pair<std::int64_t, std::int64_t>, std::int64_t> wider;
    for (const auto& [place, count] : cells_) {
        wider[{place.first >> 1, place.second >> 1}] += count;
    }
    cells_ = std::move(wider);
}

void DensityCounter::settle(const Cell& cell) {
    if (cell.count > 0) {
        settled_.add(cell.column, cell.row, cell.count);
    }
}

void DensityCounter::give_to(Density& density) {
    for (Cell& cell : kept_) {
        settle(cell);
        cell = {};
    }
    density.add(settled_);
    settled_ = {};
}

} // namespace counterpoint::explore
