#include "mapping/maestro/shape.hpp"

#include <array>

#include "mapping/maestro/workload.hpp"
#include "vocabulary/checked.hpp"

namespace counterpoint::mapping::maestro {

namespace {

/// The coefficient of a dimension in the input: the stride of P or Q.
std::int64_t stride_of(const workloads::Layer& layer, const std::string& dimension) {
    for (const workloads::Tensor& tensor : layer.tensors) {
        for (const workloads::Axis& axis : tensor.axes) {
            for (const workloads::AxisTerm& term : axis) {
                if (axis.size() > 1 && layer.dimensions[term.dimension].name == dimension) {
                    return term.coefficient;
                }
            }
        }
    }
    return 1;
}

} // namespace

LayerShape::LayerShape(const LayerDescription& description, const workloads::Layer& layer) {
    for (const workloads::Dimension& dimension : layer.dimensions) {
        own_[dimension.name] = dimension.size;
    }
    switch (description.kind) {
    case LayerKind::gemm:
        add("M", "M");
        add("N", "N");
        add("K", "K");
        return;
    case LayerKind::trconv:
        add_transposed(description);
        return;
    case LayerKind::conv:
    case LayerKind::dsconv:
        break;
    }
    add_convolution(description, layer);
}

void LayerShape::add_convolution(const LayerDescription& description,
                                 const workloads::Layer& layer) {
    const bool in_groups = has_channel_multiplier(description);
    add("N", "N");
    add("K", description.kind == LayerKind::conv || in_groups ? "K" : "");
    add("C", in_groups ? "G" : "C");
    add("R", "R");
    add("S", "S");
    add("Y'", "P");
    add("X'", "Q");
    add_window(description, "Y",
               {"P", "R", own_size("R"), "R", own_size("R"), stride_of(layer, "P")});
    add_window(description, "X",
               {"Q", "S", own_size("S"), "S", own_size("S"), stride_of(layer, "Q")});
}

void LayerShape::add_transposed(const LayerDescription& description) {
    add("N", "N");
    add("K", "K");
    add("C", "C");
    for (const auto& [input, filter, outputs] :
         {std::array{"Y", "R", "P"}, std::array{"X", "S", "Q"}}) {
        const std::int64_t taps = transposed_axis(description, input).taps;
        const std::int64_t stride = own_size(filter);
        add(filter, filter);
        Plain& rows = plain_[filter];
        rows.size = checked_product(stride, taps);
        rows.whole_because = taps > 1 ? "the filter of a transposed convolution that is larger "
                                        "than its stride cannot be divided"
                                      : "";
        add(std::string(input) + '\'', outputs);
        plain_[std::string(input) + '\''].per_index = stride;
        plain_[std::string(input) + '\''].size = checked_product(own_size(outputs), stride);
        add_window(description, input, {outputs, filter, rows.size, "", taps, 1});
    }
}

void LayerShape::add(const std::string& theirs, const std::string& ours) {
    Plain plain;
    plain.dimension = own_.count(ours) > 0 ? ours : "";
    plain.size = own_size(ours);
    plain_[theirs] = plain;
}

void LayerShape::add_window(const LayerDescription& description, const std::string& theirs,
                            const Window& window) {
    Window& added = windows_[theirs] = window;
    const std::int64_t outputs = own_size(window.outputs);
    added.input = checked_sum(checked_product(outputs - 1, window.stride), window.least);
    const auto given = description.size(theirs);
    if (given && *given >= window.least && (*given - window.least) / window.stride + 1 == outputs) {
        added.input = *given; // with rows at the end that no window reaches
    }
}

const Plain* LayerShape::plain(const std::string& dimension) const {
    const auto found = plain_.find(dimension);
    return found == plain_.end() ? nullptr : &found->second;
}

const Window* LayerShape::window(const std::string& dimension) const {
    const auto found = windows_.find(dimension);
    return found == windows_.end() ? nullptr : &found->second;
}

std::optional<std::int64_t> LayerShape::size(const std::string& dimension) const {
    if (const Window* found = window(dimension)) {
        return found->input;
    }
    const Plain* found = plain(dimension);
    return found == nullptr ? std::nullopt : std::optional(found->size);
}

std::int64_t LayerShape::own_size(const std::string& dimension) const {
    const auto found = own_.find(dimension);
    return found == own_.end() ? 1 : found->second;
}

} // namespace counterpoint::mapping::maestro
