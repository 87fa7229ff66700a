#include "cli/commands.hpp"

#include "cli/analyze.hpp"
#include "cli/simulate.hpp"

namespace counterpoint::cli {

std::vector<AddSubcommand> commands() { return {add_analyze, add_simulate}; }

} // namespace counterpoint::cli
