#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/noc/messages.hpp"

namespace counterpoint::sim::noc {

struct CrossbarSize {
    std::size_t ports = 1;
    std::size_t units = 1;
    std::int64_t bytes_per_cycle = 1; ///< of the memory's port
    std::int64_t link_bytes = 1;
};

/// By message: the cycle in which it is through. A unit takes messages in their order.
std::vector<std::int64_t> ends_by_age(const CrossbarSize& size, const Messages& messages);

/// By message. Flit by flit; in each cycle the ports choose one after the other, from the port
/// after the one that was first in the cycle before.
std::vector<std::int64_t> ends_round_robin(const CrossbarSize& size, const Messages& messages);

} // namespace counterpoint::sim::noc
