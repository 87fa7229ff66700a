#include "workloads/einsum.hpp"

#include <algorithm>
#include <set>

#include "input/linear_form.hpp"
#include "input/nearest.hpp"

namespace counterpoint::workloads {

namespace {

using input::Node;
using input::Problems;

constexpr std::size_t most_axes = 64; ///< of a tensor
constexpr std::size_t most_tensors = 64;

std::vector<std::string> dimension_names(const Layer& layer) {
    std::vector<std::string> names;
    for (const Dimension& dimension : layer.dimensions) {
        names.push_back(dimension.name);
    }
    return names;
}

Axis axis_of(const std::vector<input::LinearTerm>& terms, const Node& node, const Layer& layer,
             Problems& problems) {
    const std::vector<std::string> names = dimension_names(layer);
    Axis axis;
    for (const input::LinearTerm& term : terms) {
        const auto found = std::find(names.begin(), names.end(), term.name);
        if (found == names.end()) {
            problems.push_back({node.place(),
                                "no dimension is named " + input::in_quotes(term.name), "", "",
                                input::suggestion(term.name, names)});
            continue;
        }
        axis.push_back(
            {term.coefficient, DimensionIndex{static_cast<std::size_t>(found - names.begin())}});
    }
    return axis;
}

std::vector<Axis> read_axes(const Node& node, const Layer& layer, Problems& problems) {
    std::vector<Axis> axes;
    if (!input::has_at_most(node, most_axes, problems)) {
        return axes;
    }
    std::set<std::size_t> used;
    for (const Node* item : input::items_of(node, problems)) {
        const auto expression = input::parse_expression(*item, problems);
        const auto terms = expression ? input::linear_form(*expression, problems) : std::nullopt;
        if (!terms) {
            continue;
        }
        axes.push_back(axis_of(*terms, *item, layer, problems));
        for (const AxisTerm& term : axes.back()) {
            if (!used.insert(term.dimension.value).second) {
                problems.push_back({item->place(),
                                    "the dimension " + layer.dimensions[term.dimension].name +
                                        " occurs in two axes of one tensor",
                                    "", "", ""});
            }
        }
    }
    return axes;
}

void check_output_axes(const Node& axes_node, const Tensor& output, Problems& problems) {
    for (std::size_t i = 0; i < output.axes.size(); ++i) {
        const Axis& axis = output.axes[i];
        if (axis.size() > 1 || (axis.size() == 1 && axis.front().coefficient != 1)) {
            const bool is_list = axes_node.kind == Node::Kind::list;
            const Node& axis_node = is_list ? *axes_node.children[i] : axes_node;
            input::expect(axis_node, "an axis of the output is a single dimension",
                          "a dimension such as A", problems);
        }
    }
}

void read_tensor(const Node& node, Layer& layer, std::vector<const Node*>& outputs,
                 Problems& problems) {
    const std::size_t problems_before = problems.size();
    if (!input::is_identifier(node.key)) {
        problems.push_back({node.key_place(),
                            input::in_quotes(node.key) + " is not a tensor's name",
                            "letters, digits and underscores", "", ""});
    }
    input::Fields fields(node, problems);
    Tensor tensor{node.key, {}};
    const Node* axes = fields.required("axes");
    if (axes != nullptr) {
        tensor.axes = read_axes(*axes, layer, problems);
    }
    const bool is_output = fields.truth("output", false);
    fields.annotations();
    fields.finish();
    if (is_output && axes != nullptr && problems.size() == problems_before) {
        check_output_axes(*axes, tensor, problems);
    }
    const TensorIndex index = layer.tensors.push_back(std::move(tensor));
    if (is_output) {
        layer.output = index;
        outputs.push_back(&node);
    }
}

} // namespace

void read_einsum_tensors(const Node& node, Layer& layer, Problems& problems) {
    if (node.kind != Node::Kind::map) {
        input::expect(node, "these are not tensors", "a map of tensors by name", problems);
        return;
    }
    if (!input::has_at_most(node, most_tensors, problems)) {
        return;
    }
    std::vector<const Node*> outputs;
    for (const Node* child : node.children) {
        read_tensor(*child, layer, outputs, problems);
    }
    if (outputs.empty()) {
        problems.push_back({node.place(), "no tensor is the output", "", "",
                            "write `output: true` at one of them"});
    }
    for (std::size_t i = 1; i < outputs.size(); ++i) {
        problems.push_back({outputs[i]->key_place(),
                            input::in_quotes(outputs[i]->key) + " is a second output besides " +
                                input::in_quotes(outputs[0]->key),
                            "exactly one output tensor", "", ""});
    }
    if (layer.tensors.size() == outputs.size()) {
        problems.push_back({node.place(), "no tensor is an input", "", "", ""});
    }
}

} // namespace counterpoint::workloads
