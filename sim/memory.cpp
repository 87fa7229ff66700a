#include "sim/memory.hpp"

namespace counterpoint::sim {

MemoryModule::MemoryModule(const sc_core::sc_module_name& name, std::size_t tensors)
    : sc_module(name), socket("socket"), counts_(tensors) {
    socket.register_b_transport(this, &MemoryModule::transport);
}

namespace {

void add(std::vector<hw::Access>& total, const std::vector<hw::Access>& elements) {
    for (std::size_t tensor = 0; tensor < total.size(); ++tensor) {
        total[tensor].reads += elements[tensor].reads;
        total[tensor].writes += elements[tensor].writes;
    }
}

} // namespace

void MemoryModule::transport(int /*from*/, tlm::tlm_generic_payload& payload,
                             sc_core::sc_time& /*delay*/) {
    add(counts_, *payload.get_extension<TileAccess>()->elements);
    payload.set_response_status(tlm::TLM_OK_RESPONSE);
}

MemoryPort::MemoryPort(const char* name, std::size_t tensors) : socket(name), total_(tensors) {
    payload_.set_command(tlm::TLM_IGNORE_COMMAND);
    payload_.set_extension(&tile_);
}

void MemoryPort::access(const std::vector<hw::Access>& elements) {
    add(total_, elements);
    tile_.elements = &elements;
    sc_core::sc_time delay;
    socket->b_transport(payload_, delay);
}

} // namespace counterpoint::sim
