#pragma once

#include <memory>

#include "hw/network.hpp"
#include "sim/noc/ends.hpp"
#include "sim/noc/fabric.hpp"

namespace counterpoint::sim::noc {

enum class Direction { fill, drain };

/// Flit by flit wherever two packets can meet. Drains: no reduction, every unit of a message sends
/// its own packets.
std::unique_ptr<Fabric> make_mesh_fabric(const hw::Mesh& mesh, const Ends& ends,
                                         Direction direction);

} // namespace counterpoint::sim::noc
