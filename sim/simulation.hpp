#pragma once

#include <atomic>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "hw/hardware.hpp"
#include "hw/layer_numbers.hpp"
#include "mapping/mapping.hpp"
#include "sim/dram_traffic.hpp"
#include "sim/functional/functional_options.hpp"
#include "sim/network_traffic.hpp"
#include "sim/observation/observed.hpp"
#include "sim/observation/trace_options.hpp"
#include "sim/observer.hpp"
#include "sim/scratchpad/bank_traffic.hpp"
#include "sim/skipped.hpp"
#include "workloads/layer.hpp"

namespace counterpoint::sim {

/// How the values of an output compare with a plain loop nest.
struct ValueCheck {
    std::int64_t outputs = 0;
    std::int64_t wrong = 0;        ///< integers that differ, floats beyond their bound
    std::int64_t beyond_int32 = 0; ///< integers that an int32 cannot hold
    bool floating = false;         ///< float32, else integers
    double largest_error = 0;      ///< floats: the error that comes nearest to its bound
    double bound_of_largest = 0;   ///< and that bound
    std::string first_wrong;       ///< in words; empty if none is
};

/// What happened when a layer was executed. Exact integers.
struct Simulation : hw::LayerNumbers {
    /// Cycles in which something was being sent over each network; memory 0: nothing.
    Table<hw::MemoryIndex, std::int64_t> fill_busy_cycles;
    Table<hw::MemoryIndex, std::int64_t> drain_busy_cycles;
    std::optional<DramTraffic> dram;                          ///< if memory 0 is one
    Table<hw::MemoryIndex, std::optional<BankTraffic>> banks; ///< of the memories that have some
    /// Of the memories with a network that is more than the ideal channel.
    Table<hw::MemoryIndex, std::optional<NetworkTraffic>> fill_networks;
    Table<hw::MemoryIndex, std::optional<NetworkTraffic>> drain_networks;
    std::vector<std::int64_t> pe_macs; ///< by PE, in the order of units
    Skipped skipped;                   ///< see FastForward
    Observed observed;                 ///< what the options asked to look at
    std::optional<ValueCheck> values;  ///< if the options asked for values
};

struct Options {
    bool check_capacity = true; ///< false: a tile that does not fit is simulated all the same
    /// Iterations that repeat are skipped, with the same result. Ignored, and nothing skipped,
    /// where an observer, a trace or values have to see every phase.
    bool fast_forward = true;
    TraceOptions trace; ///< what to look at while it runs
    /// Values move too: simulate() and simulate_all() do that after run(), which ignores it.
    std::optional<FunctionalOptions> functional;
};

/// Executes one layer on a SystemC model of the hardware, phase by phase. SystemC allows this once
/// in a process; simulate() of sim/process.hpp does it as often as one likes.
/// `mapping` is legal for `layer` and `hardware` (mapping::broken_rules is empty).
/// Throws InputError where the hardware cannot run the mapping: a tile that does not fit, partial
/// sums that collide without a reduction network, numbers beyond 64 bits. Throws Defect where the
/// simulator finds itself wrong.
/// `phases`, if given, always holds the number of innermost phases that are over.
Simulation run(const workloads::Layer& layer, const hw::Hardware& hardware,
               const mapping::Mapping& mapping, const Options& options = {},
               Observer* observer = nullptr, std::atomic<std::int64_t>* phases = nullptr);

} // namespace counterpoint::sim
