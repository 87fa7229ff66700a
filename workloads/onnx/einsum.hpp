#pragma once

#include <string>

#include "workloads/onnx/lowering.hpp"

namespace counterpoint::workloads::onnx {

/// The indices of two operands and their output, none of them twice in one.
struct Equation {
    std::string left;
    std::string right;
    std::string output;
};

/// Reads a text such as `ij,jk->ik`; without an arrow the output has the indices that occur once.
/// Throws Refusal for other than two operands and for what Equation cannot hold.
Equation equation_of(const std::string& text);

/// Einsum of two operands, which become Input and Weight. Each index is a dimension. An index twice
/// in one operand, `...` and other numbers of operands are refused.
Lowering lower_einsum(const NodeShapes& node);

} // namespace counterpoint::workloads::onnx
