#include "sim/noc/mesh/grid.hpp"

#include <cstdlib>

namespace counterpoint::sim::noc::mesh {

Grid::Grid(std::int64_t rows, std::int64_t columns)
    : width_(static_cast<Node>(columns)), steps_{1, -1, width_, -width_, 0} {
    for (Node row = 0; row < rows; ++row) {
        for (Node column = 0; column < columns; ++column) {
            positions_.push_back({row, column});
        }
    }
}

bool Grid::has(Node node, Port port) const {
    switch (port) {
    case east:
        return column(node) + 1 < width_;
    case west:
        return column(node) > 0;
    case south:
        return node + width_ < nodes();
    case north:
        return row(node) > 0;
    case local:
        break;
    }
    return true;
}

std::int64_t Grid::hops(Node from, Node to) const {
    return std::abs(row(from) - row(to)) + std::abs(column(from) - column(to));
}

} // namespace counterpoint::sim::noc::mesh
