#include "sim/noc/systolic_edges.hpp"

#include <algorithm>
#include <functional>

#include "sim/noc/transfer_cycles.hpp"

namespace counterpoint::sim::noc {

namespace {

std::int64_t most(const std::vector<std::int64_t>& values) {
    return *std::max_element(values.begin(), values.end());
}

void account_way(std::int64_t bytes, std::int64_t hops, Passage& passage) {
    if (bytes == 0) {
        return;
    }
    passage.most_hops = std::max(passage.most_hops, hops);
    add_traversals(passage, bytes, hops, hops - 1);
}

} // namespace

SystolicEdges::SystolicEdges(std::int64_t rows, std::int64_t columns, std::int64_t link_bytes)
    : rows_(rows), columns_(columns), link_bytes_(link_bytes),
      row_streams_(static_cast<std::size_t>(rows), 0),
      column_streams_(static_cast<std::size_t>(columns), 0), column_loads_(column_streams_),
      loads_(static_cast<std::size_t>(rows * columns), 0), right_to_(loads_), down_to_(loads_) {}

void SystolicEdges::load(const hw::GridNode& node, std::int64_t bytes) {
    column_loads_[static_cast<std::size_t>(node.column)] += bytes;
    loads_[index(node)] += bytes;
    down_to_[index(node)] += bytes;
}

std::int64_t SystolicEdges::stream_along_row(const hw::GridNode& last, std::int64_t bytes) {
    std::int64_t& entered = row_streams_[static_cast<std::size_t>(last.row)];
    entered += bytes;
    right_to_[index(last)] += bytes;
    return cycles_of(entered, link_bytes_);
}

std::int64_t SystolicEdges::stream_down_column(const hw::GridNode& last, std::int64_t bytes) {
    std::int64_t& entered = column_streams_[static_cast<std::size_t>(last.column)];
    entered += bytes;
    down_to_[index(last)] += bytes;
    return cycles_of(entered, link_bytes_);
}

std::int64_t SystolicEdges::stream_to(const hw::GridNode& node, std::int64_t bytes) {
    return row_streams_[static_cast<std::size_t>(node.row)] <
                   column_streams_[static_cast<std::size_t>(node.column)]
               ? stream_along_row(node, bytes)
               : stream_down_column(node, bytes);
}

std::int64_t SystolicEdges::load_cycles() const {
    return cycles_of(most(column_loads_), link_bytes_);
}

std::int64_t SystolicEdges::loaded(std::int64_t column, std::int64_t first) const {
    std::int64_t below = 0;
    std::int64_t cycles = 0;
    for (std::int64_t row = rows_ - 1; row >= first; --row) {
        const std::int64_t own = loads_[index({row, column})];
        below += own;
        if (own > 0) {
            cycles = std::max(cycles, row - first + cycles_of(below, link_bytes_));
        }
    }
    return cycles;
}

std::int64_t SystolicEdges::stream_cycles() const {
    return cycles_of(std::max(most(row_streams_), most(column_streams_)), link_bytes_);
}

std::int64_t SystolicEdges::most_edge_cycles() const {
    std::int64_t bytes = most(row_streams_);
    for (std::size_t column = 0; column < column_loads_.size(); ++column) {
        bytes = std::max(bytes, column_loads_[column] + column_streams_[column]);
    }
    return cycles_of(bytes, link_bytes_);
}

void SystolicEdges::account(Passage& passage) const {
    std::vector<std::int64_t> right = right_to_;
    std::vector<std::int64_t> down = down_to_;
    for (std::int64_t row = rows_ - 1; row >= 0; --row) {
        for (std::int64_t column = columns_ - 1; column >= 0; --column) {
            const std::size_t node = index({row, column});
            account_way(right_to_[node], column + 1, passage);
            account_way(down_to_[node], row + 1, passage);
            if (column + 1 < columns_) {
                right[node] += right[node + 1];
            }
            if (row + 1 < rows_) {
                down[node] += down[index({row + 1, column})];
            }
        }
    }
    for (const std::vector<std::int64_t>& carried : {std::cref(right), std::cref(down)}) {
        for (const std::int64_t bytes : carried) {
            passage.link_busy.push_back(cycles_of(bytes, link_bytes_));
        }
    }
}

} // namespace counterpoint::sim::noc
