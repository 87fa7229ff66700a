#include "sim/noc/placement.hpp"

namespace counterpoint::sim::noc {

namespace {

/// Units in a row.
std::int64_t row_length(const std::vector<std::int64_t>& spatial_units, std::int64_t rows,
                        std::int64_t columns) {
    std::int64_t inner = 1;
    for (const std::int64_t units : spatial_units) {
        inner *= units;
    }
    std::int64_t outer = 1;
    for (const std::int64_t units : spatial_units) {
        outer *= units;
        inner /= units;
        if (outer <= rows && inner <= columns) {
            return inner;
        }
    }
    return columns;
}

/// Of the units that lie side by side in one direction, those that make parts of the same sums.
std::int64_t adding_units(const std::vector<std::int64_t>& spatial_units,
                          const std::vector<bool>& adds, std::size_t from, std::size_t to) {
    std::int64_t units = 1;
    for (std::size_t node = from; node < to; ++node) {
        units *= adds[node] ? spatial_units[node] : 1;
    }
    return units;
}

} // namespace

Placement::Placement(const std::vector<std::int64_t>& spatial_units, std::int64_t rows,
                     std::int64_t columns)
    : row_length_(row_length(spatial_units, rows, columns)) {}

Placement Placement::upright(const std::vector<std::int64_t>& spatial_units,
                             const std::vector<bool>& adds, std::int64_t rows,
                             std::int64_t columns) {
    Placement placement(spatial_units, rows, columns);
    if (adds.empty()) {
        return placement;
    }
    std::int64_t inner = 1;
    for (const std::int64_t units : spatial_units) {
        inner *= units;
    }
    std::int64_t outer = 1;
    for (std::size_t split = 1; split <= spatial_units.size(); ++split) {
        outer *= spatial_units[split - 1];
        inner /= spatial_units[split - 1];
        if (outer <= columns && inner <= rows) {
            if (adding_units(spatial_units, adds, split, spatial_units.size()) >
                adding_units(spatial_units, adds, 0, split)) {
                placement.row_length_ = inner;
                placement.turned_ = true;
            }
            break;
        }
    }
    return placement;
}

} // namespace counterpoint::sim::noc
