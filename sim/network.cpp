#include "sim/network.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "sim/defect.hpp"
#include "vocabulary/checked.hpp"

namespace counterpoint::sim {

Delivery NetworkModule::carry(const Transfer& transfer) {
    if (transfer.most_bytes == 0) {
        return Delivery{};
    }
    const Delivery delivery = deliver(transfer);
    bytes_ = checked_sum(bytes_, transfer.all_bytes);
    busy_cycles_ = checked_sum(busy_cycles_, delivery.transfer_cycles);
    ++transfers_;
    return delivery;
}

void NetworkModule::record(MachineState& state) {
    state.counter(bytes_);
    state.counter(busy_cycles_);
    state.counter(transfers_);
}

IdealNetwork::IdealNetwork(const sc_core::sc_module_name& name, std::int64_t bytes_per_cycle,
                           std::int64_t latency_cycles)
    : NetworkModule(name), bytes_per_cycle_(bytes_per_cycle), latency_cycles_(latency_cycles) {}

Delivery IdealNetwork::deliver(const Transfer& transfer) {
    return Delivery{(transfer.most_bytes - 1) / bytes_per_cycle_ + 1, latency_cycles_};
}

FabricNetwork::FabricNetwork(const sc_core::sc_module_name& name, std::string topology,
                             std::unique_ptr<noc::Passages> passages, std::int64_t latency_cycles)
    : NetworkModule(name), topology_(std::move(topology)), passages_(std::move(passages)),
      latency_cycles_(latency_cycles) {}

Delivery FabricNetwork::deliver(const Transfer& transfer) {
    const noc::Pass& pass = *transfer.pass;
    if (pass.bytes != transfer.all_bytes) {
        throw Defect(std::string(name()) + " is to carry " + std::to_string(transfer.all_bytes) +
                     " bytes in messages of " + std::to_string(pass.bytes));
    }
    uses_.resize(std::max(uses_.size(), pass.number + 1));
    uses_[pass.number].pass = &pass;
    ++uses_[pass.number].times;
    return Delivery{pass.transfer_cycles, checked_sum(pass.latency_cycles, latency_cycles_)};
}

void FabricNetwork::record(MachineState& state) {
    NetworkModule::record(state);
    state.figure(static_cast<std::int64_t>(uses_.size()));
    for (Use& use : uses_) {
        state.counter(use.times);
    }
}

} // namespace counterpoint::sim
