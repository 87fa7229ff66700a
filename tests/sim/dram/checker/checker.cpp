#include "tests/sim/dram/checker/checker.hpp"

#include <algorithm>

#include "tests/sim/dram/checker/minima.hpp"

namespace counterpoint::dram_checker {

namespace {

bool inside(std::int64_t value, std::int64_t size) { return value >= 0 && value < size; }

/// The later command takes the place of the earlier one of its kind.
void put(std::vector<Command>& last, const Command& command) {
    const auto same = std::find_if(last.begin(), last.end(),
                                   [&](const Command& c) { return c.kind == command.kind; });
    if (same == last.end()) {
        last.push_back(command);
    } else {
        *same = command;
    }
}

} // namespace

DeviceChecker::DeviceChecker(const Limits& limits) : limits_(limits), horizon_(horizon(limits)) {
    const auto banks =
        static_cast<std::size_t>(limits.groups) * static_cast<std::size_t>(limits.banks);
    for (int rank = 0; rank < limits.ranks; ++rank) {
        ranks_.push_back({std::vector<Bank>(banks), {}, {}, RefreshDebt(limits)});
    }
}

void DeviceChecker::take(const Command& command) {
    if (!has_place(command)) {
        report("no such place in the device", std::nullopt, command, 0, 0);
        return;
    }
    check_distances(command);
    check_four_activates(command);
    check_state(command);
    remember(command);
}

void DeviceChecker::finish(Clock end) {
    for (const Rank& rank : ranks_) {
        if (const auto violation = rank.debt.owed_before(end)) {
            violations_.push_back(*violation);
        }
    }
}

bool DeviceChecker::has_place(const Command& c) const {
    if (!inside(c.rank, limits_.ranks)) {
        return false;
    }
    const bool bank = inside(c.group, limits_.groups) && inside(c.bank, limits_.banks);
    const bool row = c.kind != Kind::activate || inside(c.row, limits_.rows);
    const bool column = !moves_data(c.kind) || inside(c.column, limits_.columns);
    return of_whole_rank(c.kind) || (bank && row && column);
}

DeviceChecker::Rank& DeviceChecker::rank_of(const Command& c) {
    return ranks_[static_cast<std::size_t>(c.rank)];
}

DeviceChecker::Bank& DeviceChecker::bank_of(const Command& c) {
    return rank_of(c).banks[static_cast<std::size_t>(c.group * limits_.banks + c.bank)];
}

void DeviceChecker::check_distances(const Command& command) {
    for (const Rank& rank : ranks_) {
        for (const Command& earlier : rank.last) {
            check_distance(earlier, command);
        }
        for (const Bank& bank : rank.banks) {
            for (const Command& earlier : bank.last) {
                check_distance(earlier, command);
            }
        }
    }
}

void DeviceChecker::check_distance(const Command& earlier, const Command& later) {
    const Clock found = later.clock - earlier.clock;
    if (found >= horizon_) {
        return;
    }
    for (const Minimum& minimum : minima(limits_, earlier, later)) {
        if (minimum.clocks > 0 && found < minimum.clocks) {
            report(minimum.rule, earlier, later, minimum.clocks, found);
        }
    }
}

void DeviceChecker::check_four_activates(const Command& command) {
    const std::deque<Command>& activates = rank_of(command).activates;
    if (command.kind != Kind::activate || activates.size() < 4) {
        return;
    }
    const Clock found = command.clock - activates.front().clock;
    if (found < limits_.FAW) {
        report("tFAW", activates.front(), command, limits_.FAW, found);
    }
}

void DeviceChecker::check_state(const Command& command) {
    switch (command.kind) {
    case Kind::activate:
        check_closed(command, bank_of(command), "ACT to an open bank");
        break;
    case Kind::refresh_bank:
        check_closed(command, bank_of(command), "REFpb to an open bank");
        break;
    case Kind::refresh:
        for (const Bank& bank : rank_of(command).banks) {
            check_closed(command, bank, "REF while a bank is open");
        }
        break;
    case Kind::read:
    case Kind::write: {
        const auto& open = bank_of(command).open;
        if (!open) {
            report("RD or WR to a closed bank", std::nullopt, command, 1, 0);
        } else if (open->row != command.row) {
            report("RD or WR to a row that is not open", open, command, open->row, command.row);
        }
        break;
    }
    case Kind::precharge:
    case Kind::precharge_all:
        break; // nothing is wrong with closing what is closed
    }
}

void DeviceChecker::check_closed(const Command& command, const Bank& bank, const char* rule) {
    if (bank.open) {
        report(rule, bank.open, command, 0, 1);
    }
}

void DeviceChecker::remember(const Command& command) {
    Rank& rank = rank_of(command);
    put(of_whole_rank(command.kind) ? rank.last : bank_of(command).last, command);
    if (command.kind == Kind::activate) {
        bank_of(command).open = command;
        rank.activates.push_back(command);
        if (rank.activates.size() > 4) {
            rank.activates.pop_front();
        }
    } else if (command.kind == Kind::precharge) {
        bank_of(command).open.reset();
    } else if (command.kind == Kind::precharge_all) {
        for (Bank& bank : rank.banks) {
            bank.open.reset();
        }
    } else if (command.kind == Kind::refresh || command.kind == Kind::refresh_bank) {
        const int position =
            command.kind == Kind::refresh ? 0 : command.group * limits_.banks + command.bank;
        for (Violation& violation : rank.debt.take(command, static_cast<std::size_t>(position))) {
            violations_.push_back(std::move(violation));
        }
    }
}

void DeviceChecker::report(const char* rule, std::optional<Command> first, const Command& second,
                           std::int64_t required, std::int64_t found) {
    violations_.push_back({rule, std::move(first), second, required, found});
}

Checker::Checker(const Limits& limits) : limits_(limits) {
    const auto channels = static_cast<std::size_t>(limits.channels);
    buses_.assign(channels, CommandBus(limits));
    devices_.assign(channels * static_cast<std::size_t>(limits.pseudo_channels),
                    DeviceChecker(limits));
}

void Checker::take(const Command& c) {
    if (!inside(c.channel, limits_.channels) ||
        !inside(c.pseudo_channel, limits_.pseudo_channels)) {
        violations_.push_back({"no such channel", std::nullopt, c, 0, 0});
        return;
    }
    const int device = c.channel * limits_.pseudo_channels + c.pseudo_channel;
    DeviceChecker& checker = devices_[static_cast<std::size_t>(device)];
    checker.take(c);
    for (auto found :
         {buses_[static_cast<std::size_t>(c.channel)].take(c), checker.take_violations()}) {
        violations_.insert(violations_.end(), found.begin(), found.end());
    }
}

void Checker::finish(Clock end) {
    for (DeviceChecker& device : devices_) {
        device.finish(end);
        const auto found = device.take_violations();
        violations_.insert(violations_.end(), found.begin(), found.end());
    }
}

} // namespace counterpoint::dram_checker
