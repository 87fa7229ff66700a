#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "hw/hardware.hpp"
#include "hw/layer_numbers.hpp"
#include "results/memory_traffic.hpp"
#include "workloads/layer.hpp"

namespace counterpoint::validation {

/// What kind of thing a number says; reports group by it.
enum class Kind { time, work, capacity, accesses, traffic, stack };

std::string to_string(Kind kind);

/// value / reference − 1. 0 where both are 0; nothing where only the reference is.
std::optional<double> deviation_of(std::int64_t value, std::int64_t reference);

/// One number that both models say of a layer. The name is the path at which the number stands in
/// the JSON of `analyze` and `simulate`: `cycles`, `counts.L2.Weight.reads`,
/// `cycle_stack.waiting.L2.fill_transfer`. There do not stand: `capacity_bytes_of.L2.Weight`, the
/// part of one tensor in `capacity_bytes.L2`; and, where units of a memory forward,
/// `counts.L2.Input.reads_without_forwarding` and `bandwidth.L1.fill.bytes_without_forwarding`:
/// what was read and sent, and what this saved, together.
struct Quantity {
    std::string name;
    Kind kind = Kind::time;
    std::int64_t analytical = 0;
    std::int64_t simulated = 0;
    bool saved_by_forwarding = false; ///< the simulated number is less by what neighbours forwarded

    [[nodiscard]] bool equal() const { return analytical == simulated; }
    /// simulated / analytical − 1: what really happens beyond what was computed. Nothing where the
    /// analytical number is 0 and the simulated is not.
    [[nodiscard]] std::optional<double> deviation() const;
};

/// All numbers of a layer side by side, in the order of the JSON. Memories and tensors are named as
/// in the hardware and the layer. `traffic` is what was simulated with the numbers.
std::vector<Quantity> side_by_side(const workloads::Layer& layer, const hw::Hardware& hardware,
                                   const hw::LayerNumbers& analytical,
                                   const hw::LayerNumbers& simulated,
                                   const results::MemoryTraffic& traffic);

/// Numbers of the right shape for the layer on the hardware, all 0.
hw::LayerNumbers no_numbers(const workloads::Layer& layer, const hw::Hardware& hardware);

/// The names of all quantities of a layer on the hardware, in the order of side_by_side.
std::vector<std::string> number_names(const workloads::Layer& layer, const hw::Hardware& hardware);

} // namespace counterpoint::validation
