#pragma once

#include "sim/dram/command_listener.hpp"
#include "sim/dram/layout.hpp"
#include "sim/dram/scheduler.hpp"

namespace counterpoint::sim {

/// A choice as it stands in a trace; all but channel, row and column.
inline IssuedCommand issued_command(const Choice& choice, const ChannelLayout& layout,
                                    Clock clock) {
    const bool to_rank = choice.command == hw::DramCommand::precharge_all ||
                         choice.command == hw::DramCommand::refresh;
    const BankIndex first{choice.rank.value * layout.banks_per_rank()};
    const BurstPlace place = layout.place_of(to_rank ? first : choice.bank);
    IssuedCommand command;
    command.clock = clock;
    command.command = choice.command;
    command.pseudo_channel = place.pseudo_channel;
    command.rank = place.rank;
    command.bank_group = to_rank ? -1 : place.bank_group;
    command.bank = to_rank ? -1 : place.bank;
    return command;
}

} // namespace counterpoint::sim
