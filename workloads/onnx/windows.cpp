#include "workloads/onnx/windows.hpp"

namespace counterpoint::workloads::onnx {

namespace {

/// A term or sum of an axis such as `2*P + 3*R`.
std::string window_axis(const WindowAxis& axis, const std::string& output, const std::string& tap) {
    const auto term = [](std::int64_t coefficient, const std::string& name) {
        return coefficient == 1 ? name : std::to_string(coefficient) + '*' + name;
    };
    return term(axis.stride, output) + " + " + term(axis.dilation, tap);
}

LayerForm volume_form(const Convolution& convolution) {
    const std::vector<std::string> outputs{"O", "P", "Q"};
    const std::vector<std::string> taps{"T", "R", "S"};
    LayerForm form{"", "EINSUM", {{"N", convolution.batch}}, {}, {}, {}};
    EinsumTensor weight{"Weight", {}, false};
    EinsumTensor input{"Input", {"N"}, false};
    EinsumTensor output{"Output", {"N"}, true};
    if (convolution.groups > 1) {
        form.dimensions.emplace_back("G", convolution.groups);
        for (EinsumTensor* tensor : {&weight, &input, &output}) {
            tensor->axes.emplace_back("G");
        }
    }
    form.dimensions.emplace_back("K", convolution.outputs);
    form.dimensions.emplace_back("C", convolution.inputs);
    weight.axes.insert(weight.axes.end(), {"K", "C"});
    input.axes.emplace_back("C");
    output.axes.emplace_back("K");
    for (std::size_t i = 0; i < outputs.size(); ++i) {
        const WindowAxis& axis = convolution.axes[i];
        form.dimensions.emplace_back(outputs[i], axis.outputs);
        form.dimensions.emplace_back(taps[i], axis.taps);
        weight.axes.push_back(taps[i]);
        input.axes.push_back(window_axis(axis, outputs[i], taps[i]));
        output.axes.push_back(outputs[i]);
    }
    form.tensors = {weight, input, output};
    return form;
}

} // namespace

LayerForm form_of(const Convolution& convolution) {
    if (convolution.axes.size() == 3) {
        return volume_form(convolution);
    }
    if (convolution.axes.empty() || convolution.axes.size() > 2) {
        throw Refusal("a convolution of that many axes is not modelled", "1, 2 or 3",
                      std::to_string(convolution.axes.size()));
    }
    const WindowAxis row = convolution.axes.size() == 2 ? convolution.axes.front() : WindowAxis{};
    const WindowAxis& column = convolution.axes.back();
    const bool depthwise =
        convolution.groups > 1 && convolution.outputs == 1 && convolution.inputs == 1;
    LayerForm form{"", depthwise ? "DWCONV2D" : "CONV2D", {{"N", convolution.batch}}, {}, {}, {}};
    if (depthwise) {
        form.dimensions.emplace_back("C", convolution.groups);
    } else {
        if (convolution.groups > 1) {
            form.dimensions.emplace_back("G", convolution.groups);
        }
        form.dimensions.emplace_back("K", convolution.outputs);
        form.dimensions.emplace_back("C", convolution.inputs);
    }
    form.dimensions.insert(
        form.dimensions.end(),
        {{"P", row.outputs}, {"Q", column.outputs}, {"R", row.taps}, {"S", column.taps}});
    if (row.stride > 1 || column.stride > 1) {
        form.strides = {{"P", row.stride}, {"Q", column.stride}};
    }
    if (row.dilation > 1 || column.dilation > 1) {
        form.dilations = {{"R", row.dilation}, {"S", column.dilation}};
    }
    return form;
}

Sizes taps_of(const NodeShapes& node, const Sizes& filter) {
    Sizes taps(filter.begin() + 2, filter.end());
    if (node.has("kernel_shape") && node.integers("kernel_shape", taps.size(), 1) != taps) {
        throw Refusal("its attribute kernel_shape is not the shape of its filter");
    }
    return taps;
}

Lowering lower_convolution(const NodeShapes& node, std::size_t weight) {
    const Sizes input = node.input(0);
    const Sizes filter = node.input(weight, input.size());
    const Sizes output = node.output(0);
    if (input.size() < 3 || output.size() != input.size()) {
        throw Refusal("its input is no batch of channels with at least one axis");
    }
    Convolution convolution;
    convolution.batch = input[0];
    convolution.groups = node.integer("group", 1);
    convolution.outputs =
        part_of(filter[0], convolution.groups, "its output channels are no multiple of its groups");
    convolution.inputs =
        part_of(input[1], convolution.groups, "its input channels are no multiple of its groups");
    if (convolution.inputs != filter[1]) {
        throw Refusal("its input and its filter differ in their channels",
                      std::to_string(filter[1]) + " in a group",
                      std::to_string(convolution.inputs));
    }
    const std::size_t axes = input.size() - 2;
    const Sizes taps = taps_of(node, filter);
    const Sizes strides = node.integers("strides", axes, 1);
    const Sizes dilations = node.integers("dilations", axes, 1);
    for (std::size_t i = 0; i < axes; ++i) {
        convolution.axes.push_back({output[i + 2], taps[i], strides[i], dilations[i]});
    }
    return {{form_of(convolution)}, 0};
}

} // namespace counterpoint::workloads::onnx
