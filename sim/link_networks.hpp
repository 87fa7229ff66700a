#pragma once

#include <memory>

#include "hw/hardware.hpp"
#include "sim/network.hpp"
#include "sim/program.hpp"
#include "workloads/layer.hpp"

namespace counterpoint::sim {

/// The networks between a memory and the next outer one.
struct LinkNetworks {
    std::unique_ptr<NetworkModule> fill;
    std::unique_ptr<NetworkModule> drain;
    FabricNetwork* fill_fabric = nullptr; ///< `fill`, if it has a topology
    FabricNetwork* drain_fabric = nullptr;

    [[nodiscard]] noc::Passages* fill_passages() const {
        return fill_fabric == nullptr ? nullptr : &fill_fabric->passages();
    }
    [[nodiscard]] noc::Passages* drain_passages() const {
        return drain_fabric == nullptr ? nullptr : &drain_fabric->passages();
    }
};

/// `memory` is not memory 0.
LinkNetworks make_networks(MemoryIndex memory, const Program& program,
                           const workloads::Layer& layer, const hw::Hardware& hardware);

} // namespace counterpoint::sim
