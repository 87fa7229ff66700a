#include "sim/network.hpp"

#include "vocabulary/checked.hpp"

namespace counterpoint::sim {

IdealNetwork::IdealNetwork(const sc_core::sc_module_name& name, std::int64_t bytes_per_cycle,
                           std::int64_t latency_cycles)
    : sc_module(name), bytes_per_cycle_(bytes_per_cycle), latency_cycles_(latency_cycles) {}

Delivery IdealNetwork::carry(const Transfer& transfer) {
    if (transfer.most_bytes == 0) {
        return Delivery{};
    }
    const std::int64_t cycles = (transfer.most_bytes - 1) / bytes_per_cycle_ + 1;
    bytes_ = checked_sum(bytes_, transfer.all_bytes);
    busy_cycles_ += cycles;
    return Delivery{cycles, latency_cycles_};
}

} // namespace counterpoint::sim
