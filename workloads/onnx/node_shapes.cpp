#include "workloads/onnx/node_shapes.hpp"

#include "input/document.hpp"
#include "vocabulary/checked.hpp"

namespace counterpoint::workloads::onnx {

namespace {

const Attribute* find_attribute(const Node& node, const char* name) {
    const auto found = node.attributes.find(name);
    return found == node.attributes.end() ? nullptr : &found->second;
}

} // namespace

bool NodeShapes::has_input(std::size_t position) const {
    return position < node_.inputs.size() && !node_.inputs[position].empty();
}

bool NodeShapes::is_constant(std::size_t input) const {
    return has_input(input) && model_.constants.count(node_.inputs[input]) > 0;
}

Sizes NodeShapes::known(const std::string& tensor, const char* role) const {
    const std::string named = std::string("its ") + role + ' ' + input::in_quotes(tensor);
    const auto found = model_.shapes.find(tensor);
    if (found == model_.shapes.end()) {
        throw Refusal("the shape of " + named + " is not known");
    }
    Sizes sizes;
    for (const Extent& extent : found->second) {
        if (!extent.size) {
            throw Refusal("the shape of " + named + " is not known as a whole", "",
                          to_string(found->second));
        }
        if (*extent.size < 1) {
            throw Refusal(named + " has no elements", "positive sizes", to_string(found->second));
        }
        sizes.push_back(*extent.size);
    }
    return sizes;
}

Sizes NodeShapes::input(std::size_t position) const {
    if (!has_input(position)) {
        throw Refusal("it has no input " + std::to_string(position));
    }
    return known(node_.inputs[position], "input");
}

Sizes NodeShapes::input(std::size_t position, std::size_t rank) const {
    Sizes sizes = input(position);
    if (sizes.size() != rank) {
        throw Refusal("its input " + input::in_quotes(node_.inputs[position]) +
                          " has another number of dimensions",
                      std::to_string(rank), std::to_string(sizes.size()));
    }
    return sizes;
}

Sizes NodeShapes::output(std::size_t position) const {
    if (position >= node_.outputs.size() || node_.outputs[position].empty()) {
        throw Refusal("it has no output " + std::to_string(position));
    }
    return known(node_.outputs[position], "output");
}

bool NodeShapes::has(const char* attribute) const {
    return find_attribute(node_, attribute) != nullptr;
}

std::int64_t NodeShapes::integer(const char* attribute, std::int64_t otherwise) const {
    const Attribute* found = find_attribute(node_, attribute);
    return found == nullptr ? otherwise : found->integer;
}

std::string NodeShapes::text(const char* attribute, const std::string& otherwise) const {
    const Attribute* found = find_attribute(node_, attribute);
    return found == nullptr ? otherwise : found->text;
}

Sizes NodeShapes::integers(const char* attribute, std::size_t count, std::int64_t otherwise) const {
    const Attribute* found = find_attribute(node_, attribute);
    if (found == nullptr || found->integers.empty()) {
        Sizes same;
        same.resize(count, otherwise);
        return same;
    }
    if (found->integers.size() != count) {
        throw Refusal(std::string("its attribute ") + attribute + " has another number of values",
                      std::to_string(count), std::to_string(found->integers.size()));
    }
    return found->integers;
}

std::int64_t elements(const Sizes& sizes) {
    std::int64_t product = 1;
    for (const std::int64_t size : sizes) {
        product = checked_product(product, size);
    }
    return product;
}

std::int64_t part_of(std::int64_t whole, std::int64_t parts, const std::string& message) {
    if (parts < 1 || whole < 1 || whole % parts != 0) {
        throw Refusal(message, "", std::to_string(whole) + " of " + std::to_string(parts));
    }
    return whole / parts;
}

} // namespace counterpoint::workloads::onnx
