#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <numeric>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "hw/network.hpp"
#include "sim/noc/mesh/network.hpp"

namespace counterpoint::sim::noc::mesh {
namespace {

/// A mesh with any options and more traffic than it can carry.
class RandomTraffic {
  public:
    explicit RandomTraffic(std::uint64_t seed) : engine_(seed) {
        mesh_.rows = draw(1, 6);
        mesh_.columns = draw(1, 6);
        mesh_.virtual_channels = draw(1, 4);
        mesh_.buffer_flits = draw(1, 9);
        mesh_.speculative = draw(0, 1) == 1;
        mesh_.credit_delay = draw(0, 4);
        multicasts_ = draw(0, 2);
        longest_ = draw(1, 20);
        rate_ = draw(1, 10);
    }

    /// Keeps all sources busy for so many cycles, then lets the network run empty. Returns the
    /// flits that should have arrived.
    std::int64_t run(std::int64_t cycles) {
        Network network(mesh_);
        const Node nodes = network.grid().nodes();
        std::int64_t arrived = 0;
        std::int64_t quiet = 0;
        while (network.now() < cycles || network.outstanding() > 0) {
            for (Node node = 0; network.now() < cycles && node < nodes; ++node) {
                if (draw(1, 10) <= rate_ && network.outstanding() < 40 * nodes) {
                    send(network, node);
                }
            }
            network.step();
            quiet = network.arrivals().empty() && network.outstanding() > 0 ? quiet + 1 : 0;
            arrived += static_cast<std::int64_t>(network.arrivals().size());
            if (quiet > 2000) {
                return -1;
            }
        }
        return arrived - sent_;
    }

    [[nodiscard]] std::string text() const {
        return std::to_string(mesh_.rows) + " x " + std::to_string(mesh_.columns) + ", " +
               std::to_string(mesh_.virtual_channels) + " channels of " +
               std::to_string(mesh_.buffer_flits) + " flits" +
               (mesh_.speculative ? ", speculative" : "") + ", credit delay " +
               std::to_string(mesh_.credit_delay) + ", multicasts " + std::to_string(multicasts_);
    }

  private:
    std::int64_t draw(std::int64_t least, std::int64_t most) {
        return least +
               static_cast<std::int64_t>(engine_() % static_cast<std::uint64_t>(most - least + 1));
    }

    void send(Network& network, Node from) {
        const Node nodes = network.grid().nodes();
        Packet packet;
        packet.release = network.now();
        if (draw(0, 2) >= multicasts_) {
            packet.flits = static_cast<std::int32_t>(draw(1, longest_));
            network.send(from, static_cast<Node>(draw(0, nodes - 1)), packet);
            sent_ += packet.flits;
            return;
        }
        std::vector<Node> to(static_cast<std::size_t>(nodes));
        std::iota(to.begin(), to.end(), 0);
        std::shuffle(to.begin(), to.end(), engine_);
        to.resize(static_cast<std::size_t>(draw(1, nodes)));
        packet.flits = static_cast<std::int32_t>(draw(1, mesh_.buffer_flits));
        network.multicast(from, to, packet);
        sent_ += packet.flits * static_cast<std::int64_t>(to.size());
    }

    std::mt19937_64 engine_;
    hw::Mesh mesh_;
    std::int64_t multicasts_ = 0; ///< of three packets
    std::int64_t longest_ = 1;
    std::int64_t rate_ = 1; ///< packets of ten cycles
    std::int64_t sent_ = 0; ///< flits, each as often as it is to arrive
};

TEST(MeshDeadlock, NeverHappensWhateverTheTraffic) {
    const char* const asked = std::getenv("COUNTERPOINT_MESH_CASES");
    const std::uint64_t cases = asked != nullptr ? std::strtoull(asked, nullptr, 10) : 60;
    for (std::uint64_t seed = 1; seed <= cases; ++seed) {
        RandomTraffic traffic(seed);
        ASSERT_EQ(traffic.run(asked != nullptr ? 5000 : 600), 0)
            << "seed " << seed << ": " << traffic.text();
    }
}

} // namespace
} // namespace counterpoint::sim::noc::mesh
