#include "workloads/onnx/einsum.hpp"

#include <algorithm>
#include <map>

#include "input/document.hpp"

namespace counterpoint::workloads::onnx {

namespace {

bool is_index(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// Without an arrow the output has the indices that occur once, in alphabetical order.
std::string implied_output(const std::string& indices) {
    std::string output;
    for (const char c : indices) {
        if (std::count(indices.begin(), indices.end(), c) == 1) {
            output += c;
        }
    }
    std::sort(output.begin(), output.end());
    return output;
}

void take_sizes(const std::string& indices, const Sizes& sizes, LayerForm& form,
                std::map<char, std::int64_t>& known) {
    if (indices.size() != sizes.size()) {
        throw Refusal("an operand has another number of dimensions than its equation says",
                      std::to_string(indices.size()), std::to_string(sizes.size()));
    }
    for (std::size_t i = 0; i < sizes.size(); ++i) {
        const auto [place, added] = known.emplace(indices[i], sizes[i]);
        if (added) {
            form.dimensions.emplace_back(std::string(1, indices[i]), sizes[i]);
        } else if (place->second != sizes[i]) {
            throw Refusal(std::string("the index ") + indices[i] + " has two sizes",
                          std::to_string(place->second), std::to_string(sizes[i]));
        }
    }
}

EinsumTensor tensor_of(const std::string& name, const std::string& indices) {
    EinsumTensor tensor{name, {}, false};
    for (const char c : indices) {
        tensor.axes.emplace_back(1, c);
    }
    return tensor;
}

} // namespace

Equation equation_of(const std::string& text) {
    std::string compact = text;
    compact.erase(std::remove(compact.begin(), compact.end(), ' '), compact.end());
    const std::size_t comma = compact.find(',');
    const std::size_t arrow = compact.find("->");
    if (comma == std::string::npos || comma > arrow) {
        throw Refusal("an Einsum of other than two operands is not modelled", "",
                      input::in_quotes(text));
    }
    Equation equation{compact.substr(0, comma), compact.substr(comma + 1, arrow - comma - 1), ""};
    equation.output = arrow == std::string::npos ? implied_output(equation.left + equation.right)
                                                 : compact.substr(arrow + 2);
    for (const std::string* indices : {&equation.left, &equation.right, &equation.output}) {
        const bool once = std::all_of(indices->begin(), indices->end(), [&](char c) {
            return is_index(c) && std::count(indices->begin(), indices->end(), c) == 1;
        });
        if (!once) {
            throw Refusal("this Einsum is not modelled", "each index once in an operand",
                          input::in_quotes(text));
        }
    }
    return equation;
}

Lowering lower_einsum(const NodeShapes& node) {
    const Equation equation = equation_of(node.text("equation", ""));
    LayerForm form{"", "EINSUM", {}, {}, {}, {}};
    std::map<char, std::int64_t> known;
    take_sizes(equation.left, node.input(0), form, known);
    take_sizes(equation.right, node.input(1), form, known);
    if (known.empty()) {
        throw Refusal("its operands are single numbers");
    }
    for (const char c : equation.output) {
        if (known.count(c) == 0) {
            throw Refusal(std::string("no operand has the index ") + c);
        }
    }
    form.tensors = {tensor_of("Weight", equation.right), tensor_of("Input", equation.left),
                    tensor_of("Output", equation.output)};
    form.tensors.back().is_output = true;
    return {{std::move(form)}, 0};
}

} // namespace counterpoint::workloads::onnx
