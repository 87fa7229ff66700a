#include "hw/network_rules.hpp"

#include <algorithm>
#include <string>

#include "hw/grid.hpp"
#include "input/document.hpp"

namespace counterpoint::hw {

namespace {

/// The numbers next to `roots` that divide the PEs.
std::string divisors_around(std::int64_t roots, std::int64_t pes) {
    const auto divides = [pes](std::int64_t number) { return pes % number == 0; };
    std::int64_t below = std::min(roots, pes);
    while (!divides(below)) {
        --below;
    }
    std::int64_t above = roots;
    while (above < 2 * roots && !divides(above)) {
        ++above;
    }
    return std::to_string(below) + (divides(above) ? " or " + std::to_string(above) : "");
}

class Reach {
  public:
    Reach(const Hardware& hardware, std::vector<Problem>& problems)
        : pes_(*hardware.pe.count), one_parent_(hardware.memories.size() == 2),
          problems_(problems) {}

    /// `network` is where the topology was read.
    template <class Topology>
    void check_grid(const Topology& topology, const input::Node& network) {
        const std::optional<Grid> grid = grid_of(topology);
        const bool fits =
            !grid || (one_parent_ ? pes_ == grid->nodes() : pes_ % grid->nodes() == 0);
        if (!fits) {
            problems_.push_back(
                {network.find("size")->place(),
                 "a network of topology " + name_of(topology) + " with " +
                     std::to_string(grid->nodes()) + " nodes cannot join " + std::to_string(pes_) +
                     " PEs",
                 one_parent_ ? "a node for each PE" : "the same nodes under each unit outside",
                 to_string(*grid), fitting_grids(pes_)});
        }
    }

    void check_roots(const FillTopology& topology, const input::Node& network) {
        const auto* tree = std::get_if<Tree>(&topology);
        if (tree != nullptr && pes_ % tree->roots != 0) {
            problems_.push_back(
                {network.find("roots")->place(),
                 std::to_string(tree->roots) + " roots cannot own equal numbers of " +
                     std::to_string(pes_) + " PEs",
                 "a divisor of " + std::to_string(pes_), std::to_string(tree->roots),
                 divisors_around(tree->roots, pes_) + " would fit"});
        }
    }

  private:
    std::int64_t pes_;
    bool one_parent_;
    std::vector<Problem>& problems_;
};

} // namespace

void check_reach(const Hardware& hardware, const input::Node& memories,
                 std::vector<Problem>& problems) {
    if (!hardware.pe.count || hardware.memories.size() < 2) {
        return;
    }
    Reach reach(hardware, problems);
    const Memory& innermost = hardware.memories.back();
    const input::Node& node = *memories.children.back();
    if (innermost.fill.network) {
        const input::Node& network = *node.find("fill")->find("network");
        reach.check_grid(*innermost.fill.network, network);
        reach.check_roots(*innermost.fill.network, network);
    }
    if (innermost.drain.network) {
        reach.check_grid(*innermost.drain.network, *node.find("drain")->find("network"));
    }
}

} // namespace counterpoint::hw
