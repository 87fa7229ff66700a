#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "hw/network.hpp"
#include "sim/noc/mesh/traffic_pattern.hpp"

namespace counterpoint::sim::noc::mesh {

/// How long a network is watched. First it is warmed up; then packets that are born count; then it
/// goes on, with traffic as before, until all of them have arrived.
struct StudyCycles {
    std::int64_t warm_up = 5000;
    std::int64_t measurement = 10'000; ///< positive
    std::int64_t drain = 20'000;       ///< at most
};

struct LatencySummary {
    std::int64_t count = 0;
    std::int64_t sum = 0;
    std::int64_t least = 0;
    std::int64_t most = 0;

    void add(std::int64_t latency);
    [[nodiscard]] double mean() const;
};

/// What a network did under a load.
struct LoadPoint {
    double rate = 0;        ///< asked for
    double offered = 0;     ///< flits a node and cycle that were born in the measurement
    double accepted = 0;    ///< that left it in that time, copies of multicasts too
    LatencySummary latency; ///< of packets born then, from birth until the tail arrives
    double hops = 0;        ///< mean links between routers on their ways
    double zero_load = 0;   ///< mean latency if they had met nothing
    double busiest = 0;     ///< share of the measurement in which the busiest link carried flits
    Node busiest_node = 0;  ///< the router that it leaves
    Port busiest_port = local;
    std::int64_t cycles = 0;        ///< simulated
    std::int64_t router_cycles = 0; ///< of routers that had flits
    /// All those packets have arrived, and on average the second half of them took at most a tenth
    /// longer than the first, or a thousandth of the measured cycles.
    bool stable = false;
};

/// Watches a mesh (all of Network's preconditions) under a traffic that fits it. Multicasts are no
/// longer than a buffer, or become one unicast for each target if the mesh does not copy.
LoadPoint study(const hw::Mesh& mesh, const Traffic& traffic, const StudyCycles& cycles);

/// How latency grows with load, and where it ends.
struct LoadSweep {
    std::vector<LoadPoint> points;  ///< by rate, ascending
    double saturation_rate = 0;     ///< the highest that was stable
    double saturation_accepted = 0; ///< flits a node and cycle there
    std::optional<double> bound;    ///< of the most loaded link
};

/// Finds the saturation by halving, and watches some loads below it. `told` hears of each point.
LoadSweep sweep(const hw::Mesh& mesh, const Traffic& traffic, const StudyCycles& cycles,
                const std::function<void(const LoadPoint&)>& told = {});

} // namespace counterpoint::sim::noc::mesh
