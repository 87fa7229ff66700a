#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "hw/network.hpp"
#include "sim/noc/fabric.hpp"

namespace counterpoint::sim::noc {

/// What enters a grid of units at its left and upper edge, and what its links carry.
class SystolicEdges {
  public:
    SystolicEdges(std::int64_t rows, std::int64_t columns, std::int64_t link_bytes);

    /// Into the unit at a node, down its column, before anything streams. A column's load is in
    /// place all at once, since it is shifted.
    void load(const hw::GridNode& node, std::int64_t bytes);
    /// Along a row as far as this node. Cycles from the begin of streaming until it has entered.
    std::int64_t stream_along_row(const hw::GridNode& last, std::int64_t bytes);
    /// Down a column as far as this node.
    std::int64_t stream_down_column(const hw::GridNode& last, std::int64_t bytes);
    /// To one unit, from the edge where less has entered its row or column until now.
    std::int64_t stream_to(const hw::GridNode& node, std::int64_t bytes);

    /// Cycles of the fullest column.
    [[nodiscard]] std::int64_t load_cycles() const;
    /// Cycles until a column's load is where it belongs, counted from row `first` downwards: to the
    /// lowest units goes what enters first.
    [[nodiscard]] std::int64_t loaded(std::int64_t column, std::int64_t first) const;
    /// Cycles of the row or column with most to stream.
    [[nodiscard]] std::int64_t stream_cycles() const;
    /// Cycles of the row or column with most to load and stream.
    [[nodiscard]] std::int64_t most_edge_cycles() const;

    /// Busy cycles of the links and what they have passed.
    void account(Passage& passage) const;

  private:
    [[nodiscard]] std::size_t index(const hw::GridNode& node) const {
        return static_cast<std::size_t>(node.row * columns_ + node.column);
    }

    std::int64_t rows_;
    std::int64_t columns_;
    std::int64_t link_bytes_;
    std::vector<std::int64_t> row_streams_;    ///< bytes by row
    std::vector<std::int64_t> column_streams_; ///< bytes by column
    std::vector<std::int64_t> column_loads_;   ///< bytes by column
    std::vector<std::int64_t> loads_;          ///< bytes by node
    std::vector<std::int64_t> right_to_;       ///< bytes by the node where they go no further
    std::vector<std::int64_t> down_to_;
};

} // namespace counterpoint::sim::noc
