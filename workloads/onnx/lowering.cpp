#include "workloads/onnx/lowering.hpp"

#include <functional>
#include <map>

#include "workloads/onnx/attention.hpp"
#include "workloads/onnx/einsum.hpp"
#include "workloads/onnx/products.hpp"
#include "workloads/onnx/recurrent.hpp"
#include "workloads/onnx/transposed.hpp"
#include "workloads/onnx/windows.hpp"

namespace counterpoint::workloads::onnx {

namespace {

using Lower = std::function<Lowering(const NodeShapes&, std::size_t)>;

/// A function that makes few layers, whatever the sizes.
Lower few(Lowering (*function)(const NodeShapes&)) {
    return [function](const NodeShapes& node, std::size_t) { return function(node); };
}

/// One of several gates computed by `gates` products of the same shape.
Lower recurrent(std::int64_t gates, std::int64_t operations) {
    return [=](const NodeShapes& node, std::size_t most_layers) {
        return lower_recurrent(node, {gates, operations}, most_layers);
    };
}

Lower product(std::size_t left, std::size_t right) {
    return [=](const NodeShapes& node, std::size_t) {
        return lower_matrix_product(node, left, right);
    };
}

Lower convolution(std::size_t weight) {
    return [=](const NodeShapes& node, std::size_t) { return lower_convolution(node, weight); };
}

const std::map<std::string, Lower>& lowerings() {
    constexpr std::size_t quantised_weight = 3; // behind the input, its scale and its zero point
    static const std::map<std::string, Lower> known{
        {"Conv", convolution(1)},
        {"ConvInteger", convolution(1)},
        {"QLinearConv", convolution(quantised_weight)},
        {"ConvTranspose", lower_transposed_convolution},
        {"Gemm", few(lower_gemm)},
        {"MatMul", product(0, 1)},
        {"MatMulInteger", product(0, 1)},
        {"QLinearMatMul", product(0, quantised_weight)},
        {"Einsum", few(lower_einsum)},
        {"RNN", recurrent(1, 1)},
        {"GRU", recurrent(3, 8)},
        {"LSTM", recurrent(4, 9)},
        {"Attention", few(lower_attention)},
        {"com.microsoft.Attention", few(lower_projected_attention)},
        {"com.microsoft.MultiHeadAttention", few(lower_multi_head_attention)},
    };
    return known;
}

} // namespace

bool is_modelled(const std::string& kind) { return lowerings().count(kind) > 0; }

Lowering lower(const NodeShapes& node, std::size_t most_layers) {
    if (node.node().has_subgraph) {
        throw Refusal("it has a graph of its own");
    }
    return lowerings().at(node.node().kind)(node, most_layers);
}

} // namespace counterpoint::workloads::onnx
