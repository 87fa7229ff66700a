#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace counterpoint::results {

/// Who uses the banks of a memory; the names are the keys of the JSON.
inline constexpr std::array<const char*, 5> bank_users{"operands", "inner_drain", "inner_fill",
                                                       "drain", "fill"};

/// What the banks of a memory did, in the busiest unit of every transfer.
struct BankNumbers {
    std::int64_t accesses = 0;    ///< of single banks
    std::int64_t busy_cycles = 0; ///< with something under way
    /// Cycles that accesses waited for a port, by who waited and who had it; each access counts in
    /// every cycle that it waits.
    std::array<std::array<std::int64_t, bank_users.size()>, bank_users.size()> lost{};
};

/// Adds what they did in another layer. Throws InputError where a sum does not fit 64 bits.
void add(BankNumbers& sum, const BankNumbers& layer);

/// Cycles that an access waited on average; nothing without accesses.
std::optional<double> mean_wait(const BankNumbers& banks);

} // namespace counterpoint::results
