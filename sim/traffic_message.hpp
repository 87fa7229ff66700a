#pragma once

#include <optional>

#include "hw/hardware.hpp"
#include "sim/dram_traffic.hpp"
#include "sim/message.hpp"
#include "sim/network_traffic.hpp"
#include "sim/scratchpad/bank_traffic.hpp"

namespace counterpoint::sim {

void write(Writer& writer, const std::optional<DramTraffic>& traffic);
std::optional<DramTraffic> read_dram_traffic(Reader& reader);

void write(Writer& writer, const Table<hw::MemoryIndex, std::optional<BankTraffic>>& banks);
Table<hw::MemoryIndex, std::optional<BankTraffic>> read_bank_traffic(Reader& reader);

void write(Writer& writer, const Table<hw::MemoryIndex, std::optional<NetworkTraffic>>& networks);
Table<hw::MemoryIndex, std::optional<NetworkTraffic>> read_network_traffic(Reader& reader);

} // namespace counterpoint::sim
