// What the commands of a channel change.

#include "sim/dram/channel.hpp"
#include "sim/dram/issued_command.hpp"

namespace counterpoint::sim {

void Channel::issue(const Choice& choice) {
    accounts_.issued(choice.command);
    if (hw::is_column_command(choice.command)) {
        row_hits_.hit();
    } else {
        row_hits_.interrupt();
    }
    const bool to_rank = choice.command == hw::DramCommand::precharge_all ||
                         choice.command == hw::DramCommand::refresh;
    if (to_rank) {
        times_.issue(choice.command, choice.rank, now_);
        issue_to_rank(choice);
    } else {
        times_.issue(choice.command, choice.bank, now_);
        issue_to_bank(choice);
    }
}

void Channel::issue_to_bank(const Choice& choice) {
    switch (choice.command) {
    case hw::DramCommand::activate:
        activate(choice);
        break;
    case hw::DramCommand::precharge:
        precharge(choice);
        break;
    case hw::DramCommand::refresh_bank:
        tell(choice);
        refresh(choice.rank, configuration_.standard.timings.rfc_bank);
        break;
    default:
        transfer(choice);
        break;
    }
}

void Channel::issue_to_rank(const Choice& choice) {
    tell(choice);
    if (choice.command == hw::DramCommand::refresh) {
        refresh(choice.rank, configuration_.standard.timings.rfc);
        return;
    }
    const std::size_t banks = layout_.banks_per_rank();
    for (std::size_t i = choice.rank.value * banks; i < (choice.rank.value + 1) * banks; ++i) {
        if (rows_.is_open({i})) {
            close_row({i});
        }
    }
}

void Channel::refresh(RankIndex rank, std::int64_t clocks) {
    accounts_.refreshed(now_ + clocks - refresh_.refreshed(rank));
}

void Channel::activate(const Choice& choice) {
    QueuedBurst& burst = queues_[choice.queue].at(choice.slot);
    burst.activated = true;
    rows_.activate(choice.bank, burst.row);
    for (RequestQueue& queue : queues_) {
        queue.row_opened(choice.bank, burst.row);
    }
    tell(choice, burst.row);
}

void Channel::precharge(const Choice& choice) {
    if (choice.slot != no_slot) {
        queues_[choice.queue].at(choice.slot).precharged = true;
    }
    close_row(choice.bank);
    tell(choice);
}

void Channel::close_row(BankIndex bank) {
    rows_.precharge(bank);
    for (RequestQueue& queue : queues_) {
        queue.row_closed(bank);
    }
}

/// A column command: the burst is served and leaves the queue.
void Channel::transfer(const Choice& choice) {
    const QueuedBurst& burst = queues_[choice.queue].at(choice.slot);
    tell(choice, burst.row, burst.column);
    const std::size_t bus = layout_.bus_of(layout_.rank_of(choice.bank));
    open_requests_.serve(burst.part, rows_of(burst), accounts_.transferred(burst, bus, now_));
    queues_[choice.queue].remove(choice.slot);
}

void Channel::tell(const Choice& choice, std::int64_t row, std::int64_t column) {
    if (listener_ == nullptr) {
        return;
    }
    IssuedCommand command = issued_command(choice, layout_, now_);
    command.channel = number_;
    command.row = row;
    command.column = column;
    listener_->issued(command);
}

} // namespace counterpoint::sim
