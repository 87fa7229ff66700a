#include "sim/functional/tensors.hpp"

#include <random>

#include "vocabulary/problem.hpp"

namespace counterpoint::sim {

namespace {

using workloads::TensorIndex;

std::string text_of_axis(const workloads::Layer& layer, const workloads::Axis& axis) {
    std::string text;
    for (const workloads::AxisTerm& term : axis) {
        text += text.empty() ? "" : " + ";
        text += term.coefficient == 1 ? "" : std::to_string(term.coefficient) + "*";
        text += layer.dimensions[term.dimension].name;
    }
    return text;
}

/// The axes that a file has. The axis of the groups is not there where a convolution has none.
std::vector<workloads::Axis> axes_in_file(const workloads::Layer& layer,
                                          const workloads::Tensor& tensor) {
    std::vector<workloads::Axis> axes;
    for (const workloads::Axis& axis : tensor.axes) {
        const workloads::Dimension& first = layer.dimensions[axis.front().dimension];
        if (layer.type != workloads::LayerType::conv2d || first.name != "G" || first.size > 1) {
            axes.push_back(axis);
        }
    }
    return axes;
}

std::vector<std::int64_t> shape_along(const workloads::Layer& layer,
                                      const std::vector<workloads::Axis>& axes) {
    std::vector<std::int64_t> shape;
    for (const workloads::Axis& axis : axes) {
        std::int64_t extent = 1;
        for (const workloads::AxisTerm& term : axis) {
            extent += term.coefficient * (layer.dimensions[term.dimension].size - 1);
        }
        shape.push_back(extent);
    }
    return shape;
}

std::string text_of_shape(const std::vector<std::int64_t>& shape) {
    std::string text;
    for (const std::int64_t size : shape) {
        text += (text.empty() ? "" : " x ") + std::to_string(size);
    }
    return shape.empty() ? "no axes" : text;
}

Problem problem_in(const std::string& file, const std::string& message) {
    Problem problem;
    problem.place.file = file;
    problem.message = message;
    return problem;
}

void check_shape(const workloads::Layer& layer, const workloads::Tensor& tensor,
                 const std::string& file, const std::vector<std::int64_t>& found,
                 std::vector<Problem>& problems) {
    const std::vector<workloads::Axis> axes = axes_in_file(layer, tensor);
    const std::vector<std::int64_t> expected = shape_along(layer, axes);
    if (found == shape_of(layer, tensor)) {
        return;
    }
    if (found.size() != expected.size()) {
        Problem problem =
            problem_in(file, tensor.name + " of layer " + layer.name + " has " +
                                 std::to_string(expected.size()) + " axes, the array has " +
                                 std::to_string(found.size()));
        problem.expected = text_of_shape(expected);
        problem.found = text_of_shape(found);
        problems.push_back(problem);
        return;
    }
    for (std::size_t axis = 0; axis < expected.size(); ++axis) {
        if (found[axis] != expected[axis]) {
            Problem problem = problem_in(
                file, "axis " + std::to_string(axis) + " (" + text_of_axis(layer, axes[axis]) +
                          ") of " + tensor.name + " of layer " + layer.name + " has another size");
            problem.expected = std::to_string(expected[axis]);
            problem.found = std::to_string(found[axis]);
            problems.push_back(problem);
        }
    }
}

/// A slash would lead into another folder.
std::string escaped(const std::string& name) {
    std::string escaped;
    for (const char letter : name) {
        if (letter == '/' || letter == '%') {
            escaped += letter == '/' ? "%2F" : "%25";
        } else {
            escaped += letter;
        }
    }
    return escaped;
}

/// FNV-1a, see http://www.isthe.com/chongo/tech/comp/fnv/: std::hash differs between libraries.
std::uint64_t hash_of(const std::string& text, std::uint64_t seed) {
    std::uint64_t hash = 0xCBF29CE484222325U ^ seed;
    for (const char c : text) {
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
    }
    return hash;
}

} // namespace

std::vector<std::int64_t> shape_of(const workloads::Layer& layer, const workloads::Tensor& tensor) {
    return shape_along(layer, tensor.axes);
}

std::vector<std::int64_t> shape_in_file(const workloads::Layer& layer,
                                        const workloads::Tensor& tensor) {
    return shape_along(layer, axes_in_file(layer, tensor));
}

Box whole_box(const workloads::Layer& layer, const workloads::Tensor& tensor) {
    Box box;
    for (const std::int64_t extent : shape_of(layer, tensor)) {
        box.push_back(Range{0, extent});
    }
    return box;
}

TensorValues seeded_tensors(const workloads::Layer& layer, std::uint64_t seed) {
    TensorValues values;
    for (TensorIndex t{0}; layer.tensors.contains(t); ++t.value) {
        const workloads::Tensor& tensor = layer.tensors[t];
        std::vector<std::int32_t> numbers;
        if (t != layer.output) {
            std::mt19937_64 engine(hash_of(layer.name + "." + tensor.name, seed));
            numbers.resize(static_cast<std::size_t>(volume(whole_box(layer, tensor))));
            for (std::int32_t& number : numbers) {
                const auto choice = static_cast<std::int32_t>(engine() >> 61U);
                number = choice < 4 ? choice - 4 : choice - 3;
            }
        }
        values.by_tensor.emplace_back(std::move(numbers));
    }
    return values;
}

std::string tensor_file(const std::string& folder, const workloads::Layer& layer,
                        const workloads::Tensor& tensor) {
    return folder + "/" + escaped(layer.name + "." + tensor.name) + ".npy";
}

TensorValues read_tensors(const workloads::Layer& layer, const std::string& folder) {
    TensorValues values;
    std::vector<Problem> problems;
    std::string types;
    bool integers = false;
    for (TensorIndex t{0}; layer.tensors.contains(t); ++t.value) {
        values.by_tensor.emplace_back();
        if (t == layer.output) {
            continue;
        }
        const workloads::Tensor& tensor = layer.tensors[t];
        const std::string file = tensor_file(folder, layer, tensor);
        try {
            NpyArray array = read_npy(file);
            check_shape(layer, tensor, file, array.shape, problems);
            values.floating = values.floating || array.type == ElementType::float32;
            integers = integers || array.type != ElementType::float32;
            types += (types.empty() ? "" : ", ") + tensor.name + " " + to_string(array.type);
            values.by_tensor.back() = std::move(array.numbers);
        } catch (const InputError& error) {
            problems.insert(problems.end(), error.problems().begin(), error.problems().end());
        }
    }
    if (integers && values.floating) {
        Problem problem =
            problem_in(folder, "the tensors of layer " + layer.name + " mix integers and floats");
        problem.expected = "all of them integers, or all float32";
        problem.found = types;
        problems.push_back(problem);
    }
    if (!problems.empty()) {
        throw InputError(problems);
    }
    return values;
}

} // namespace counterpoint::sim
