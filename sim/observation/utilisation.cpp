#include "sim/observation/utilisation.hpp"

#include <algorithm>

#include "sim/program.hpp"

namespace counterpoint::sim {

namespace {

/// The spatial nodes of all dimensions, outermost first.
std::vector<SpatialNode> spatial_nodes(const Program& program, const workloads::Layer& layer) {
    std::vector<SpatialNode> nodes;
    for (const Spread& spread : program.spatial_nodes(0, program.end)) {
        nodes.push_back(
            SpatialNode{layer.dimensions[spread.dimension].name, spread.tile, spread.units});
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
