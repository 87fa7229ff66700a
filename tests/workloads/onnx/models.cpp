#include "tests/workloads/onnx/models.hpp"

#include <utility>

#include <gtest/gtest.h>
#include <onnx/onnx_pb.h>

#include "input/yaml_text.hpp"
#include "vocabulary/problem.hpp"
#include "workloads/reader.hpp"

namespace counterpoint::workloads::onnx {

namespace {

constexpr std::int64_t usual_opset = 13;
constexpr std::int64_t float_bytes = 4;

void set_shape(::onnx::ValueInfoProto& value, const std::string& name,
               const std::vector<TestExtent>& shape) {
    value.set_name(name);
    auto& type = *value.mutable_type()->mutable_tensor_type();
    type.set_elem_type(::onnx::TensorProto::FLOAT);
    auto& dimensions = *type.mutable_shape();
    for (const TestExtent& extent : shape) {
        auto& dimension = *dimensions.add_dim();
        if (const auto* size = std::get_if<std::int64_t>(&extent)) {
            dimension.set_dim_value(*size);
        } else if (!std::get<std::string>(extent).empty()) {
            dimension.set_dim_param(std::get<std::string>(extent));
        }
    }
}

Workload workload_of(const input::Document& document) {
    std::vector<Problem> problems;
    Workload workload = read_workload(*document.root().find("workload"), problems);
    if (!problems.empty()) {
        throw InputError(std::move(problems));
    }
    return workload;
}

template <typename Function>
std::string lines_of_problems(const Function& function) {
    try {
        function();
    } catch (const InputError& error) {
        std::string text;
        for (const Problem& problem : error.problems()) {
            text += to_string(problem) + '\n';
        }
        return text;
    }
    return "no problem";
}

} // namespace

struct TestModel::Proto {
    ::onnx::ModelProto model;
};

TestModel::TestModel() : proto_(new Proto) {
    proto_->model.set_ir_version(8);
    proto_->model.mutable_graph()->set_name("net");
}

TestModel::~TestModel() { delete proto_; }

TestModel::TestModel(TestModel&& other) noexcept : proto_(std::exchange(other.proto_, nullptr)) {}

TestModel& TestModel::opset(std::int64_t version, const std::string& domain) {
    auto& opset = *proto_->model.add_opset_import();
    opset.set_version(version);
    opset.set_domain(domain);
    return *this;
}

TestModel& TestModel::graph_name(const std::string& name) {
    proto_->model.mutable_graph()->set_name(name);
    return *this;
}

TestModel& TestModel::input(const std::string& name, const std::vector<TestExtent>& shape) {
    set_shape(*proto_->model.mutable_graph()->add_input(), name, shape);
    return *this;
}

TestModel& TestModel::value_info(const std::string& name, const std::vector<TestExtent>& shape) {
    set_shape(*proto_->model.mutable_graph()->add_value_info(), name, shape);
    return *this;
}

TestModel& TestModel::weight(const std::string& name, const std::vector<std::int64_t>& sizes,
                             bool with_values) {
    auto& tensor = *proto_->model.mutable_graph()->add_initializer();
    tensor.set_name(name);
    tensor.set_data_type(::onnx::TensorProto::FLOAT);
    std::int64_t elements = 1;
    for (const std::int64_t size : sizes) {
        tensor.add_dims(size);
        elements *= with_values ? size : 1;
    }
    if (with_values) {
        tensor.set_raw_data(std::string(static_cast<std::size_t>(elements * float_bytes), 'w'));
    }
    return *this;
}

TestModel& TestModel::external_weight(const std::string& name,
                                      const std::vector<std::int64_t>& sizes) {
    weight(name, sizes);
    auto& tensor = *proto_->model.mutable_graph()->mutable_initializer()->rbegin();
    tensor.set_data_location(::onnx::TensorProto::EXTERNAL);
    auto& location = *tensor.add_external_data();
    location.set_key("location");
    location.set_value("not_there.bin");
    return *this;
}

TestModel& TestModel::integers(const std::string& name, const std::vector<std::int64_t>& values) {
    auto& tensor = *proto_->model.mutable_graph()->add_initializer();
    tensor.set_name(name);
    tensor.set_data_type(::onnx::TensorProto::INT64);
    tensor.add_dims(static_cast<std::int64_t>(values.size()));
    for (const std::int64_t value : values) {
        tensor.add_int64_data(value);
    }
    return *this;
}

TestModel& TestModel::node(const std::string& kind, const std::vector<std::string>& inputs,
                           const std::vector<std::string>& outputs,
                           const std::vector<TestAttribute>& attributes, const std::string& name) {
    auto& node = *proto_->model.mutable_graph()->add_node();
    const std::size_t dot = kind.rfind('.');
    node.set_op_type(dot == std::string::npos ? kind : kind.substr(dot + 1));
    node.set_domain(dot == std::string::npos ? "" : kind.substr(0, dot));
    node.set_name(name);
    for (const std::string& input : inputs) {
        node.add_input(input);
    }
    for (const std::string& output : outputs) {
        node.add_output(output);
    }
    for (const TestAttribute& each : attributes) {
        auto& attribute = *node.add_attribute();
        attribute.set_name(each.name);
        if (const auto* integer = std::get_if<std::int64_t>(&each.value)) {
            attribute.set_type(::onnx::AttributeProto::INT);
            attribute.set_i(*integer);
        } else if (const auto* text = std::get_if<std::string>(&each.value)) {
            attribute.set_type(::onnx::AttributeProto::STRING);
            attribute.set_s(*text);
        } else {
            attribute.set_type(::onnx::AttributeProto::INTS);
            for (const std::int64_t value : std::get<std::vector<std::int64_t>>(each.value)) {
                attribute.add_ints(value);
            }
        }
    }
    return *this;
}

TestModel& TestModel::with_subgraph() {
    auto& attribute = *proto_->model.mutable_graph()->mutable_node()->rbegin()->add_attribute();
    attribute.set_name("body");
    attribute.set_type(::onnx::AttributeProto::GRAPH);
    attribute.mutable_g()->set_name("inner");
    return *this;
}

std::string TestModel::bytes() const {
    ::onnx::ModelProto model = proto_->model;
    if (model.opset_import().empty()) {
        model.add_opset_import()->set_version(usual_opset);
    }
    if (model.graph().output().empty() && !model.graph().node().empty()) {
        const auto& last = *model.graph().node().rbegin();
        model.mutable_graph()->add_output()->set_name(last.output_size() > 0 ? last.output(0) : "");
    }
    return model.SerializeAsString();
}

ReadModel read_model(const std::string& bytes, const std::map<std::string, std::int64_t>& sizes,
                     bool lenient) {
    DimensionSizes dimensions{sizes, {}};
    Reading reading = onnx::read_model(bytes, "net.onnx", dimensions, lenient);
    ReadModel read{workload_of(reading.tree), std::move(reading.notes)};
    const input::Document converted =
        input::parse_document(input::yaml_text(reading.tree.root()), "workload.yaml");
    EXPECT_EQ(described(workload_of(converted)), described(read.workload));
    return read;
}

ReadModel read_model(const TestModel& model, const std::map<std::string, std::int64_t>& sizes,
                     bool lenient) {
    return read_model(model.bytes(), sizes, lenient);
}

std::string problems_of(const std::string& bytes, bool lenient) {
    return lines_of_problems([&] { read_model(bytes, {}, lenient); });
}

std::string problems_of(const TestModel& model, bool lenient) {
    return problems_of(model.bytes(), lenient);
}

std::string described(const Layer& layer) {
    std::string text = layer.name + ": " + std::string(to_string(layer.type));
    for (const Dimension& dimension : layer.dimensions) {
        if (dimension.size > 1) {
            text += ' ' + dimension.name + std::to_string(dimension.size);
        }
    }
    for (const Tensor& tensor : layer.tensors) {
        for (const Axis& axis : tensor.axes) {
            for (const AxisTerm& term : axis) {
                if (term.coefficient > 1) {
                    text += ' ' + std::to_string(term.coefficient) + '*' +
                            layer.dimensions[term.dimension].name;
                }
            }
        }
    }
    return text;
}

std::vector<std::string> described(const Workload& workload) {
    std::vector<std::string> lines;
    for (const Layer& layer : workload.layers) {
        lines.push_back(described(layer));
    }
    return lines;
}

std::int64_t macs_of(const Layer& layer) {
    std::int64_t macs = 1;
    for (const Dimension& dimension : layer.dimensions) {
        macs *= dimension.size;
    }
    return macs;
}

std::int64_t macs_of(const Workload& workload) {
    std::int64_t macs = 0;
    for (const Layer& layer : workload.layers) {
        macs += macs_of(layer);
    }
    return macs;
}

} // namespace counterpoint::workloads::onnx
