#pragma once

#include <array>
#include <cstddef>

namespace counterpoint::hw {

/// What a controller can tell a DRAM to do.
enum class DramCommand {
    activate,      ///< ACT: opens a row of a bank
    precharge,     ///< PRE: closes the row of a bank
    precharge_all, ///< PREA: closes the rows of all banks of a rank
    read,          ///< RD: one burst out of the open row
    write,         ///< WR: one burst into the open row
    refresh,       ///< REF: all banks of a rank, which must be closed
    refresh_bank   ///< REFpb: one bank, which must be closed
};

inline constexpr std::size_t dram_command_count = 7;

/// One thing for each command: `table[index_of(DramCommand::read)]`.
template <class T>
using CommandTable = std::array<T, dram_command_count>;

constexpr std::size_t index_of(DramCommand command) { return static_cast<std::size_t>(command); }

/// Reads or writes a burst, so it travels with the columns; all others travel with the rows.
constexpr bool is_column_command(DramCommand command) {
    return command == DramCommand::read || command == DramCommand::write;
}

/// The spelling in traces and files: ACT, PRE, PREA, RD, WR, REF, REFpb.
constexpr const char* name_of(DramCommand command) {
    constexpr CommandTable<const char*> names{"ACT", "PRE", "PREA", "RD", "WR", "REF", "REFpb"};
    return names[index_of(command)]; // NOLINT(cppcoreguidelines-pro-bounds-constant-array-index)
}

} // namespace counterpoint::hw
