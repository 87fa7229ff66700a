#pragma once

#include "input/document.hpp"
#include "mapping/dataflow.hpp"

namespace counterpoint::mapping {

/// The tree of a YAML file with the key `mapping` that is read into this dataflow.
input::Document dataflow_tree(const Dataflow& dataflow);

} // namespace counterpoint::mapping
