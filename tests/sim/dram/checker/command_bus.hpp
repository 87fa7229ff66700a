#pragma once

#include <optional>
#include <vector>

#include "tests/sim/dram/checker/limits.hpp"
#include "tests/sim/dram/checker/violation.hpp"

namespace counterpoint::dram_checker {

/// The bus, or the two, on which all commands of a channel go, one after the other.
class CommandBus {
  public:
    explicit CommandBus(const Limits& limits) : limits_(limits) {}

    std::vector<Violation> take(const Command& command);

  private:
    Limits limits_;
    std::optional<Command> last_;        ///< on any bus
    std::optional<Command> last_row_;    ///< on the bus of rows, or on the only one
    std::optional<Command> last_column_; ///< on the bus of columns, where there is one
};

} // namespace counterpoint::dram_checker
