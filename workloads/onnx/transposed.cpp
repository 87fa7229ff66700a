#include "workloads/onnx/transposed.hpp"

#include <algorithm>
#include <numeric>

#include "vocabulary/checked.hpp"
#include "workloads/onnx/windows.hpp"

namespace counterpoint::workloads::onnx {

namespace {

constexpr std::int64_t largest_stride = 64;

struct TransposedFilter {
    std::int64_t outputs = 1;
    std::int64_t taps = 1;
    std::int64_t stride = 1;
    std::int64_t dilation = 1;
    std::int64_t padding = 0; ///< before the first output
};

/// One of the plain convolutions along an axis.
struct Phase {
    std::int64_t position = 0; ///< of its outputs between two input rows
    WindowAxis window;
};

std::int64_t remainder(std::int64_t value, std::int64_t modulus) {
    const std::int64_t left = value % modulus;
    return left < 0 ? left + modulus : left;
}

/// How many of first, first + step, … are below the bound.
std::int64_t count_below(std::int64_t first, std::int64_t step, std::int64_t bound) {
    return first < bound ? (bound - 1 - first) / step + 1 : 0;
}

/// Tap r of input row m reaches output u·m + d·r − padding. So the outputs o with
/// (o + padding) mod u = ρ meet the taps with d·r mod u = ρ: every (u / g)-th one, g the greatest
/// common divisor of u and d. From one to the next the input row moves by d / g.
std::vector<Phase> phases_of(const TransposedFilter& axis) {
    const std::int64_t common = std::gcd(axis.stride, axis.dilation);
    const std::int64_t step = axis.stride / common;
    std::vector<Phase> phases;
    for (std::int64_t first_tap = 0; first_tap < std::min(step, axis.taps); ++first_tap) {
        const std::int64_t position =
            remainder(remainder(axis.dilation, axis.stride) * first_tap, axis.stride);
        const std::int64_t outputs =
            count_below(remainder(position - remainder(axis.padding, axis.stride), axis.stride),
                        axis.stride, axis.outputs);
        if (outputs > 0) {
            const std::int64_t taps = count_below(first_tap, step, axis.taps);
            phases.push_back({position, {outputs, taps, 1, taps > 1 ? axis.dilation / common : 1}});
        }
    }
    return phases;
}

bool are_alike(const TransposedFilter& axis, const std::vector<Phase>& phases) {
    const auto differs = [&](const Phase& phase) {
        const WindowAxis& first = phases.front().window;
        return phase.window.outputs != first.outputs || phase.window.taps != first.taps;
    };
    return static_cast<std::int64_t>(phases.size()) == axis.stride &&
           std::none_of(phases.begin(), phases.end(), differs);
}

/// The padding that a wanted size of the output leaves, at its beginning.
Sizes paddings(const NodeShapes& node, const std::vector<TransposedFilter>& axes,
               const Sizes& input) {
    const std::string automatic = node.text("auto_pad", "NOTSET");
    const bool follows = node.has("output_shape") || automatic.rfind("SAME", 0) == 0;
    if (!follows) {
        Sizes pads = node.integers("pads", 2 * axes.size(), 0);
        pads.resize(axes.size());
        return automatic == "VALID" ? Sizes(axes.size(), 0) : pads;
    }
    const Sizes extra = node.integers("output_padding", axes.size(), 0);
    Sizes begins;
    for (std::size_t i = 0; i < axes.size(); ++i) {
        const TransposedFilter& axis = axes[i];
        const std::int64_t whole = checked_sum(
            checked_sum(checked_product(axis.stride, input[i + 2] - 1), extra[i]),
            checked_sum(checked_product(axis.taps - 1, axis.dilation), 1 - axis.outputs));
        const std::int64_t total = std::max<std::int64_t>(whole, 0);
        begins.push_back(automatic == "SAME_UPPER" ? total / 2 : total - total / 2);
    }
    return begins;
}

std::vector<TransposedFilter> filters_of(const NodeShapes& node, const Sizes& input,
                                         const Sizes& filter, const Sizes& output) {
    const std::size_t count = input.size() - 2;
    const Sizes taps = taps_of(node, filter);
    const Sizes strides = node.integers("strides", count, 1);
    const Sizes dilations = node.integers("dilations", count, 1);
    std::vector<TransposedFilter> axes;
    for (std::size_t i = 0; i < count; ++i) {
        if (strides[i] > largest_stride) {
            throw Refusal("a transposed convolution with that stride is not modelled",
                          "at most " + std::to_string(largest_stride), std::to_string(strides[i]));
        }
        axes.push_back({output[i + 2], taps[i], strides[i], dilations[i], 0});
    }
    const Sizes begins = paddings(node, axes, input);
    for (std::size_t i = 0; i < count; ++i) {
        axes[i].padding = begins[i];
    }
    return axes;
}

/// Each combination of a phase of every axis.
std::vector<LayerForm> separate_forms(Convolution convolution,
                                      const std::vector<std::vector<Phase>>& phases) {
    std::vector<LayerForm> forms;
    std::vector<std::size_t> chosen(phases.size(), 0);
    while (true) {
        std::string positions;
        convolution.axes.clear();
        for (std::size_t i = 0; i < phases.size(); ++i) {
            const Phase& phase = phases[i][chosen[i]];
            positions += '.' + std::to_string(phase.position);
            convolution.axes.push_back(phase.window);
        }
        forms.push_back(form_of(convolution));
        forms.back().part = "outputs" + positions;
        std::size_t axis = phases.size();
        while (axis > 0 && ++chosen[axis - 1] == phases[axis - 1].size()) {
            chosen[--axis] = 0;
        }
        if (axis == 0) {
            return forms;
        }
    }
}

} // namespace

Lowering lower_transposed_convolution(const NodeShapes& node, std::size_t most_layers) {
    const Sizes input = node.input(0);
    const Sizes filter = node.input(1, input.size());
    const Sizes output = node.output(0);
    if (input.size() < 3 || input.size() > 5 || output.size() != input.size()) {
        throw Refusal("a transposed convolution of that many axes is not modelled", "1, 2 or 3");
    }
    Convolution convolution;
    convolution.batch = input[0];
    convolution.groups = node.integer("group", 1);
    convolution.outputs = filter[1];
    convolution.inputs =
        part_of(input[1], convolution.groups, "its input channels are no multiple of its groups");
    const std::vector<TransposedFilter> axes = filters_of(node, input, filter, output);
    std::vector<std::vector<Phase>> phases;
    bool alike = true;
    std::size_t layers = 1;
    for (const TransposedFilter& axis : axes) {
        phases.push_back(phases_of(axis));
        if (phases.back().empty()) {
            throw Refusal("no output of it meets its filter");
        }
        alike = alike && are_alike(axis, phases.back());
        layers *= phases.back().size(); // of at most 64 to the third power
    }
    if (!alike) {
        if (layers > most_layers) {
            throw Refusal("it would be too many layers", "at most " + std::to_string(most_layers),
                          std::to_string(layers));
        }
        return {separate_forms(convolution, phases), 0};
    }
    for (std::size_t i = 0; i < axes.size(); ++i) {
        convolution.outputs = checked_product(convolution.outputs, axes[i].stride);
        convolution.axes.push_back(phases[i].front().window);
    }
    return {{form_of(convolution)}, 0};
}

} // namespace counterpoint::workloads::onnx
