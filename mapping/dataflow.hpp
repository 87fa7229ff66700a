#pragma once

#include <string>
#include <vector>

#include "hw/hardware.hpp"
#include "input/expression.hpp"
#include "mapping/mapping.hpp"
#include "vocabulary/problem.hpp"
#include "workloads/layer.hpp"

namespace counterpoint::mapping {

/// A node as the user wrote it: names and expressions, not yet bound to a layer.
struct NodeDescription {
    enum class Kind { temporal, spatial, store };

    Kind kind = Kind::temporal;
    std::string dimension;             ///< temporal, spatial
    input::Expression tile;            ///< temporal, spatial
    input::Expression units;           ///< spatial
    std::vector<std::string> tensors;  ///< store
    std::vector<std::string> bypassed; ///< store
    std::string memory;                ///< store
    Place place;
};

struct Parameter {
    std::string name;
    input::Expression value; ///< of integers, dimensions, hardware values and earlier parameters
    Place place;
};

/// One entry of `mapping:`, for the layers whose name matches one of the globs `layers` (default
/// all) and whose type is one of `types` (default all).
struct DataflowEntry {
    std::vector<std::string> layers;
    std::vector<workloads::LayerType> types;
    std::vector<Parameter> parameters;
    std::vector<NodeDescription> nodes;
    Place place;
};

/// A mapping file: the first entry that matches a layer counts.
struct Dataflow {
    std::vector<DataflowEntry> entries;
    Place place;
};

/// Does the glob (`*`, `?`, `[a-c]`) match the whole name?
bool matches_glob(const std::string& glob, const std::string& name);

/// The glob that only this name matches.
std::string glob_of(const std::string& name);

/// The mapping of one layer: the first matching entry with its expressions evaluated. Throws
/// InputError with every problem: no entry matches, an unknown name, an expression that is not a
/// positive integer, a broken rule.
Mapping bind(const Dataflow& dataflow, const workloads::Layer& layer, const hw::Hardware& hardware);

} // namespace counterpoint::mapping
