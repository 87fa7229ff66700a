#include "tests/sim/dram/checker/command_bus.hpp"

namespace counterpoint::dram_checker {

std::vector<Violation> CommandBus::take(const Command& command) {
    std::vector<Violation> violations;
    if (last_ && last_->clock > command.clock) {
        violations.push_back(
            {"commands in the order of their clocks", last_, command, last_->clock, command.clock});
    }
    const bool column = command.kind == Kind::read || command.kind == Kind::write;
    auto& last = limits_.two_command_buses && column ? last_column_ : last_row_;
    if (last) {
        const Clock required = limits_.on_bus[static_cast<std::size_t>(last->kind)];
        const Clock found = command.clock - last->clock;
        if (found >= 0 && found < required) {
            violations.push_back({"command bus", last, command, required, found});
        }
    }
    last = command;
    last_ = command;
    return violations;
}

} // namespace counterpoint::dram_checker
