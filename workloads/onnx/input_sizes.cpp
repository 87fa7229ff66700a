#include "workloads/onnx/input_sizes.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include <onnx/onnx_pb.h>

#include "input/document.hpp"

namespace counterpoint::workloads::onnx {

namespace {

using ::onnx::GraphProto;
using ::onnx::TensorShapeProto;
using ::onnx::ValueInfoProto;

class InputSizes {
  public:
    InputSizes(GraphProto& graph, const std::string& file, DimensionSizes& dimensions,
               const Limits& limits, std::vector<Problem>& problems)
        : graph_(graph), file_(file), dimensions_(dimensions), limits_(limits),
          problems_(problems) {}

    void settle() {
        std::set<std::string> constants;
        for (const auto& tensor : graph_.initializer()) {
            constants.insert(tensor.name());
        }
        for (ValueInfoProto& input : *graph_.mutable_input()) {
            if (constants.count(input.name()) == 0 && input.type().has_tensor_type()) {
                settle_input(input);
            }
        }
        // What the file says of inner tensors was said of symbols: inference says it anew.
        keep_settled(*graph_.mutable_value_info());
        for (ValueInfoProto& output : *graph_.mutable_output()) {
            if (!is_settled(output)) {
                output.mutable_type()->mutable_tensor_type()->clear_shape();
            }
        }
    }

  private:
    void settle_input(ValueInfoProto& input) {
        auto& type = *input.mutable_type()->mutable_tensor_type();
        if (!type.has_shape()) {
            add_problem(problems_, limits_,
                        {{file_, 0, 0, "input " + input.name()},
                         "the model does not say the shape of this input",
                         "a shape, whose dimensions may be symbolic",
                         "",
                         ""});
            return;
        }
        for (int i = 0; i < type.shape().dim_size(); ++i) {
            settle_dimension(input.name(), i, *type.mutable_shape()->mutable_dim(i));
        }
    }

    void settle_dimension(const std::string& input, int position,
                          TensorShapeProto::Dimension& dimension) {
        if (dimension.has_dim_value() && dimension.dim_value() > 0) {
            return;
        }
        const bool named = dimension.has_dim_param() && !dimension.dim_param().empty();
        const std::string name =
            named ? dimension.dim_param() : input + '[' + std::to_string(position) + ']';
        const auto given = dimensions_.sizes.find(name);
        if (given != dimensions_.sizes.end()) {
            dimension.set_dim_value(given->second);
            dimensions_.used.insert(name);
        } else if (asked_.insert(name).second) {
            add_problem(problems_, limits_,
                        {{file_, 0, 0, "input " + input},
                         "the dimension " + input::in_quotes(name) + " has no size",
                         "",
                         "",
                         "give it one, such as --dim " + name + "=1"});
        }
    }

    static bool is_settled(const ValueInfoProto& value) {
        if (!value.type().has_tensor_type() || !value.type().tensor_type().has_shape()) {
            return true;
        }
        const auto& dimensions = value.type().tensor_type().shape().dim();
        return std::all_of(dimensions.begin(), dimensions.end(), [](const auto& dimension) {
            return dimension.has_dim_value() && dimension.dim_value() > 0;
        });
    }

    static void keep_settled(google::protobuf::RepeatedPtrField<ValueInfoProto>& values) {
        const auto kept = std::stable_partition(values.begin(), values.end(), is_settled);
        values.erase(kept, values.end());
    }

    GraphProto& graph_;
    const std::string& file_;
    DimensionSizes& dimensions_;
    const Limits& limits_;
    std::vector<Problem>& problems_;
    std::set<std::string> asked_;
};

} // namespace

void settle_input_sizes(GraphProto& graph, const std::string& file, DimensionSizes& dimensions,
                        const Limits& limits, std::vector<Problem>& problems) {
    InputSizes(graph, file, dimensions, limits, problems).settle();
}

} // namespace counterpoint::workloads::onnx
