#include "sim/noc/mesh/load_study.hpp"

#include <algorithm>
#include <array>

#include "sim/noc/mesh/network.hpp"

namespace counterpoint::sim::noc::mesh {

namespace {

/// Packets that may wait at a source. A source that reaches it never gets rid of them in time.
constexpr std::size_t longest_queue = 4000;

class Study {
  public:
    Study(const hw::Mesh& mesh, const Traffic& traffic, const StudyCycles& cycles)
        : mesh_(mesh), traffic_(traffic), cycles_(cycles), network_(mesh),
          draw_(network_.grid(), traffic) {}

    LoadPoint run() {
        run_until(cycles_.warm_up);
        const std::vector<std::int64_t> before = carried();
        run_until(end_of_measurement());
        find_busiest(before);
        while (waiting_ > 0 && network_.now() < end_of_measurement() + cycles_.drain) {
            step();
        }
        return summary();
    }

  private:
    /// Of a packet, by its label.
    struct Birth {
        std::int64_t cycle;
        Node from;
    };

    [[nodiscard]] std::int64_t end_of_measurement() const {
        return cycles_.warm_up + cycles_.measurement;
    }
    [[nodiscard]] bool measuring(std::int64_t cycle) const {
        return cycle >= cycles_.warm_up && cycle < end_of_measurement();
    }

    void run_until(std::int64_t cycle) {
        while (network_.now() < cycle) {
            step();
        }
    }

    void step() {
        const std::int64_t cycle = network_.now();
        for (Node node = 0; node < network_.grid().nodes(); ++node) {
            if (draw_.sends()) {
                send(node, cycle);
            }
        }
        network_.step();
        for (const Network::Arrival& arrival : network_.arrivals()) {
            take(arrival, cycle);
        }
    }

    void send(Node from, std::int64_t cycle) {
        if (network_.queued(from) >= longest_queue) {
            overflowed_ = true;
            return;
        }
        Packet packet;
        packet.flits = traffic_.packet_flits;
        packet.release = cycle;
        packet.label = cycle * network_.grid().nodes() + from;
        if (traffic_.pattern != Pattern::multicast) {
            network_.send(from, draw_.target(from), packet);
        } else if (mesh_.multicast) {
            network_.multicast(from, draw_.targets(), packet);
        } else {
            for (const Node to : draw_.targets()) {
                network_.send(from, to, packet);
            }
        }
        if (measuring(cycle)) {
            ++born_;
            waiting_ += traffic_.pattern == Pattern::multicast ? traffic_.fanout : 1;
        }
    }

    void take(const Network::Arrival& arrival, std::int64_t cycle) {
        ejected_ += measuring(cycle) ? 1 : 0;
        const std::int64_t nodes = network_.grid().nodes();
        const std::int64_t birth = arrival.label / nodes;
        if (!arrival.tail || !measuring(birth)) {
            return;
        }
        --waiting_;
        const bool first_half = birth - cycles_.warm_up < cycles_.measurement / 2;
        (first_half ? first_half_ : second_half_).add(cycle - birth);
        latency_.add(cycle - birth);
        hops_ += network_.grid().hops(static_cast<Node>(arrival.label % nodes), arrival.node);
    }

    [[nodiscard]] std::vector<std::int64_t> carried() const {
        std::vector<std::int64_t> flits;
        for (Node node = 0; node < network_.grid().nodes(); ++node) {
            for (const Port port : all_ports) {
                flits.push_back(network_.carried(node, port));
            }
        }
        return flits;
    }

    void find_busiest(const std::vector<std::int64_t>& before) {
        const std::vector<std::int64_t> after = carried();
        std::int64_t most = -1;
        for (std::size_t link = 0; link < after.size(); ++link) {
            if (after[link] - before[link] > most) {
                most = after[link] - before[link];
                point_.busiest_node = static_cast<Node>(link / port_count);
                point_.busiest_port = all_ports[link % port_count];
            }
        }
        point_.busiest = static_cast<double>(most) / static_cast<double>(cycles_.measurement);
    }

