#pragma once

#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "sim/noc/mesh/grid.hpp"

namespace counterpoint::sim::noc::mesh {

/// Where packets go. Those with one target for each node are the usual ones of the field (Dally and
/// Towles, Principles and Practices of Interconnection Networks, 3.2), on rows and columns:
enum class Pattern {
    uniform,        ///< any node, itself too, with the same probability
    transpose,      ///< (row, column) to (column, row)
    bit_complement, ///< the node whose number has all bits turned
    tornado,        ///< nearly half of the row and half of the column on, round their ends
    neighbour,      ///< the next row and the next column, round their ends
    hotspot,        ///< one of a few nodes
    multicast,      ///< several nodes drawn anew for each packet
};

struct Traffic {
    Pattern pattern = Pattern::uniform;
    std::vector<Node> hotspots;    ///< of `hotspot`, not empty
    std::int64_t fanout = 1;       ///< of `multicast`, at most all nodes
    double rate = 0;               ///< flits a node and cycle, 0 to 1
    std::int32_t packet_flits = 1; ///< at most 2^20
    std::uint64_t seed = 1;
};

/// Why the pattern has no meaning on a grid, as a sentence; nothing where it has one.
std::optional<std::string> misfit(const Grid& grid, Pattern pattern);

/// The one target of a node; not for uniform, hotspot and multicast.
Node target_of(const Grid& grid, Pattern pattern, Node from);

/// Flits a node and cycle that the most loaded link allows, each node offering the same: no router
/// can do better on these ways. Nothing for multicasts.
std::optional<double> channel_bound(const Grid& grid, const Traffic& traffic);

/// Draws packets: whether a node sends one in a cycle (Bernoulli), and where to. The same seed
/// gives the same packets everywhere.
class PacketDraw {
  public:
    PacketDraw(const Grid& grid, const Traffic& traffic);

    [[nodiscard]] bool sends() { return (engine_() >> 11U) < threshold_; }
    /// The target of a packet that is no multicast.
    [[nodiscard]] Node target(Node from);
    /// The targets of a multicast, all different.
    [[nodiscard]] std::vector<Node> targets();

  private:
    [[nodiscard]] std::size_t below(std::size_t choices) { return engine_() % choices; }

    const Grid& grid_;
    const Traffic& traffic_;
    std::mt19937_64 engine_;
    std::uint64_t threshold_; ///< of 2^53
    std::vector<Node> fixed_; ///< by node, where there is one target
    std::vector<Node> deck_;  ///< all nodes, in any order
};

} // namespace counterpoint::sim::noc::mesh
