#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "vocabulary/problem.hpp"

namespace counterpoint::mapping::maestro {

/// Where something stands in a file, counted from 1.
struct Spot {
    int line = 0;
    int column = 0;
};

/// A size in a directive: a number, or `Sz(D)`, the size of the dimension D.
struct Size {
    std::int64_t number = 0; ///< positive; without meaning where a dimension is named
    std::string dimension;
    Spot spot;
};

/// `TemporalMap(size, offset) D` or `SpatialMap(size, offset) D`.
struct Map {
    bool spatial = false;
    Size size;
    Size offset;
    std::string dimension; ///< as MAESTRO calls it, such as `Y'`
    Spot spot;
};

/// `Cluster(size, P)`: what follows is inside of groups of so many units.
struct Cluster {
    Size size;
    Spot spot;
};

using Directive = std::variant<Map, Cluster>;

/// A dimension with its size, or a stride.
struct NamedNumber {
    std::string name;
    std::int64_t value = 1; ///< positive
    Spot name_spot;
    Spot value_spot;
};

enum class LayerKind { conv, dsconv, trconv, gemm };

/// The name of a layer kind as the files spell it, such as `DSCONV`.
std::string to_string(LayerKind kind);

struct LayerDescription {
    std::string name; ///< unlike that of all other layers of the network
    Spot spot;
    LayerKind kind = LayerKind::conv;
    Spot kind_spot;
    std::vector<NamedNumber> strides;
    std::vector<NamedNumber> dimensions;
    Spot dimensions_spot;
    /// Which of the network's dataflows; nothing in a model file, which has none.
    std::optional<std::size_t> dataflow;

    /// The size of a dimension as the file gives it.
    [[nodiscard]] std::optional<std::int64_t> size(const std::string& dimension) const;
    [[nodiscard]] std::int64_t stride(const std::string& dimension, std::int64_t otherwise) const;
};

/// What a `.m` file says of a network: a model file if no layer has a dataflow, else a mapping.
struct NetworkDescription {
    std::string file;
    std::string name;
    Spot spot;
    std::vector<LayerDescription> layers;
    std::vector<std::vector<Directive>> dataflows;

    [[nodiscard]] Place place(Spot at, const std::string& path) const {
        return {file, at.line, at.column, path};
    }
};

/// What a `.m` file says of the hardware: keys and positive integers.
struct HardwareDescription {
    std::string file;
    std::vector<NamedNumber> entries;

    [[nodiscard]] const NamedNumber* find(const std::string& key) const;
};

} // namespace counterpoint::mapping::maestro
