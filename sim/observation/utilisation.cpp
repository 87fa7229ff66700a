#include "sim/observation/utilisation.hpp"

#include <algorithm>
#include <map>

#include "sim/program.hpp"

namespace counterpoint::sim {

namespace {

/// The spatial nodes of all dimensions, outermost first.
std::vector<SpatialNode> spatial_nodes(const Program& program, const workloads::Layer& layer) {
    std::map<std::size_t, SpatialNode> by_place;
    for (DimensionIndex d{0}; program.steps.contains(d); ++d.value) {
        for (const Step& step : program.steps[d]) {
            if (step.spatial) {
                by_place[step.node] = SpatialNode{layer.dimensions[d].name, step.tile, step.units};
            }
        }
    }
    std::vector<SpatialNode> nodes;
    for (const auto& [place, node] : by_place) {
        nodes.push_back(node);
    }
    return nodes;
}

std::int64_t rows_of(const std::vector<SpatialNode>& nodes, std::int64_t pes) {
    std::int64_t rows = 1;
    std::int64_t best = 1;
    for (const SpatialNode& node : nodes) {
        rows *= node.units;
        if (std::max(rows, pes / rows) < std::max(best, pes / best)) {
            best = rows;
        }
    }
    return best;
}

} // namespace

UtilisationMap utilisation_of(const Simulation& simulation, const workloads::Layer& layer,
                              const hw::Hardware& hardware, const mapping::Mapping& mapping) {
    const Program program = build_program(layer, hardware, mapping);
    UtilisationMap map;
    map.spread = spatial_nodes(program, layer);
    map.rows = static_cast<std::size_t>(rows_of(map.spread, program.units[program.innermost()]));
    map.columns = simulation.pe_macs.size() / map.rows;
    const double possible =
        static_cast<double>(simulation.cycles) * static_cast<double>(hardware.pe.lanes);
    for (const std::int64_t macs : simulation.pe_macs) {
        map.share.push_back(possible > 0 ? static_cast<double>(macs) / possible : 0);
    }
    return map;
}

} // namespace counterpoint::sim
