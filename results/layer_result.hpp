#pragma once

#include <cstdint>
#include <optional>

#include "hw/layer_numbers.hpp"
#include "hw/phase_delays.hpp"
#include "results/measured.hpp"
#include "workloads/layer.hpp"

namespace counterpoint::results {

/// How the values of a layer's output compare with a plain loop nest.
struct ValueNumbers {
    std::int64_t outputs = 0;
    std::int64_t wrong = 0;
    bool floating = false;       ///< float32, else integers
    double largest_error = 0;    ///< floats: the error nearest to its bound
    double bound_of_largest = 0; ///< and that bound
};

/// One layer and what the model says of it.
struct LayerResult {
    workloads::Layer layer;
    hw::LayerNumbers numbers;
    std::optional<ValueNumbers> values = {};      ///< if values moved
    std::optional<MeasuredNumbers> measured = {}; ///< if it was simulated
    std::optional<hw::PhaseDelays> delays = {};   ///< if it was analysed for them
};

} // namespace counterpoint::results
