#pragma once

#include <memory>

#include "hw/network.hpp"
#include "sim/noc/ends.hpp"
#include "sim/noc/fabric.hpp"

namespace counterpoint::sim::noc {

/// The fabric of a description. Units lie on a grid with the first spatial nodes along its rows and
/// the rest along its columns where some split fits, otherwise row by row. The description reaches
/// all units (hw and mapping have checked that).
std::unique_ptr<Fabric> make_fabric(const hw::FillTopology& topology, const Ends& ends);
std::unique_ptr<Fabric> make_fabric(const hw::DrainTopology& topology, const Ends& ends);

} // namespace counterpoint::sim::noc
