#pragma once

#include "hw/hardware.hpp"
#include "sim/program.hpp"
#include "workloads/layer.hpp"

namespace counterpoint::sim {

/// What of real hardware is not simulated where tensors bypass memories: a network with a topology
/// that they pass, forwarding into a memory whose tensors come from further out than the next one,
/// a DRAM that is read past a memory without multicast, and banks that two memories' fills read.
/// Throws InputError with all that the mapping asks for.
void refuse_what_bypasses_cannot_do(const Program& program, const workloads::Layer& layer,
                                    const hw::Hardware& hardware);

} // namespace counterpoint::sim
