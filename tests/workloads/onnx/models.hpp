#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "workloads/layer.hpp"
#include "workloads/onnx/reader.hpp"

namespace counterpoint::workloads::onnx {

/// A dimension: a size, a symbol, or nothing known (an empty symbol).
using TestExtent = std::variant<std::int64_t, std::string>;
using TestValue = std::variant<std::int64_t, std::vector<std::int64_t>, std::string>;

struct TestAttribute {
    std::string name;
    TestValue value;
};

/// Makes ONNX models as other programs write them.
class TestModel {
  public:
    TestModel();
    ~TestModel();
    TestModel(const TestModel&) = delete;
    TestModel& operator=(const TestModel&) = delete;
    TestModel(TestModel&&) noexcept;
    TestModel& operator=(TestModel&&) = delete;

    TestModel& opset(std::int64_t version, const std::string& domain = "");
    TestModel& graph_name(const std::string& name);
    TestModel& input(const std::string& name, const std::vector<TestExtent>& shape);
    /// A weight without values, as a lean file would have it, or with as many as it has.
    TestModel& weight(const std::string& name, const std::vector<std::int64_t>& sizes,
                      bool with_values = false);
    TestModel& external_weight(const std::string& name, const std::vector<std::int64_t>& sizes);
    /// A vector of 64-bit integers, such as a shape.
    TestModel& integers(const std::string& name, const std::vector<std::int64_t>& values);
    /// `kind` may have a domain in front of it; the name is that of its first output unless given.
    TestModel& node(const std::string& kind, const std::vector<std::string>& inputs,
                    const std::vector<std::string>& outputs,
                    const std::vector<TestAttribute>& attributes = {},
                    const std::string& name = "");
    /// Gives the last node a subgraph.
    TestModel& with_subgraph();
    TestModel& value_info(const std::string& name, const std::vector<TestExtent>& shape);

    [[nodiscard]] std::string bytes() const;

  private:
    struct Proto;
    Proto* proto_; ///< owned
};

/// What the reader makes of a model, as layers; checks that the YAML it is converted to says the
/// same.
struct ReadModel {
    Workload workload;
    std::vector<std::string> notes;
};

ReadModel read_model(const std::string& bytes,
                     const std::map<std::string, std::int64_t>& sizes = {}, bool lenient = false);
ReadModel read_model(const TestModel& model, const std::map<std::string, std::int64_t>& sizes = {},
                     bool lenient = false);

/// All problems of a model, a line each.
std::string problems_of(const TestModel& model, bool lenient = false);
std::string problems_of(const std::string& bytes, bool lenient = false);

/// `name: CONV2D N1 K8 …`, dimensions of size 1 left out, with the Input's axes where they are
/// sums.
std::string described(const Layer& layer);
std::vector<std::string> described(const Workload& workload);

std::int64_t macs_of(const Layer& layer);
std::int64_t macs_of(const Workload& workload);

} // namespace counterpoint::workloads::onnx
