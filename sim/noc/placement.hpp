#pragma once

#include <cstdint>
#include <vector>

#include "hw/network.hpp"
#include "sim/noc/messages.hpp"

namespace counterpoint::sim::noc {

/// Where the units of one parent lie on a grid. Units are numbered by their spatial indices, the
/// outermost most significant. Where the spatial nodes can be split so that the first ones, at
/// least one, fit the rows and the rest the columns, a unit's row is its index among the first and
/// its column its index among the rest; the split with the fewest first nodes counts. Else all lie
/// in one row if they fit there, and otherwise row by row.
///
/// Upright, for systolic arrays, whose sums go down the columns: rows and columns change places
/// where then more of the units that make parts of the same sums lie in one column.
class Placement {
  public:
    /// `spatial_units`: units of each spatial node, outermost first; their product fits 64 bits and
    /// is at most rows * columns.
    Placement(const std::vector<std::int64_t>& spatial_units, std::int64_t rows,
              std::int64_t columns);

    /// `adds` by spatial node, as in Ends; empty: none does.
    static Placement upright(const std::vector<std::int64_t>& spatial_units,
                             const std::vector<bool>& adds, std::int64_t rows,
                             std::int64_t columns);

    [[nodiscard]] hw::GridNode node(Unit unit) const {
        const hw::GridNode node{unit / row_length_, unit % row_length_};
        return turned_ ? hw::GridNode{node.column, node.row} : node;
    }

  private:
    std::int64_t row_length_; ///< units in a row, before the next one begins
    bool turned_ = false;     ///< rows and columns have changed places
};

} // namespace counterpoint::sim::noc
