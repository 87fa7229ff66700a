#include "tests/workloads/onnx/fuzzed_readers.hpp"

#include <stdexcept>
#include <utility>
#include <vector>

#include <onnx/onnx_pb.h>

#include "input/yaml_text.hpp"
#include "vocabulary/problem.hpp"
#include "workloads/onnx/reader.hpp"
#include "workloads/reader.hpp"

namespace counterpoint::fuzzing {

namespace {

using workloads::onnx::ShapeInference;

/// A denotation stands for sizes that no file can give a tensor, but the library an answer.
void set_impossible_size(::onnx::TensorShapeProto::Dimension& dimension) {
    const std::string& denotation = dimension.denotation();
    if (denotation == "?") {
        dimension.clear_value();
    } else if (denotation == "-") {
        dimension.set_dim_value(-dimension.dim_value());
    } else if (denotation == "0") {
        dimension.set_dim_value(0);
    }
}

std::string shapes_in_file(::onnx::ModelProto& model, ::onnx::GraphProto& shapes) {
    const ::onnx::GraphProto& graph = model.graph();
    for (const auto* values : {&graph.input(), &graph.value_info(), &graph.output()}) {
        shapes.mutable_value_info()->MergeFrom(*values);
    }
    for (auto& value : *shapes.mutable_value_info()) {
        if (value.type().tensor_type().has_shape()) {
            auto& shape = *value.mutable_type()->mutable_tensor_type()->mutable_shape();
            for (auto& dimension : *shape.mutable_dim()) {
                set_impossible_size(dimension);
            }
        }
    }
    return model.domain(); // in place of what the library says of nodes
}

/// Throws InputError where the YAML reader refuses what the model was converted to.
void read_again(const input::Document& tree) {
    const input::Document converted =
        input::parse_document(input::yaml_text(tree.root()), "workload.yaml");
    std::vector<Problem> problems;
    workloads::read_workload(*converted.root().find("workload"), problems);
    if (!problems.empty()) {
        throw InputError(std::move(problems));
    }
}

void read(const std::string& bytes, bool lenient, const ShapeInference& infer) {
    workloads::onnx::DimensionSizes dimensions{{{"n", 2}, {"batch", 1}, {"", 3}}, {}};
    const workloads::onnx::Reading reading =
        read_model(bytes, "given.onnx", dimensions, lenient, {}, infer);
    try {
        read_again(reading.tree);
    } catch (const InputError& error) {
        throw std::logic_error(std::string("what was converted is refused: ") + error.what());
    }
}

void read_both_ways(const std::string& bytes, const ShapeInference& infer) {
    try {
        read(bytes, false, infer);
    } catch (const InputError&) {
        read(bytes, true, infer);
    }
}

} // namespace

void read_onnx(const std::string& bytes) { read_both_ways(bytes, workloads::onnx::infer_shapes); }

void read_onnx_with_its_own_shapes(const std::string& bytes) {
    read_both_ways(bytes, shapes_in_file);
}

} // namespace counterpoint::fuzzing
