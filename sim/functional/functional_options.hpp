#pragma once

#include <cstdint>
#include <string>

namespace counterpoint::sim {

struct FunctionalOptions {
    std::string tensors_in;  ///< folder with LAYER.TENSOR.npy; empty: seeded integers
    std::string tensors_out; ///< folder for LAYER.Output.npy; empty: not written
    std::uint64_t seed = 1;
};

} // namespace counterpoint::sim
