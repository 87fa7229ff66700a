#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "hw/hardware.hpp"
#include "hw/layout.hpp"
#include "tests/walker/random.hpp"
#include "workloads/layer.hpp"

namespace counterpoint::sim {

/// A layout from words such as `C`, `C/4`, `C%4`.
hw::Layout layout_of(const std::vector<std::string>& levels);

/// The tensor's axes in some order, some of them cut into blocks.
hw::Layout random_layout(walker::Random& random, const workloads::Layer& layer,
                         const workloads::Tensor& tensor);

/// A DRAM of so many rows with 2 KiB in each, in bursts of 64 bytes.
hw::DramConfiguration dram_of(std::int64_t rows);

/// How many coordinates each axis has.
std::vector<std::int64_t> extents_of(const workloads::Layer& layer,
                                     const workloads::Tensor& tensor);

/// By element, in C order of the tensor's axes: its place counted in elements from the tensor's
/// base, found by counting all places of the layout (or of C order, where null) one by one.
std::vector<std::int64_t> places_of(const workloads::Layer& layer, const workloads::Tensor& tensor,
                                    const hw::Layout* layout);

} // namespace counterpoint::sim
