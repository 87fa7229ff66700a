#include "sim/functional/reference.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <limits>
#include <string>

#include "vocabulary/problem.hpp"

namespace counterpoint::sim {

namespace {

using workloads::TensorIndex;

/// One loop of the nest: a dimension that has more than one index.
struct Loop {
    std::int64_t size = 1;
    std::vector<std::size_t> steps; ///< elements from one index to the next, by tensor
};

std::size_t extent_of(const workloads::Layer& layer, const workloads::Axis& axis) {
    std::int64_t last = 0;
    for (const workloads::AxisTerm& term : axis) {
        last += term.coefficient * (layer.dimensions[term.dimension].size - 1);
    }
    return static_cast<std::size_t>(last + 1);
}

std::size_t elements_of(const workloads::Layer& layer, const workloads::Tensor& tensor) {
    std::size_t elements = 1;
    for (const workloads::Axis& axis : tensor.axes) {
        elements *= extent_of(layer, axis);
    }
    return elements;
}

std::vector<Loop> loops_of(const workloads::Layer& layer) {
    std::vector<Loop> loops;
    for (const workloads::Dimension& dimension : layer.dimensions) {
        loops.push_back(Loop{dimension.size, std::vector<std::size_t>(layer.tensors.size(), 0)});
    }
    for (TensorIndex t{0}; layer.tensors.contains(t); ++t.value) {
        std::size_t stride = 1;
        const std::vector<workloads::Axis>& axes = layer.tensors[t].axes;
        for (std::size_t a = axes.size(); a-- > 0;) {
            for (const workloads::AxisTerm& term : axes[a]) {
                loops[term.dimension.value].steps[t.value] =
                    stride * static_cast<std::size_t>(term.coefficient);
            }
            stride *= extent_of(layer, axes[a]);
        }
    }
    loops.erase(
        std::remove_if(loops.begin(), loops.end(), [](const Loop& loop) { return loop.size == 1; }),
        loops.end());
    return loops;
}

/// Every MAC of the layer in the order of its dimensions; what is done with one, `mac` says, given
/// the place of its element in every tensor.
template <class Mac>
void loop_nest(const std::vector<Loop>& loops, std::size_t depth, std::vector<std::size_t>& at,
               const Mac& mac) {
    const Loop& loop = loops[depth];
    for (std::int64_t i = 0; i < loop.size; ++i) {
        if (depth + 1 < loops.size()) {
            loop_nest(loops, depth + 1, at, mac);
        } else {
            mac(at);
        }
        for (std::size_t t = 0; t < at.size(); ++t) {
            at[t] += loop.steps[t];
        }
    }
    for (std::size_t t = 0; t < at.size(); ++t) {
        at[t] -= loop.steps[t] * static_cast<std::size_t>(loop.size);
    }
}

template <class Mac>
void for_each_mac(const workloads::Layer& layer, const Mac& mac) {
    std::vector<std::size_t> at(layer.tensors.size(), 0);
    const std::vector<Loop> loops = loops_of(layer);
    if (loops.empty()) {
        mac(at);
    } else {
        loop_nest(loops, 0, at, mac);
    }
}

std::int64_t macs_of_one_element(const workloads::Layer& layer) {
    std::int64_t macs = 1;
    for (const workloads::Dimension& dimension : layer.dimensions) {
        macs *= dimension.size;
    }
    return macs / static_cast<std::int64_t>(elements_of(layer, layer.tensors[layer.output]));
}

std::vector<std::size_t> inputs_of(const workloads::Layer& layer) {
    std::vector<std::size_t> inputs;
    for (std::size_t t = 0; t < layer.tensors.size(); ++t) {
        if (t != layer.output.value) {
            inputs.push_back(t);
        }
    }
    return inputs;
}

/// No sum of any part of the products can exceed the product of the largest values times their
/// number.
void check_range(const workloads::Layer& layer,
                 const std::vector<std::vector<std::int32_t>>& tensors) {
    std::int64_t most = macs_of_one_element(layer);
    bool too_large = false;
    for (const std::size_t t : inputs_of(layer)) {
        std::int64_t largest = 0;
        for (const std::int32_t value : tensors[t]) {
            largest = std::max(largest, std::abs(std::int64_t{value}));
        }
        too_large = __builtin_mul_overflow(most, largest, &most) || too_large;
    }
    if (too_large) {
        Problem problem;
        problem.place = layer.place;
        problem.message = "the values of layer " + layer.name +
                          " are so large that its sums of products may exceed 64 bits";
        problem.remedy = "scale the input tensors down, or give them as float32";
        throw InputError(problem);
    }
}

} // namespace

std::vector<std::int64_t> reference_output(const workloads::Layer& layer,
                                           const std::vector<std::vector<std::int32_t>>& tensors) {
    check_range(layer, tensors);
    const std::size_t output = layer.output.value;
    const std::vector<std::size_t> inputs = inputs_of(layer);
    std::vector<std::int64_t> sums(elements_of(layer, layer.tensors[layer.output]), 0);
    for_each_mac(layer, [&](const std::vector<std::size_t>& at) {
        std::int64_t product = 1;
        for (const std::size_t t : inputs) {
            product *= tensors[t][at[t]];
        }
        sums[at[output]] += product;
    });
    return sums;
}

FloatReference reference_output(const workloads::Layer& layer,
                                const std::vector<std::vector<float>>& tensors) {
    const std::size_t output = layer.output.value;
    const std::vector<std::size_t> inputs = inputs_of(layer);
    FloatReference reference;
    reference.output.assign(elements_of(layer, layer.tensors[layer.output]), 0);
    reference.bound = reference.output;
    for_each_mac(layer, [&](const std::vector<std::size_t>& at) {
        double product = 1;
        for (const std::size_t t : inputs) {
            product *= static_cast<double>(tensors[t][at[t]]);
        }
        reference.output[at[output]] += product;
        reference.bound[at[output]] += std::abs(product);
    });
    const double roundings =
        static_cast<double>(macs_of_one_element(layer)) + static_cast<double>(inputs.size());
    const double error = roundings * std::ldexp(1.0, -24);
    const double gamma = error < 1 ? error / (1 - error) : std::numeric_limits<double>::infinity();
    for (double& bound : reference.bound) {
        bound = (bound > 0 ? gamma * bound : 0) + roundings * std::ldexp(1.0, -126);
    }
    return reference;
}

} // namespace counterpoint::sim
