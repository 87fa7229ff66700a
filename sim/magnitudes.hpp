#pragma once

#include "hw/hardware.hpp"
#include "sim/program.hpp"
#include "workloads/layer.hpp"

namespace counterpoint::sim {

/// Throws Overflow where something that is multiplied within a phase could exceed 64 bits: MACs,
/// the number of phases, or the bytes of a tensor in all units of a memory together. What is added
/// up over phases is checked where that is done.
void check_magnitudes(const Program& program, const workloads::Layer& layer,
                      const hw::Hardware& hardware);

} // namespace counterpoint::sim
