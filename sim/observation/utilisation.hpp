#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "hw/hardware.hpp"
#include "mapping/mapping.hpp"
#include "sim/simulation.hpp"
#include "workloads/layer.hpp"

namespace counterpoint::sim {

/// A spatial node of the mapping.
struct SpatialNode {
    std::string dimension;
    std::int64_t tile = 1;
    std::int64_t units = 1; ///< that exist
};

/// How busy each PE was, laid out as a picture. Units are numbered by the spatial nodes, the
/// outermost most significant; the outer nodes give the rows, the inner ones the columns, split
/// where the picture comes closest to a square (the flatter one of two).
struct UtilisationMap {
    std::size_t rows = 1;
    std::size_t columns = 1;
    std::vector<SpatialNode> spread; ///< outermost first
    std::vector<double> share; ///< row by row: MACs done of those possible in all cycles, 0 to 1
};

/// `simulation` is that of this layer by this mapping on this hardware.
UtilisationMap utilisation_of(const Simulation& simulation, const workloads::Layer& layer,
                              const hw::Hardware& hardware, const mapping::Mapping& mapping);

} // namespace counterpoint::sim
