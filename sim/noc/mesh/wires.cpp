#include "sim/noc/mesh/wires.hpp"

namespace counterpoint::sim::noc::mesh {

Wires::Wires(const Grid& grid, std::int64_t credit_delay)
    : grid_(grid), credit_delay_(credit_delay),
      flits_(to_next_router, static_cast<std::size_t>(grid.nodes()) * port_count),
      ejections_(to_sink, static_cast<std::size_t>(grid.nodes())),
      credits_(to_sink + credit_wires + credit_delay,
               static_cast<std::size_t>(grid.nodes()) * (port_count + 1)),
      carried_(static_cast<std::size_t>(grid.nodes()) * port_count, 0) {}

} // namespace counterpoint::sim::noc::mesh
