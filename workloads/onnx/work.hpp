#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "workloads/onnx/node_shapes.hpp"

namespace counterpoint::workloads::onnx {

/// A MAC is one operation, and so is every other sum, product, comparison or function of one number
/// that a node makes, however costly. Moving elements is none.

/// Largest value, difference, exponential, sum and division of each element.
constexpr std::int64_t softmax_operations = 5;

/// Is this an operator whose operations are known, so that a node can be left to be listed?
bool is_known_work(const std::string& kind);

/// How many operations a node of such a kind takes; nothing where that depends on a shape that is
/// not known. Throws Overflow.
std::optional<std::int64_t> operations_of(const NodeShapes& node);

} // namespace counterpoint::workloads::onnx
