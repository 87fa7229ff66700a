#include "sim/memory.hpp"

#include <algorithm>

#include "vocabulary/checked.hpp"

namespace counterpoint::sim {

namespace {

void add(std::vector<hw::Access>& total, const std::vector<hw::Access>& elements) {
    for (std::size_t tensor = 0; tensor < total.size(); ++tensor) {
        total[tensor].reads = checked_sum(total[tensor].reads, elements[tensor].reads);
        total[tensor].writes = checked_sum(total[tensor].writes, elements[tensor].writes);
    }
}

} // namespace

MemoryModule::MemoryModule(const sc_core::sc_module_name& name, std::size_t tensors)
    : sc_module(name), socket("socket"), counts_(tensors) {
    socket.register_nb_transport_fw(this, &MemoryModule::transport);
}

bool MemoryModule::serve(int /*port*/, tlm::tlm_generic_payload& /*payload*/) { return true; }

tlm::tlm_sync_enum MemoryModule::transport(int port, tlm::tlm_generic_payload& payload,
                                           tlm::tlm_phase& /*phase*/, sc_core::sc_time& /*delay*/) {
    add(counts_, *payload.get_extension<TileExtension>()->access.elements);
    payload.set_response_status(tlm::TLM_OK_RESPONSE);
    return serve(port, payload) ? tlm::TLM_COMPLETED : tlm::TLM_ACCEPTED;
}

void MemoryModule::answer(int port, tlm::tlm_generic_payload& payload, tlm::tlm_phase phase) {
    sc_core::sc_time delay;
    socket[port]->nb_transport_bw(payload, phase, delay);
}

MemoryPort::MemoryPort(const char* name, std::size_t tensors, Alarm& alarm)
    : socket(name), alarm_(alarm), total_(tensors) {
    socket.register_nb_transport_bw(this, &MemoryPort::answered);
}

MemoryPort::Pending* MemoryPort::begin(tlm::tlm_command command, const TileAccess& access) {
    add(total_, *access.elements);
    Pending& pending = unused();
    pending.tile_.access = access;
    pending.payload_.set_command(command);
    tlm::tlm_phase phase = tlm::BEGIN_REQ;
    sc_core::sc_time delay;
    if (socket->nb_transport_fw(pending.payload_, phase, delay) == tlm::TLM_COMPLETED) {
        return nullptr;
    }
    pending.used_ = true;
    pending.over_.reset();
    free_ = false;
    return &pending;
}

tlm::tlm_sync_enum MemoryPort::answered(tlm::tlm_generic_payload& payload, tlm::tlm_phase& phase,
                                        sc_core::sc_time& /*delay*/) {
    alarm_.wake();
    if (phase == tlm::END_REQ) {
        free_ = true;
        return tlm::TLM_ACCEPTED;
    }
    const auto is_it = [&payload](const auto& pending) { return &pending->payload_ == &payload; };
    (*std::find_if(transactions_.begin(), transactions_.end(), is_it))->over_ = now();
    return tlm::TLM_COMPLETED;
}

MemoryPort::Pending& MemoryPort::unused() {
    for (const auto& pending : transactions_) {
        if (!pending->used_) {
            return *pending;
        }
    }
    transactions_.push_back(std::make_unique<Pending>());
    transactions_.back()->payload_.set_extension(&transactions_.back()->tile_);
    return *transactions_.back();
}

} // namespace counterpoint::sim