    LoadPoint summary() {
        const double node_cycles =
            static_cast<double>(cycles_.measurement) * static_cast<double>(network_.grid().nodes());
        point_.rate = traffic_.rate;
        point_.offered = static_cast<double>(born_ * traffic_.packet_flits) / node_cycles;
        point_.accepted = static_cast<double>(ejected_) / node_cycles;
        point_.latency = latency_;
        if (latency_.count > 0) {
            point_.hops = static_cast<double>(hops_) / static_cast<double>(latency_.count);
            const auto router =
                static_cast<double>(zero_load_latency(mesh_, 1) - zero_load_latency(mesh_, 0));
            point_.zero_load = static_cast<double>(zero_load_latency(mesh_, 0)) +
                               point_.hops * router +
                               static_cast<double>(traffic_.packet_flits - 1);
        }
        point_.cycles = network_.now();
        point_.router_cycles = network_.router_cycles();
        point_.stable = waiting_ == 0 && !overflowed_ && settled();
        return point_;
    }

    /// With more load than it can carry, packets of the second half are later by half the
    /// measurement times the share that is too much. A fifth of a per cent is not told from chance.
    [[nodiscard]] bool settled() const {
        const double growth = second_half_.mean() - first_half_.mean();
        return first_half_.count == 0 ||
               growth <= std::max(0.1 * first_half_.mean(),
                                  static_cast<double>(cycles_.measurement) / 1000);
    }

    hw::Mesh mesh_;
    Traffic traffic_;
    StudyCycles cycles_;
    Network network_;
    PacketDraw draw_;
    LoadPoint point_;
    LatencySummary latency_;
    LatencySummary first_half_;
    LatencySummary second_half_;
    std::int64_t hops_ = 0;
    std::int64_t born_ = 0;    ///< in the measurement
    std::int64_t waiting_ = 0; ///< arrivals of those still to come
    std::int64_t ejected_ = 0; ///< flits in the measurement
    bool overflowed_ = false;  ///< a source was too far behind to take more
};

} // namespace

void LatencySummary::add(std::int64_t latency) {
    least = count == 0 ? latency : std::min(least, latency);
    most = std::max(most, latency);
    sum += latency;
    ++count;
}

double LatencySummary::mean() const {
    return count == 0 ? 0 : static_cast<double>(sum) / static_cast<double>(count);
}

LoadPoint study(const hw::Mesh& mesh, const Traffic& traffic, const StudyCycles& cycles) {
    return Study(mesh, traffic, cycles).run();
}

LoadSweep sweep(const hw::Mesh& mesh, const Traffic& traffic, const StudyCycles& cycles,
                const std::function<void(const LoadPoint&)>& told) {
    LoadSweep result;
    result.bound = channel_bound(Grid(mesh.rows, mesh.columns), traffic);
    const auto watch = [&](double rate) {
        Traffic load = traffic;
        load.rate = rate;
        result.points.push_back(study(mesh, load, cycles));
        if (told) {
            told(result.points.back());
        }
        const LoadPoint& point = result.points.back();
        if (point.stable && rate > result.saturation_rate) {
            result.saturation_rate = rate;
            result.saturation_accepted = point.accepted;
        }
        return point.stable;
    };
    double above = result.bound.value_or(1);
    double below = watch(above) ? above : 0;
    for (int halvings = 0; halvings < 7 && below < above; ++halvings) {
        const double rate = (below + above) / 2;
        (watch(rate) ? below : above) = rate;
    }
    constexpr std::array<double, 8> shares{0.02, 0.15, 0.3, 0.45, 0.6, 0.75, 0.85, 0.93};
    for (const double share : shares) {
        watch(share * below);
    }
    std::sort(result.points.begin(), result.points.end(),
              [](const LoadPoint& a, const LoadPoint& b) { return a.rate < b.rate; });
    return result;
}

} // namespace counterpoint::sim::noc::mesh
