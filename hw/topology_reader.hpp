#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "hw/network.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::input {
struct Node;
}

namespace counterpoint::hw {

/// Reads `network:` of a fill, such as `{topology: tree, arity: 4, link_bytes: [16, 4]}`.
/// `bytes_per_cycle` is that of the fill, what widths are unless given. Every problem is added;
/// what is returned then is incomplete, or nothing.
std::optional<FillTopology> read_fill_topology(const input::Node& node,
                                               std::int64_t bytes_per_cycle,
                                               std::vector<Problem>& problems);

/// The same of a drain, such as `{topology: chain, hop_latency: 1}`.
std::optional<DrainTopology> read_drain_topology(const input::Node& node,
                                                 std::int64_t bytes_per_cycle,
                                                 std::vector<Problem>& problems);

} // namespace counterpoint::hw
