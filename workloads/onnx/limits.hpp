#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "vocabulary/problem.hpp"

namespace counterpoint::workloads::onnx {

/// Bounds on what is read at all, so that no input takes the process down.
struct Limits {
    std::size_t bytes = std::size_t{64} << 20U; ///< of a model without its weights
    std::size_t messages = 300'000;             ///< nodes, attributes and tensors
    std::size_t tensor_bytes = 4096;            ///< of values that shapes may depend on
    std::size_t nodes = 100'000;
    std::size_t layers = 10'000;
    std::size_t problems = 100; ///< of one file
};

/// The rest would be noise: a file with so many problems has one cause.
inline void add_problem(std::vector<Problem>& problems, const Limits& limits, Problem problem) {
    if (problems.size() < limits.problems) {
        problems.push_back(std::move(problem));
    }
}

} // namespace counterpoint::workloads::onnx
