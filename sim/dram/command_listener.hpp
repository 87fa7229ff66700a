#pragma once

#include <cstdint>

#include "hw/dram/command.hpp"
#include "sim/dram/clock.hpp"

namespace counterpoint::sim {

/// A command as it stands on the bus. What a command does not address is -1: PREA and REF have no
/// bank group and bank, only ACT has a row, only RD and WR have a column (counted in bursts) and,
/// for whoever reads a trace, the row that they use.
struct IssuedCommand {
    Clock clock = 0; ///< the first clock of the command
    hw::DramCommand command = hw::DramCommand::activate;
    std::int64_t channel = 0;
    std::int64_t pseudo_channel = 0;
    std::int64_t rank = 0;
    std::int64_t bank_group = -1;
    std::int64_t bank = -1; ///< within its group
    std::int64_t row = -1;
    std::int64_t column = -1;
};

/// Is told of every command, for each channel in ascending clocks; channels may be told one after
/// the other. Must not touch the memory. Runs of row hits are not coalesced while somebody listens.
class CommandListener {
  public:
    CommandListener() = default;
    CommandListener(const CommandListener&) = delete;
    CommandListener& operator=(const CommandListener&) = delete;
    CommandListener(CommandListener&&) = delete;
    CommandListener& operator=(CommandListener&&) = delete;
    virtual ~CommandListener() = default;

    virtual void issued(const IssuedCommand& command) = 0;
};

} // namespace counterpoint::sim
