#pragma once

#include <optional>

#include "sim/fill_engine.hpp"
#include "sim/link_networks.hpp"
#include "sim/network.hpp"
#include "sim/network_traffic.hpp"

namespace counterpoint::sim {

/// What a fabric did: its passes, each as often as it happened. Nothing for null. Throws Overflow.
std::optional<NetworkTraffic> traffic_of(const FabricNetwork* network);

/// The same of a memory's fill, with what its units forwarded if they do.
std::optional<NetworkTraffic> fill_traffic_of(const LinkNetworks& networks, const FillEngine& fill,
                                              bool forwards);

} // namespace counterpoint::sim
