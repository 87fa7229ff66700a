#include "workloads/onnx/schemas.hpp"

#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <string>
#include <utility>

#include <onnx/defs/schema.h>

#include "workloads/onnx/einsum.hpp"

namespace counterpoint::workloads::onnx {

namespace {

using ::onnx::InferenceContext;
using ::onnx::OpSchema;
using ::onnx::TensorShapeProto;

constexpr const char* microsoft = "com.microsoft";

/// The shape of an input; null where it is not known or has another rank (0: any).
const TensorShapeProto* shape_of(const InferenceContext& context, std::size_t input, int rank = 0) {
    if (input >= context.getNumInputs() || context.getInputType(input) == nullptr ||
        !context.getInputType(input)->has_tensor_type() ||
        !context.getInputType(input)->tensor_type().has_shape()) {
        return nullptr;
    }
    const TensorShapeProto& shape = context.getInputType(input)->tensor_type().shape();
    return rank == 0 || shape.dim_size() == rank ? &shape : nullptr;
}

std::int64_t integer_of(const InferenceContext& context, const char* name) {
    const auto* attribute = context.getAttribute(name);
    return attribute == nullptr ? 0 : attribute->i();
}

void same_as_first(InferenceContext& context) {
    const TensorShapeProto* shape = shape_of(context, 0);
    if (shape == nullptr || context.getNumOutputs() == 0) {
        return;
    }
    auto* type = context.getOutputType(0)->mutable_tensor_type();
    type->set_elem_type(context.getInputType(0)->tensor_type().elem_type());
    *type->mutable_shape() = *shape;
}

/// The shape of the first input with another last dimension.
void with_last(InferenceContext& context, std::int64_t size) {
    same_as_first(context);
    if (size > 0 && shape_of(context, 0) != nullptr && context.getNumOutputs() > 0) {
        auto* shape = context.getOutputType(0)->mutable_tensor_type()->mutable_shape();
        if (shape->dim_size() > 0) {
            shape->mutable_dim(shape->dim_size() - 1)->set_dim_value(size);
        }
    }
}

std::int64_t last_of(const TensorShapeProto& shape) {
    return shape.dim_size() == 0 ? 0 : shape.dim(shape.dim_size() - 1).dim_value();
}

void attention_shape(InferenceContext& context) {
    const TensorShapeProto* weights = shape_of(context, 1, 2);
    const auto* sizes = context.getAttribute("qkv_hidden_sizes");
    if (weights == nullptr || shape_of(context, 0, 3) == nullptr) {
        return;
    }
    with_last(context,
              sizes != nullptr && sizes->ints_size() == 3 ? sizes->ints(2) : last_of(*weights) / 3);
}

void multi_head_attention_shape(InferenceContext& context) {
    const TensorShapeProto* value = shape_of(context, 2, 3);
    if (value != nullptr && shape_of(context, 0, 3) != nullptr) {
        with_last(context, last_of(*value));
    }
}

void embedding_shape(InferenceContext& context) {
    const TensorShapeProto* words = shape_of(context, 0, 2);
    const TensorShapeProto* table = shape_of(context, 2, 2);
    if (words == nullptr || table == nullptr || context.getNumOutputs() == 0) {
        return;
    }
    auto* type = context.getOutputType(0)->mutable_tensor_type();
    type->set_elem_type(context.getInputType(2)->tensor_type().elem_type());
    *type->mutable_shape() = *words;
    *type->mutable_shape()->add_dim() = table->dim(1);
}

/// ONNX's own Attention: heads are a dimension, or part of the last one.
void onnx_attention_shape(InferenceContext& context) {
    const TensorShapeProto* value = shape_of(context, 2);
    const TensorShapeProto* query = shape_of(context, 0);
    if (value == nullptr || query == nullptr || query->dim_size() != value->dim_size()) {
        return;
    }
    const std::int64_t heads = integer_of(context, "kv_num_heads");
    const std::int64_t query_heads = integer_of(context, "q_num_heads");
    std::int64_t width = last_of(*value);
    if (query->dim_size() == 3) {
        if (heads < 1 || query_heads < 1 ||
            __builtin_mul_overflow(width / heads, query_heads, &width)) {
            return;
        }
    }
    with_last(context, width);
}

/// The library finds only how many dimensions there are.
void einsum_shape(InferenceContext& context) {
    const auto* text = context.getAttribute("equation");
    if (text == nullptr || context.getNumInputs() != 2 || context.getNumOutputs() != 1) {
        return;
    }
    try {
        const Equation equation = equation_of(text->s());
        const TensorShapeProto* left = shape_of(context, 0, static_cast<int>(equation.left.size()));
        const TensorShapeProto* right =
            shape_of(context, 1, static_cast<int>(equation.right.size()));
        if (left == nullptr || right == nullptr) {
            return;
        }
        auto* type = context.getOutputType(0)->mutable_tensor_type();
        type->set_elem_type(context.getInputType(0)->tensor_type().elem_type());
        type->mutable_shape();
        for (const char index : equation.output) {
            const std::size_t at = equation.left.find(index);
            const std::size_t other = equation.right.find(index);
            if (at != std::string::npos) {
                *type->mutable_shape()->add_dim() = left->dim(static_cast<int>(at));
            } else if (other != std::string::npos) {
                *type->mutable_shape()->add_dim() = right->dim(static_cast<int>(other));
            }
        }
    } catch (const Refusal&) { // nothing is known of its shape
    }
}

class Operators : public ::onnx::ISchemaRegistry {
  public:
    Operators() {
        for (const char* name :
             {"Gelu", "FastGelu", "QuickGelu", "BiasGelu", "SkipLayerNormalization",
              "SkipSimplifiedLayerNormalization", "RotaryEmbedding"}) {
            add(microsoft, name, same_as_first);
        }
        add(microsoft, "Attention", attention_shape);
        add(microsoft, "MultiHeadAttention", multi_head_attention_shape);
        add(microsoft, "EmbedLayerNormalization", embedding_shape);
        for (const char* name : {"Gelu", "Mish", "Swish", "GroupNormalization", "RMSNormalization",
                                 "SimplifiedLayerNormalization", "RotaryEmbedding"}) {
            add("", name, same_as_first);
        }
        add("", "Attention", onnx_attention_shape);
        add("", "Einsum", einsum_shape);
    }

