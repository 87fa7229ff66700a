#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "hw/network.hpp"

namespace counterpoint::hw {

/// Nodes of a network that lie in rows and columns, each next to one unit.
struct Grid {
    std::int64_t rows = 1;
    std::int64_t columns = 1;

    [[nodiscard]] std::int64_t nodes() const { return rows * columns; }
};

/// Nothing where the nodes of the network do not lie on a grid.
std::optional<Grid> grid_of(const FillTopology& topology);
std::optional<Grid> grid_of(const DrainTopology& topology);

/// `12 x 14`
std::string to_string(const Grid& grid);

/// The most nodes of a grid: the simulator has a router or registers for each.
inline constexpr std::int64_t most_grid_nodes = std::int64_t{1} << 20U;

/// Which grids have so many nodes, at most three of them, the one nearest to a square first:
/// `12 x 14, 8 x 21 or 7 x 24 would fit`; `no grid is that large` beyond most_grid_nodes. `nodes`
/// is positive.
std::string fitting_grids(std::int64_t nodes);

} // namespace counterpoint::hw
