#include "sim/noc/placement.hpp"

#include <cstddef>
#include <functional>
#include <numeric>
#include <optional>

namespace counterpoint::sim::noc {

namespace {

/// The spatial nodes in two parts, the first ones and the rest.
struct Split {
    std::size_t first_nodes = 0;
    std::int64_t rest_units = 1; ///< of the rest together
};

/// The split with the fewest first nodes, at least one, that fits so many units of each part.
std::optional<Split> split_of(const std::vector<std::int64_t>& spatial_units,
                              std::int64_t most_first, std::int64_t most_rest) {
    std::int64_t rest = std::accumulate(spatial_units.begin(), spatial_units.end(), std::int64_t{1},
                                        std::multiplies<>());
    std::int64_t first = 1;
    for (std::size_t node = 0; node < spatial_units.size(); ++node) {
        first *= spatial_units[node];
        rest /= spatial_units[node];
        if (first <= most_first && rest <= most_rest) {
            return Split{node + 1, rest};
        }
    }
    return std::nullopt;
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
    : row_length_(columns) {
    if (const auto split = split_of(spatial_units, rows, columns)) {
        row_length_ = split->rest_units;
    }
}

Placement Placement::upright(const std::vector<std::int64_t>& spatial_units,
                             const std::vector<bool>& adds, std::int64_t rows,
                             std::int64_t columns) {
    Placement placement(spatial_units, rows, columns);
    const auto turned = split_of(spatial_units, columns, rows);
    if (!adds.empty() && turned &&
        adding_units(spatial_units, adds, turned->first_nodes, spatial_units.size()) >
            adding_units(spatial_units, adds, 0, turned->first_nodes)) {
        placement.row_length_ = turned->rest_units;
        placement.turned_ = true;
    }
    return placement;
}

} // namespace counterpoint::sim::noc
