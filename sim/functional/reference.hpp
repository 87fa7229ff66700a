#pragma once

#include <cstdint>
#include <vector>

#include "workloads/layer.hpp"

namespace counterpoint::sim {

/// The output of a layer, computed without any mapping: one loop for each dimension, one MAC after
/// the other. `tensors` in the order of the layer, C order; nothing for the output.
/// Throws InputError where the products could exceed 64 bits.
std::vector<std::int64_t> reference_output(const workloads::Layer& layer,
                                           const std::vector<std::vector<std::int32_t>>& tensors);

/// The same with floats, in double precision.
struct FloatReference {
    std::vector<double> output;
    /// By element: how far a sum of single-precision products, added up in any order, may be off.
    /// Each of n products of f factors passes at most n + f − 2 roundings of relative error
    /// u = 2^−24, so the sum is off by at most γ · Σ|product|, γ = k·u/(1 − k·u), k = n + f (N. J.
    /// Higham, Accuracy and Stability of Numerical Algorithms, 2nd edition, section 3.1; two
    /// roundings more than needed cover the reference's own). k · 2^−126 is for what underflows.
    std::vector<double> bound;
};
FloatReference reference_output(const workloads::Layer& layer,
                                const std::vector<std::vector<float>>& tensors);

} // namespace counterpoint::sim
