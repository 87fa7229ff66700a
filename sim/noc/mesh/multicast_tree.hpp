#pragma once

#include <cstdint>
#include <vector>

#include "sim/noc/mesh/grid.hpp"

namespace counterpoint::sim::noc::mesh {

/// The routers that a multicast passes, and the outputs that each of them copies it to: the union
/// of the ways to all its targets. Since every way goes along the row first, each router is entered
/// on one side only, so it is a tree.
class MulticastTree {
  public:
    MulticastTree() = default;
    /// `to` holds no node twice and is not empty.
    MulticastTree(const Grid& grid, Node from, const std::vector<Node>& to);

    /// At a node of the tree.
    [[nodiscard]] Ports outputs(Node node) const;
    [[nodiscard]] std::int32_t targets() const { return targets_; }

    struct Branch {
        Node node = 0;
        Ports outputs = 0;
    };
    /// Its nodes, ascending.
    [[nodiscard]] const std::vector<Branch>& branches() const { return branches_; }

  private:
    std::vector<Branch> branches_;
    std::int32_t targets_ = 0;
};

} // namespace counterpoint::sim::noc::mesh
