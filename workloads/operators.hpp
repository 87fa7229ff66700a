#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "workloads/layer.hpp"

namespace counterpoint::workloads {

/// A tensor of an operator: each axis is the sum of the dimensions named in it. The coefficients
/// come from the layer's stride and dilation.
struct TensorForm {
    std::string name;
    std::vector<std::vector<std::string>> axes;
    bool is_output = false;
};

/// What a layer type computes: its dimensions and tensors in the order of docs/semantics.md.
struct OperatorForm {
    std::vector<std::string> dimensions;
    std::vector<TensorForm> tensors;
};

/// The form of every type but EINSUM, whose layers bring their own.
const OperatorForm& operator_form(LayerType type);

/// Convolutions: their input axes P + R and Q + S have a stride and a dilation.
bool has_windows(LayerType type);

/// The type of a name such as `CONV2D`; nothing for any other text.
std::optional<LayerType> layer_type(std::string_view name);

/// The names of all types.
const std::vector<std::string>& layer_type_names();

} // namespace counterpoint::workloads
