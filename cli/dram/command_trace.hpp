#pragma once

#include <cstdint>
#include <vector>

#include "cli/output_file.hpp"
#include "cli/spool.hpp"
#include "sim/dram/command_listener.hpp"

namespace counterpoint::cli {

/// Records all commands of a memory, however many, and writes them as a CSV in the order of their
/// clocks: clock, channel, pseudo-channel, command, rank, bank group, bank, row, column. What a
/// command does not address is empty.
class CommandTrace : public sim::CommandListener {
  public:
    explicit CommandTrace(std::int64_t channels);

    void issued(const sim::IssuedCommand& command) override;

    /// Throws InputError, with nothing written, where that is impossible.
    void write(const OutputFile& file);

  private:
    std::vector<Spool> channels_; ///< their commands as they are in memory, ascending
};

} // namespace counterpoint::cli
