#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "hw/counts.hpp"
#include "hw/hardware.hpp"
#include "results/layer_result.hpp"
#include "results/maestro_csv/costs.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::results {

/// What MAESTRO's columns say of one tensor.
struct TensorFigures {
    std::int64_t elements = 0;        ///< of the whole tensor
    hw::Access l1;                    ///< the innermost memory, all units
    std::optional<hw::Access> l2;     ///< the next outer one; nothing where that is memory 0
    std::optional<std::int64_t> sent; ///< elements that left the outer memory for L1; inputs only
    std::optional<double> reuse;      ///< docs/output.md
    std::optional<double> multicast;  ///< writes to L1 for an element sent
};

/// What MAESTRO's columns say of one layer, in the meaning of docs/maestro-csv.md.
struct MaestroFigures {
    std::string network;
    std::string layer;
    std::int64_t pes = 0; ///< that there are
    std::int64_t lanes = 1;
    std::int64_t cycles = 0;
    std::int64_t macs = 0;
    double clock_ghz = 1;
    TensorFigures input;
    TensorFigures filter;
    TensorFigures output;
    double energy_nj = 0;
    AcceleratorSizes sizes;
    AcceleratorCosts costs;
    std::optional<double> network_bytes_per_cycle;    ///< that the busier network of L1 carries
    std::optional<double> offchip_elements_per_cycle; ///< that memory 0 has to carry
    std::optional<double> busy_pes;
    std::optional<double> macs_per_element;        ///< of both inputs that is sent to L1
    std::optional<double> ingress_cycles;          ///< of a phase of L1, on average
    std::optional<double> egress_cycles;           ///< the same
    std::optional<double> compute_cycles;          ///< the same
    std::optional<hw::PhaseDelays> delays;         ///< of single phases of L1; not of a simulation
    std::optional<double> peak_elements_per_cycle; ///< only if all tensors have one width
};

/// Why the columns, which know an input, a filter and an output, cannot show the layer; nothing
/// where they can.
std::optional<Problem> misfit(const workloads::Layer& layer);

/// Of a layer without misfit.
MaestroFigures maestro_figures(const std::string& network, const LayerResult& result,
                               const hw::Hardware& hardware);

} // namespace counterpoint::results
