#pragma once

#include <cstdint>
#include <random>
#include <vector>

#include "hw/network.hpp"
#include "sim/noc/messages.hpp"

namespace counterpoint::sim::noc {

/// One of each but the mesh, with widths of 1 to 9 bytes; grids have this size or are larger.
std::vector<hw::FillTopology> draw_fills(std::mt19937& random, std::int64_t rows,
                                         std::int64_t columns);
std::vector<hw::DrainTopology> draw_drains(std::mt19937& random, std::int64_t rows,
                                           std::int64_t columns);

/// The same with one of its widths 1 to 3 bytes wider.
hw::FillTopology widened(std::mt19937& random, hw::FillTopology topology);
hw::DrainTopology widened(std::mt19937& random, hw::DrainTopology topology);

/// What a topology must carry for the messages between a memory and rows x columns units, unit by
/// unit: bytes times links. Not of meshes. Where a message may take one of several ways the least
/// and the most.
struct LinkBytes {
    std::int64_t least = 0;
    std::int64_t most = 0;
};
LinkBytes link_bytes(const hw::FillTopology& topology, const Messages& messages, std::int64_t rows,
                     std::int64_t columns);
LinkBytes link_bytes(const hw::DrainTopology& topology, const Messages& messages, std::int64_t rows,
                     std::int64_t columns);

} // namespace counterpoint::sim::noc
