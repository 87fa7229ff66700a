#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/functional/box.hpp"
#include "sim/functional/npy.hpp"
#include "workloads/layer.hpp"

namespace counterpoint::sim {

/// Every element of a tensor. The extent of an axis is Σ coefficient · (size − 1) + 1.
Box whole_box(const workloads::Layer& layer, const workloads::Tensor& tensor);

/// The same as sizes, one for each axis.
std::vector<std::int64_t> shape_of(const workloads::Layer& layer, const workloads::Tensor& tensor);

/// The sizes that an array in a file has: without the axis of the groups where a convolution has
/// none (with it, it is read all the same).
std::vector<std::int64_t> shape_in_file(const workloads::Layer& layer,
                                        const workloads::Tensor& tensor);

/// The values of all input tensors of a layer, in the order of the layer; nothing for the output.
/// Either all integers or all floats.
struct TensorValues {
    bool floating = false;
    std::vector<Numbers> by_tensor;
};

/// Integers from −4 to 4 without 0, so that no MAC is without effect. The same seed gives the same
/// values everywhere; layers and tensors of different names get different ones.
TensorValues seeded_tensors(const workloads::Layer& layer, std::uint64_t seed);

/// Reads LAYER.TENSOR.npy of every input tensor from a folder. Throws InputError with all problems
/// of all files: what cannot be read, which axis has another size than the layer says, integers
/// beside floats.
TensorValues read_tensors(const workloads::Layer& layer, const std::string& folder);

/// Where a tensor is read from or written to: LAYER.TENSOR.npy, with %2F for a slash and %25 for a
/// per cent sign in these names.
std::string tensor_file(const std::string& folder, const workloads::Layer& layer,
                        const workloads::Tensor& tensor);

} // namespace counterpoint::sim
