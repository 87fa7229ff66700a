#include "sim/observation/utilisation.hpp"

#include <algorithm>
#include <map>

#include "sim/program.hpp"

namespace counterpoint::sim {

namespace {

/// Units that exist at each spatial node, outermost first.
std::vector<std::int64_t> spatial_units(const Program& program) {
    std::map<std::size_t, std::int64_t> by_node;
    for (const std::vector<Step>& steps : program.steps) {
        for (const Step& step : steps) {
            if (step.spatial) {
                by_node[step.node] = step.units;
            }
        }
    }
    std::vector<std::int64_t> units;
    for (const auto& [node, count] : by_node) {
        units.push_back(count);
    }
    return units;
}

std::int64_t rows_of(const Program& program) {
    const std::int64_t pes = program.units[program.innermost()];
    std::int64_t rows = 1;
    std::int64_t best = 1;
    for (const std::int64_t units : spatial_units(program)) {
        rows *= units;
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
    map.rows = static_cast<std::size_t>(rows_of(program));
    map.columns = simulation.pe_macs.size() / map.rows;
    const double possible =
        static_cast<double>(simulation.cycles) * static_cast<double>(hardware.pe.lanes);
    for (const std::int64_t macs : simulation.pe_macs) {
        map.share.push_back(possible > 0 ? static_cast<double>(macs) / possible : 0);
    }
    return map;
}

} // namespace counterpoint::sim
