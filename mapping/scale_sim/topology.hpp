#pragma once

#include <string>
#include <variant>
#include <vector>

#include "input/document.hpp"
#include "mapping/scale_sim/reading.hpp"

namespace counterpoint::mapping::scale_sim {

/// A convolution as SCALE-Sim counts it: the input as it is, with padding.
struct Convolution {
    Number ifmap_height;
    Number ifmap_width;
    Number filter_height;
    Number filter_width;
    Number channels;
    Number filters;
    Number stride_height;
    Number stride_width;
    /// Each channel by itself, with all the filters of one channel: `DP` in the layer's name.
    bool depthwise = false;
};

/// M x K times K x N.
struct Product {
    Number m;
    Number n;
    Number k;
};

struct TopologyLayer {
    std::string name; ///< unlike that of all other layers
    input::TextPosition at;
    std::variant<Convolution, Product> shape;
    Number batch;
};

/// What a `.csv` file says.
struct Topology {
    std::string name; ///< of the file, without its ending
    std::vector<TopologyLayer> layers;
};

/// Reads a topology of convolutions or of matrix products. Throws InputError with all problems.
Topology parse_topology(const std::string& text, Reading& reading);

/// The tree that a YAML file with the key `workload` would be read into.
input::Document workload_tree(const Topology& topology, const std::string& file);

} // namespace counterpoint::mapping::scale_sim
