#include "sim/noc/mesh/traffic_pattern.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace counterpoint::sim::noc::mesh {

namespace {

bool has_one_target(Pattern pattern) {
    return pattern != Pattern::uniform && pattern != Pattern::hotspot &&
           pattern != Pattern::multicast;
}

Node rows_of(const Grid& grid) { return grid.row(grid.nodes() - 1) + 1; }
Node columns_of(const Grid& grid) { return grid.column(grid.nodes() - 1) + 1; }

/// Nearly half of `size`: the tornado's step.
Node half(Node size) { return (size + 1) / 2 - 1; }

/// Mean flits over the most loaded link if every node sends one flit.
class LinkLoads {
  public:
    explicit LinkLoads(const Grid& grid)
        : grid_(grid), loads_(static_cast<std::size_t>(grid.nodes()) * port_count, 0) {}

    void add(Node from, Node to, double flits) {
        for (Node node = from;;) {
            const Port port = grid_.next(node, to);
            loads_[static_cast<std::size_t>(node) * port_count + port] += flits;
            if (port == local) {
                return;
            }
            node = grid_.neighbour(node, port);
        }
    }
    [[nodiscard]] double most() const { return *std::max_element(loads_.begin(), loads_.end()); }

  private:
    const Grid& grid_;
    std::vector<double> loads_; ///< by node and output
};

/// The load of the link in the middle of `size` nodes in a line that each send one flit to any of
/// them. All columns together meet in each row, and the rows in each column, so this holds for
/// both.
double uniform_load(Node size) {
    const double before = std::floor(size / 2.0);
    return before * (size - before) / size;
}

} // namespace

std::optional<std::string> misfit(const Grid& grid, Pattern pattern) {
    const Node nodes = grid.nodes();
    if (pattern == Pattern::transpose && rows_of(grid) != columns_of(grid)) {
        return "transpose swaps rows and columns, so it needs as many of both";
    }
    if (pattern == Pattern::bit_complement && (nodes & (nodes - 1)) != 0) {
        return "bitcomp turns all bits of a node's number, so it needs a power of two nodes";
    }
    if (pattern == Pattern::tornado && half(rows_of(grid)) == 0 && half(columns_of(grid)) == 0) {
        return "tornado goes nearly half round, so it needs three rows or columns";
    }
    return std::nullopt;
}

Node target_of(const Grid& grid, Pattern pattern, Node from) {
    const Node rows = rows_of(grid);
    const Node columns = columns_of(grid);
    const Node row = grid.row(from);
    const Node column = grid.column(from);
    switch (pattern) {
    case Pattern::transpose:
        return column * columns + row;
    case Pattern::bit_complement:
        return grid.nodes() - 1 - from;
    case Pattern::tornado:
        return grid.node((row + half(rows)) % rows, (column + half(columns)) % columns);
    case Pattern::neighbour:
        return grid.node((row + 1) % rows, (column + 1) % columns);
    case Pattern::uniform:
    case Pattern::hotspot:
    case Pattern::multicast:
        break;
    }
    return from;
}

std::optional<double> channel_bound(const Grid& grid, const Traffic& traffic) {
    if (traffic.pattern == Pattern::multicast) {
        return std::nullopt;
    }
    if (traffic.pattern == Pattern::uniform) {
        return 1 / std::max({1.0, uniform_load(rows_of(grid)), uniform_load(columns_of(grid))});
    }
    LinkLoads loads(grid);
    for (Node from = 0; from < grid.nodes(); ++from) {
        if (has_one_target(traffic.pattern)) {
            loads.add(from, target_of(grid, traffic.pattern, from), 1);
            continue;
        }
        for (const Node to : traffic.hotspots) {
            loads.add(from, to, 1.0 / static_cast<double>(traffic.hotspots.size()));
        }
    }
    return 1 / std::max(1.0, loads.most());
}

PacketDraw::PacketDraw(const Grid& grid, const Traffic& traffic)
    : grid_(grid), traffic_(traffic), engine_(traffic.seed),
      threshold_(static_cast<std::uint64_t>(
          std::ldexp(traffic.rate / static_cast<double>(traffic.packet_flits), 53))) {
    if (has_one_target(traffic.pattern)) {
        for (Node node = 0; node < grid.nodes(); ++node) {
            fixed_.push_back(target_of(grid, traffic.pattern, node));
        }
    }
    if (traffic.pattern == Pattern::multicast) {
        deck_.resize(static_cast<std::size_t>(grid.nodes()));
        std::iota(deck_.begin(), deck_.end(), 0);
    }
}

Node PacketDraw::target(Node from) {
    if (!fixed_.empty()) {
        return fixed_[static_cast<std::size_t>(from)];
    }
    if (traffic_.pattern == Pattern::hotspot) {
        return traffic_.hotspots[below(traffic_.hotspots.size())];
    }
    return static_cast<Node>(below(static_cast<std::size_t>(grid_.nodes())));
}

std::vector<Node> PacketDraw::targets() {
    const auto fanout = static_cast<std::size_t>(traffic_.fanout);
    for (std::size_t i = 0; i < fanout; ++i) {
        std::swap(deck_[i], deck_[i + below(deck_.size() - i)]);
    }
    return {deck_.begin(), deck_.begin() + traffic_.fanout};
}

} // namespace counterpoint::sim::noc::mesh
