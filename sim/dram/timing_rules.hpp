#pragma once

#include <cstdint>
#include <vector>

#include "hw/dram/standard.hpp"

namespace counterpoint::sim {

/// Between which commands a rule holds.
enum class RuleScope {
    bank,       ///< both to one bank
    bank_group, ///< both to one bank group
    rank,       ///< both to one rank
    other_rank  ///< to two ranks that share a data bus
};

/// `to` may follow `from` within the scope after `clocks` at the earliest, counted from the
/// `window`-th last `from`.
struct TimingRule {
    const char* name = nullptr; ///< how the standard calls it, as a sum
    RuleScope scope = RuleScope::bank;
    hw::DramCommand from = hw::DramCommand::activate;
    hw::DramCommand to = hw::DramCommand::activate;
    std::int64_t clocks = 0;
    std::int64_t window = 1;
};

/// All rules of a standard. What commands need of the command bus is not among them: that follows
/// from command_clocks.
std::vector<TimingRule> timing_rules(const hw::DramStandard& standard);

} // namespace counterpoint::sim
