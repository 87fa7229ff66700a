#pragma once

#include "input/document.hpp"
#include "input/expression.hpp"
#include "mapping/timeloop/architecture.hpp"
#include "mapping/timeloop/reading.hpp"

namespace counterpoint::mapping::timeloop {

/// What `problem:` says, as the tree that a YAML file with the key `workload` would be read into:
/// each shape an EINSUM whose tensors have the names of its data-spaces.
struct Operations {
    input::Document tree;
    TensorNames tensors; ///< each once; the output of the first layer
};

/// Reads the value of `problem:`, one or a list. Problems and what is left out go to `reading`;
/// where there is any problem the tree has gaps.
Operations parse_problem(const input::Node& problem, const input::Scope& variables,
                         Reading& reading);

} // namespace counterpoint::mapping::timeloop
