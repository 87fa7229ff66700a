#pragma once

#include <string>
#include <vector>

#include "tests/input/reading.hpp"
#include "workloads/layer.hpp"
#include "workloads/reader.hpp"

namespace counterpoint::workloads {

/// What a text of a workload gives, legal or not.
struct Reading {
    Workload workload;
    std::vector<Problem> problems;

    [[nodiscard]] std::string told() const { return input::told(problems); }
};

inline Reading read(const std::string& text) {
    Reading reading;
    const input::Document document = input::parse_document(text, "file");
    reading.workload = read_workload(document.root(), reading.problems);
    return reading;
}

/// A workload of one layer named `l`, given by the rest of its map.
inline Reading read_layer(const std::string& rest) {
    return read("{name: w, layers: [{name: l, " + rest + "}]}");
}

inline Layer legal_layer(const std::string& rest) {
    Reading reading = read_layer(rest);
    if (!reading.problems.empty()) {
        throw InputError(reading.problems);
    }
    return reading.workload.layers.at(0);
}

inline std::int64_t size_of(const Layer& layer, const std::string& name) {
    for (const Dimension& dimension : layer.dimensions) {
        if (dimension.name == name) {
            return dimension.size;
        }
    }
    return 0;
}

/// A tensor in a line, such as `Input[N, C, 2P+R]`.
inline std::string shape_of(const Layer& layer, TensorIndex index) {
    const Tensor& tensor = layer.tensors[index];
    std::string text = tensor.name + '[';
    for (const Axis& axis : tensor.axes) {
        text += text.back() == '[' ? "" : ", ";
        for (std::size_t i = 0; i < axis.size(); ++i) {
            text += i > 0 ? "+" : "";
            text += axis[i].coefficient == 1 ? "" : std::to_string(axis[i].coefficient);
            text += layer.dimensions[axis[i].dimension].name;
        }
    }
    return text + ']';
}

inline std::string shapes_of(const Layer& layer) {
    std::string text;
    for (TensorIndex index{0}; layer.tensors.contains(index); ++index.value) {
        text += (text.empty() ? "" : " ") + shape_of(layer, index);
        text += index == layer.output ? " out" : "";
    }
    return text;
}

inline std::string dimensions_of(const Layer& layer) {
    std::string text;
    for (const Dimension& dimension : layer.dimensions) {
        text += (text.empty() ? "" : " ") + dimension.name;
    }
    return text;
}

} // namespace counterpoint::workloads
