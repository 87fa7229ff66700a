#include "workloads/onnx/work.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <utility>
#include <vector>

#include "vocabulary/checked.hpp"

namespace counterpoint::workloads::onnx {

namespace {

using Count = std::function<std::int64_t(const NodeShapes&)>;

std::int64_t none(const NodeShapes& /*node*/) { return 0; }

Count each_output(std::int64_t operations) {
    return [=](const NodeShapes& node) {
        return checked_product(elements(node.output(0)), operations);
    };
}

Count each_input(std::int64_t operations) {
    return [=](const NodeShapes& node) {
        return checked_product(elements(node.input(0)), operations);
    };
}

/// One operand is joined to the next.
std::int64_t each_operand(const NodeShapes& node) {
    const auto joins = static_cast<std::int64_t>(node.node().inputs.size()) - 1;
    return checked_product(elements(node.output(0)), std::max<std::int64_t>(joins, 0));
}

std::int64_t each_of_window(const NodeShapes& node) {
    const Sizes output = node.output(0);
    const std::size_t axes = output.size() < 2 ? 0 : output.size() - 2;
    return checked_product(elements(output), elements(node.integers("kernel_shape", axes, 1)));
}

/// The sum of the neighbours that a new element lies between, each with its weight: along every
/// axis that changes 2 of them if linear, 4 if cubic.
std::int64_t interpolation(const NodeShapes& node) {
    const std::string mode = node.text("mode", "nearest");
    if (mode == "nearest") {
        return 0;
    }
    const Sizes before = node.input(0);
    const Sizes after = node.output(0);
    std::int64_t operations = elements(after);
    for (std::size_t i = 0; i < std::min(before.size(), after.size()); ++i) {
        const std::int64_t neighbours = mode == "cubic" ? 4 : 2;
        operations = checked_product(operations, before[i] == after[i] ? 1 : neighbours);
    }
    return operations;
}

std::int64_t across_channels(const NodeShapes& node) {
    constexpr std::int64_t rest = 4; // square, offset, power, division
    return checked_product(elements(node.output(0)), checked_sum(node.integer("size", 1), rest));
}

using Kinds = std::vector<const char*>;

const Kinds moving{"Identity",
                   "Reshape",
                   "Flatten",
                   "Squeeze",
                   "Unsqueeze",
                   "Transpose",
                   "Concat",
                   "Split",
                   "Slice",
                   "Gather",
                   "GatherND",
                   "GatherElements",
                   "Scatter",
                   "ScatterElements",
                   "ScatterND",
                   "Shape",
                   "Size",
                   "Constant",
                   "ConstantOfShape",
                   "Cast",
                   "CastLike",
                   "Expand",
                   "Tile",
                   "Pad",
                   "DepthToSpace",
                   "SpaceToDepth",
                   "Dropout",
                   "EyeLike",
                   "Range",
                   "OneHot",
                   "Trilu",
                   "Compress",
                   "ReverseSequence",
                   "NonZero"};

const Kinds element_by_element{"Abs",
                               "Acos",
                               "Acosh",
                               "And",
                               "Asin",
                               "Asinh",
                               "Atan",
                               "Atanh",
                               "BitShift",
                               "Ceil",
                               "Celu",
                               "Clip",
                               "Cos",
                               "Cosh",
                               "Elu",
                               "Equal",
                               "Erf",
                               "Exp",
                               "Floor",
                               "Gelu",
                               "Greater",
                               "GreaterOrEqual",
                               "HardSigmoid",
                               "HardSwish",
                               "IsInf",
                               "IsNaN",
                               "LeakyRelu",
                               "Less",
                               "LessOrEqual",
                               "Log",
                               "Mish",
                               "Mod",
                               "Neg",
                               "Not",
                               "Or",
                               "PRelu",
                               "Pow",
                               "Reciprocal",
                               "Relu",
                               "Round",
                               "Selu",
                               "Sigmoid",
                               "Sign",
                               "Sin",
                               "Sinh",
                               "Softplus",
                               "Softsign",
                               "Sqrt",
                               "Swish",
                               "Tan",
                               "Tanh",
                               "ThresholdedRelu",
                               "Where",
                               "Xor",
                               "Add",
                               "Sub",
                               "Mul",
                               "Div",
                               "QuantizeLinear",
                               "DequantizeLinear",
                               "com.microsoft.Gelu",
                               "com.microsoft.FastGelu",
                               "com.microsoft.QuickGelu"};

const Kinds reducing{"ReduceL1",  "ReduceL2",          "ReduceLogSum",  "ReduceLogSumExp",
                     "ReduceMax", "ReduceMean",        "ReduceMin",     "ReduceProd",
                     "ReduceSum", "ReduceSumSquare",   "ArgMax",        "ArgMin",
                     "CumSum",    "GlobalAveragePool", "GlobalMaxPool", "GlobalLpPool"};

std::vector<std::pair<Kinds, Count>> rules() {
    // Sum, difference, square, sum of squares, division, scale, offset.
    constexpr std::int64_t normalisation = 7;
    constexpr std::int64_t by_square = 4; // square, sum, division, scale
    return {
        {moving, none},
        {element_by_element, each_output(1)},
        {{"Sum", "Mean", "Max", "Min"}, each_operand},
        {reducing, each_input(1)},
        {{"MaxPool", "AveragePool", "LpPool"}, each_of_window},
        {{"Resize", "Upsample"}, interpolation},
        {{"LRN"}, across_channels},
        {{"BatchNormalization", "com.microsoft.BiasGelu"}, each_output(2)},
        {{"DynamicQuantizeLinear"}, each_input(3)}, // least, largest, rounding
        {{"LayerNormalization", "InstanceNormalization", "GroupNormalization"},
         each_output(normalisation)},
        {{"com.microsoft.SkipLayerNormalization"}, each_output(normalisation + 1)},
        {{"com.microsoft.EmbedLayerNormalization"}, each_output(normalisation + 2)},
        {{"MeanVarianceNormalization"}, each_output(normalisation - 2)},
        {{"RMSNormalization", "SimplifiedLayerNormalization"}, each_output(by_square)},
        {{"com.microsoft.SkipSimplifiedLayerNormalization"}, each_output(by_square + 1)},
        {{"LpNormalization"}, each_output(3)},
        {{"RotaryEmbedding", "com.microsoft.RotaryEmbedding"}, each_output(3)},
        {{"Softmax", "LogSoftmax", "Hardmax"}, each_output(softmax_operations)},
    };
}

const std::map<std::string, Count>& counts() {
    static const std::map<std::string, Count> known = [] {
        std::map<std::string, Count> by_kind;
        for (const auto& [kinds, count] : rules()) {
            for (const char* kind : kinds) {
                by_kind.emplace(kind, count);
            }
        }
        return by_kind;
    }();
    return known;
}

} // namespace

bool is_known_work(const std::string& kind) { return counts().count(kind) > 0; }

std::optional<std::int64_t> operations_of(const NodeShapes& node) {
    try {
        return counts().at(node.node().kind)(node);
    } catch (const Refusal&) {
        return std::nullopt;
    }
}

} // namespace counterpoint::workloads::onnx
