#pragma once

#include <deque>
#include <optional>
#include <utility>
#include <vector>

#include "tests/sim/dram/checker/command.hpp"
#include "tests/sim/dram/checker/command_bus.hpp"
#include "tests/sim/dram/checker/limits.hpp"
#include "tests/sim/dram/checker/refresh_debt.hpp"
#include "tests/sim/dram/checker/violation.hpp"

namespace counterpoint::dram_checker {

/// Watches the commands to one pseudo-channel (or to a channel that has none), in the order of
/// their clocks, and collects what they do to banks and data bus against the rules of JEDEC.
class DeviceChecker {
  public:
    explicit DeviceChecker(const Limits& limits);

    void take(const Command& command);
    /// The trace ends before this clock: nothing may be owed.
    void finish(Clock end);

    /// Those that were found since the last call.
    std::vector<Violation> take_violations() { return std::exchange(violations_, {}); }

  private:
    struct Bank {
        std::optional<Command> open; ///< the ACT that opened the row
        /// The last of each that this bank saw alone; what the whole rank saw stands there.
        std::vector<Command> last;
    };
    struct Rank {
        std::vector<Bank> banks;
        std::vector<Command> last;
        std::deque<Command> activates; ///< the last four
        RefreshDebt debt;
    };

    [[nodiscard]] bool has_place(const Command& command) const;
    Rank& rank_of(const Command& command);
    Bank& bank_of(const Command& command);
    void check_distances(const Command& command);
    void check_distance(const Command& earlier, const Command& later);
    void check_four_activates(const Command& command);
    void check_state(const Command& command);
    void check_closed(const Command& command, const Bank& bank, const char* rule);
    void remember(const Command& command);
    void report(const char* rule, std::optional<Command> first, const Command& second,
                std::int64_t required, std::int64_t found);

    Limits limits_;
    Clock horizon_;
    std::vector<Rank> ranks_;
    std::vector<Violation> violations_;
};

/// Watches the commands to a memory, of each channel in the order of their clocks, and collects
/// every rule of JEDEC that they break. Knows the limits of the device and nothing of any
/// controller.
class Checker {
  public:
    explicit Checker(const Limits& limits);

    void take(const Command& command);
    /// The trace ends before this clock: what is owed by then is missing.
    void finish(Clock end);

    [[nodiscard]] const std::vector<Violation>& violations() const { return violations_; }

  private:
    Limits limits_;
    std::vector<CommandBus> buses_;      ///< by channel
    std::vector<DeviceChecker> devices_; ///< by channel and pseudo-channel
    std::vector<Violation> violations_;
};

} // namespace counterpoint::dram_checker
