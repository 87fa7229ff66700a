#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace counterpoint::sim::noc::mesh {

/// A router, by row * columns + column.
using Node = std::int32_t;

/// The sides of a router. An input is named for the side that flits come from, an output for the
/// one that they go to; `local` is the unit, or the memory's port, at the router.
enum Port : std::uint8_t { east, west, south, north, local };
inline constexpr std::size_t port_count = 5;
inline constexpr std::array<Port, port_count> all_ports{east, west, south, north, local};

/// Several ports: bit p for port p.
using Ports = std::uint32_t;
constexpr Ports only(std::size_t port) { return Ports{1} << port; }

/// The side of the neighbour that a link out of `port` arrives at.
inline constexpr std::array<Port, port_count> opposite_sides{west, east, north, south, local};
constexpr Port opposite(Port port) { return opposite_sides[port]; }

/// Routers in rows and columns and the ways between them: along the row to the right column first,
/// then along the column. South is the higher row, east the higher column.
class Grid {
  public:
    /// Both are positive, and there are at most 2^20 nodes.
    Grid(std::int64_t rows, std::int64_t columns);

    [[nodiscard]] Node nodes() const { return static_cast<Node>(positions_.size()); }
    [[nodiscard]] Node row(Node node) const { return position(node).row; }
    [[nodiscard]] Node column(Node node) const { return position(node).column; }
    [[nodiscard]] Node node(std::int64_t row, std::int64_t column) const {
        return static_cast<Node>(row) * width_ + static_cast<Node>(column);
    }

    /// Whether a neighbour is there.
    [[nodiscard]] bool has(Node node, Port port) const;
    /// The neighbour on that side, which is there.
    [[nodiscard]] Node neighbour(Node node, Port port) const { return node + steps_[port]; }

    /// The output that a packet at `from` takes to get to `to`; local where it is there.
    [[nodiscard]] Port next(Node from, Node to) const {
        const Position here = position(from);
        const Position there = position(to);
        const Node right = sign(there.column - here.column);
        const Node down = sign(there.row - here.row);
        const Node way = right * 3 + down + 4;
        return ways[static_cast<std::size_t>(way)];
    }

    /// Links from router to router on the way.
    [[nodiscard]] std::int64_t hops(Node from, Node to) const;

  private:
    struct Position {
        Node row;
        Node column;
    };
    [[nodiscard]] const Position& position(Node node) const {
        return positions_[static_cast<std::size_t>(node)];
    }
    static Node sign(Node number) { return (number > 0 ? 1 : 0) - (number < 0 ? 1 : 0); }

    /// By the signs of the ways right and down.
    static constexpr std::array<Port, 9> ways{west,  west, west, north, local,
                                              south, east, east, east};

    Node width_;
    std::vector<Position> positions_; ///< by node
    std::array<Node, port_count> steps_;
};

} // namespace counterpoint::sim::noc::mesh
