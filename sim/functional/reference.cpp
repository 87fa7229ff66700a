#include "sim/functional/reference.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <limits>
#include <numeric>
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

std::vector<std::size_t> inputs_of(const workloads::Layer& layer) {
    std::vector<std::size_t> inputs;
    for (std::size_t t = 0; t < layer.tensors.size(); ++t) {
        if (t != layer.output.value) {
            inputs.push_back(t);
        }
    }
    return inputs;
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
    if (loops.empty()) {
        loops.push_back(Loop{1, std::vector<std::size_t>(layer.tensors.size(), 0)});
    }
    // Small steps inside, since neighbours are at hand; of equal ones the loop that turns longer.
    std::stable_sort(loops.begin(), loops.end(), [](const Loop& a, const Loop& b) {
        const std::size_t far_a = std::accumulate(a.steps.begin(), a.steps.end(), std::size_t{0});
        const std::size_t far_b = std::accumulate(b.steps.begin(), b.steps.end(), std::size_t{0});
        return far_a > far_b || (far_a == far_b && a.size < b.size);
    });
    return loops;
}

/// Goes through all MACs of a layer.
template <class Value, class Product>
class LoopNest {
  public:
    LoopNest(const workloads::Layer& layer, const std::vector<std::vector<Value>>& tensors)
        : tensors_(tensors), loops_(loops_of(layer)), inputs_(inputs_of(layer)),
          output_(layer.output.value) {}

    /// Calls `add(place in the output, product)` for each MAC.
    template <class Add>
    void run(const Add& add) const {
        std::vector<std::size_t> at(tensors_.size(), 0);
        loop(0, at, add);
    }

  private:
    template <class Add>
    void loop(std::size_t depth, std::vector<std::size_t>& at, const Add& add) const {
        if (depth + 1 == loops_.size()) {
            last_loop(at, add);
            return;
        }
        const Loop& loop_here = loops_[depth];
        for (std::int64_t i = 0; i < loop_here.size; ++i) {
            loop(depth + 1, at, add);
            for (std::size_t t = 0; t < at.size(); ++t) {
                at[t] += loop_here.steps[t];
            }
        }
        for (std::size_t t = 0; t < at.size(); ++t) {
            at[t] -= loop_here.steps[t] * static_cast<std::size_t>(loop_here.size);
        }
    }

    template <class Add>
    void last_loop(const std::vector<std::size_t>& at, const Add& add) const {
        const std::vector<std::size_t>& steps = loops_.back().steps;
        const auto size = static_cast<std::size_t>(loops_.back().size);
        if (inputs_.size() == 2) {
            const std::size_t step_a = steps[inputs_[0]];
            const std::size_t step_b = steps[inputs_[1]];
            const Value* a = tensors_[inputs_[0]].data() + at[inputs_[0]];
            const Value* b = tensors_[inputs_[1]].data() + at[inputs_[1]];
            for (std::size_t i = 0; i < size; ++i) {
                add(at[output_] + i * steps[output_],
                    static_cast<Product>(a[i * step_a]) * static_cast<Product>(b[i * step_b]));
            }
            return;
        }
        for (std::size_t i = 0; i < size; ++i) {
            Product product = 1;
            for (const std::size_t t : inputs_) {
                product *= static_cast<Product>(tensors_[t][at[t] + i * steps[t]]);
            }
            add(at[output_] + i * steps[output_], product);
        }
    }

    const std::vector<std::vector<Value>>& tensors_;
    std::vector<Loop> loops_;
    std::vector<std::size_t> inputs_;
    std::size_t output_;
};

std::int64_t macs_of_one_element(const workloads::Layer& layer) {
    std::int64_t macs = 1;
    for (const workloads::Dimension& dimension : layer.dimensions) {
        macs *= dimension.size;
    }
    return macs / static_cast<std::int64_t>(elements_of(layer, layer.tensors[layer.output]));
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
    std::vector<std::int64_t> sums(elements_of(layer, layer.tensors[layer.output]), 0);
    LoopNest<std::int32_t, std::int64_t>(layer, tensors)
        .run([&sums](std::size_t place, std::int64_t product) { sums[place] += product; });
    return sums;
}

FloatReference reference_output(const workloads::Layer& layer,
                                const std::vector<std::vector<float>>& tensors) {
    FloatReference reference;
    reference.output.assign(elements_of(layer, layer.tensors[layer.output]), 0);
    reference.bound = reference.output;
    LoopNest<float, double>(layer, tensors).run([&](std::size_t place, double product) {
        reference.output[place] += product;
        reference.bound[place] += std::abs(product);
    });
    const double roundings = static_cast<double>(macs_of_one_element(layer)) +
                             static_cast<double>(layer.tensors.size() - 1);
    const double error = roundings * std::ldexp(1.0, -24);
    const double gamma = error < 1 ? error / (1 - error) : std::numeric_limits<double>::infinity();
    for (double& bound : reference.bound) {
        bound = (bound > 0 ? gamma * bound : 0) + roundings * std::ldexp(1.0, -126);
    }
    return reference;
}

} // namespace counterpoint::sim
