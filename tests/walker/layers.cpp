#include "tests/walker/layers.hpp"

#include <algorithm>
#include <stdexcept>

namespace counterpoint::walker {

using workloads::DimensionIndex;
using workloads::Layer;
using workloads::LayerType;

namespace {

std::int64_t number(const Numbers& numbers, const std::string& name) {
    const auto found = numbers.find(name);
    return found == numbers.end() ? 1 : found->second;
}

using NamedTensors = std::vector<std::pair<std::string, NamedAxes>>;

struct Shape {
    std::vector<std::string> dimensions;
    NamedTensors tensors;
};

/// Axes of one dimension each, of which the names have one letter.
NamedAxes plain(const std::string& letters) {
    NamedAxes axes;
    for (const char letter : letters) {
        axes.push_back({{1, std::string(1, letter)}});
    }
    return axes;
}

NamedAxes image(const std::string& letters, const Numbers& stride, const Numbers& dilation) {
    NamedAxes axes = plain(letters);
    axes.push_back({{number(stride, "P"), "P"}, {number(dilation, "R"), "R"}});
    axes.push_back({{number(stride, "Q"), "Q"}, {number(dilation, "S"), "S"}});
    return axes;
}

Shape shape(LayerType type, const Numbers& stride, const Numbers& dilation) {
    switch (type) {
    case LayerType::conv2d:
        return {{"N", "G", "K", "C", "P", "Q", "R", "S"},
                {{"Weight", plain("GKCRS")},
                 {"Input", image("NGC", stride, dilation)},
                 {"Output", plain("NGKPQ")}}};
    case LayerType::dwconv2d:
        return {{"N", "C", "P", "Q", "R", "S"},
                {{"Weight", plain("CRS")},
                 {"Input", image("NC", stride, dilation)},
                 {"Output", plain("NCPQ")}}};
    case LayerType::gemm:
        return {{"M", "N", "K"},
                {{"Weight", plain("KN")}, {"Input", plain("MK")}, {"Output", plain("MN")}}};
    case LayerType::batched_gemm:
        return {{"B", "M", "N", "K"},
                {{"Weight", plain("BKN")}, {"Input", plain("BMK")}, {"Output", plain("BMN")}}};
    case LayerType::fc:
        return {{"N", "K", "C"},
                {{"Weight", plain("KC")}, {"Input", plain("NC")}, {"Output", plain("NK")}}};
    case LayerType::einsum:
        break;
    }
    throw std::invalid_argument("an EINSUM has no fixed shape");
}

} // namespace

Layer fixed_layer(LayerType type, const Numbers& sizes, const Numbers& stride,
                  const Numbers& dilation) {
    const Shape fixed = shape(type, stride, dilation);
    std::vector<std::pair<std::string, std::int64_t>> dimensions;
    for (const std::string& name : fixed.dimensions) {
        dimensions.emplace_back(name, number(sizes, name));
    }
    Layer layer = einsum_layer(dimensions, fixed.tensors);
    layer.type = type;
    return layer;
}

Layer einsum_layer(const std::vector<std::pair<std::string, std::int64_t>>& dimensions,
                   const NamedTensors& tensors) {
    Layer layer;
    layer.name = "layer";
    layer.type = LayerType::einsum;
    std::map<std::string, DimensionIndex> indices;
    for (const auto& [name, size] : dimensions) {
        indices[name] = layer.dimensions.push_back({name, size});
    }
    for (const auto& [name, named_axes] : tensors) {
        workloads::Tensor tensor{name, {}};
        for (const auto& terms : named_axes) {
            workloads::Axis axis;
            for (const auto& [coefficient, dimension] : terms) {
                axis.push_back({coefficient, indices.at(dimension)});
            }
            tensor.axes.push_back(axis);
        }
        layer.output = layer.tensors.push_back(tensor);
    }
    return layer;
}

} // namespace counterpoint::walker
