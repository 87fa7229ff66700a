#pragma once

#include <cstddef>
#include <vector>

namespace counterpoint::sim {

/// Which of the pieces that an axis is divided into side by side are neighbours: those whose index
/// differs by one in exactly one spatial node. Pieces are numbered by their indices, those of the
/// first node most significant. Without nodes there are no neighbours.
class Neighbours {
  public:
    /// A node inside of those before.
    void add_node(std::size_t units) {
        for (Node& node : nodes_) {
            node.stride *= units;
        }
        nodes_.push_back(Node{1, units});
    }

    [[nodiscard]] bool none() const { return nodes_.empty(); }

    /// Calls visit(neighbour) for each neighbour of a piece.
    template <class Visit>
    void of(std::size_t piece, const Visit& visit) const {
        for (const Node& node : nodes_) {
            const std::size_t index = piece / node.stride % node.units;
            if (index > 0) {
                visit(piece - node.stride);
            }
            if (index + 1 < node.units) {
                visit(piece + node.stride);
            }
        }
    }

  private:
    struct Node {
        std::size_t stride = 1;
        std::size_t units = 1;
    };
    std::vector<Node> nodes_;
};

} // namespace counterpoint::sim
