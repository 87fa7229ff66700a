#include "sim/noc/mesh/multicast_tree.hpp"

#include <algorithm>
#include <cstddef>

namespace counterpoint::sim::noc::mesh {

namespace {

bool before(const MulticastTree::Branch& a, const MulticastTree::Branch& b) {
    return a.node < b.node;
}

} // namespace

MulticastTree::MulticastTree(const Grid& grid, Node from, const std::vector<Node>& to)
    : targets_(static_cast<std::int32_t>(to.size())) {
    for (const Node target : to) {
        Node node = from;
        Port port = grid.next(node, target);
        while (port != local) {
            branches_.push_back({node, only(port)});
            node = grid.neighbour(node, port);
            port = grid.next(node, target);
        }
        branches_.push_back({node, only(local)});
    }
    std::sort(branches_.begin(), branches_.end(), before);
    std::size_t kept = 0;
    for (const Branch& branch : branches_) {
        if (kept > 0 && branches_[kept - 1].node == branch.node) {
            branches_[kept - 1].outputs |= branch.outputs;
        } else {
            branches_[kept++] = branch;
        }
    }
    branches_.resize(kept);
}

Ports MulticastTree::outputs(Node node) const {
    return std::lower_bound(branches_.begin(), branches_.end(), Branch{node, 0}, before)->outputs;
}

} // namespace counterpoint::sim::noc::mesh
