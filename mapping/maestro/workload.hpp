#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "input/document.hpp"
#include "mapping/maestro/description.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::mapping::maestro {

/// One axis of a transposed convolution with filter size F and stride u: input row m reaches the
/// output rows u·m to u·m + F − 1. Output row u·p + r, r < u, sums F / u input rows, so r is a
/// dimension of its own, of size u, and taps = F / u of them slide over the input.
struct TransposedAxis {
    std::int64_t stride = 2; ///< MAESTRO's, where the layer gives none
    std::int64_t taps = 1;
};

/// `dimension` is Y with filter R, or X with filter S. The filter is a multiple of the stride in a
/// layer that the tree was made of without a problem.
TransposedAxis transposed_axis(const LayerDescription& layer, const std::string& dimension);

/// The dimension of the taps over R or S.
std::string tap_dimension(const std::string& filter);

/// Does the DSCONV make several output channels of each input channel? It then is a CONV2D with a
/// group for each input channel.
bool has_channel_multiplier(const LayerDescription& layer);

/// The tree of a YAML file with the key `workload`. A transposed convolution becomes an EINSUM
/// with these dimensions; in a model file, which has no directives over them, a CONV2D whose output
/// channels are those of every r and s. Adds a problem for everything that is wrong: a
/// dimension missing or foreign to the type, a transposed convolution that is not modelled.
input::Document workload_tree(const NetworkDescription& network, std::vector<Problem>& problems);

} // namespace counterpoint::mapping::maestro