    [[nodiscard]] const OpSchema* GetSchema(const std::string& name, const int version,
                                            const std::string& domain) const override {
        // What a version says that comes before these is not understood by the newest one.
        static const std::map<std::string, int> computing_shapes{
            {"Shape", 1},   {"Size", 1},   {"Gather", 1},   {"Concat", 4}, {"Cast", 6},
            {"Add", 7},     {"Sub", 7},    {"Mul", 7},      {"Slice", 10}, {"Reshape", 5},
            {"Squeeze", 1}, {"Expand", 8}, {"Unsqueeze", 1}};
        const auto* library = ::onnx::OpSchemaRegistry::Instance();
        const auto computing = computing_shapes.find(name);
        const bool newest =
            domain.empty() && computing != computing_shapes.end() && version >= computing->second;
        const OpSchema* found =
            library->GetSchema(name, newest ? std::numeric_limits<int>::max() : version, domain);
        const auto added = added_.find({domain, name});
        return added == added_.end() || (found != nullptr && name != "Einsum") ? found
                                                                               : &added->second;
    }

  private:
    void add(const char* domain, const char* name,
             const std::function<void(InferenceContext&)>& infer) {
        OpSchema schema(name, "", 0);
        schema.SetDomain(domain);
        schema.SinceVersion(1);
        schema.Input(0, "X", "", "T", OpSchema::Variadic, false);
        schema.Output(0, "Y", "", "T", OpSchema::Variadic, false);
        schema.TypeConstraint("T", OpSchema::all_tensor_types(), "");
        schema.TypeAndShapeInferenceFunction(infer);
        schema.Finalize();
        added_.emplace(std::pair(domain, name), std::move(schema));
    }

    std::map<std::pair<std::string, std::string>, OpSchema> added_;
};

} // namespace

const ::onnx::ISchemaRegistry& known_operators() {
    static const Operators operators;
    return operators;
}

} // namespace counterpoint::workloads::onnx
