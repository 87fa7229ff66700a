#pragma once

#include <cstdint>

namespace counterpoint::hw {

/// Who is served first where several want the same port of a bank.
enum class Arbitration {
    round_robin, ///< at each bank, those after the one who was served there last
    inner_first  ///< those nearer to the PEs: operands, inner drain, inner fill, drain, fill
};

/// The banks that each unit of a scratchpad is made of.
struct Banks {
    std::int64_t count = 1;            ///< positive
    std::int64_t bytes_per_cycle = 1;  ///< of one port of one bank; positive
    std::int64_t ports = 1;            ///< accesses to one bank in one cycle: 1 or 2
    std::int64_t interleave_bytes = 1; ///< neighbouring bytes in one bank; positive
    std::int64_t latency_cycles = 0;   ///< from a read to its data, pipelined
    Arbitration arbitration = Arbitration::round_robin;
};

} // namespace counterpoint::hw
