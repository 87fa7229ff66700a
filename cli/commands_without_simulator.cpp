#include "cli/analyze.hpp"
#include "cli/commands.hpp"
#include "cli/dram/dram.hpp"

namespace counterpoint::cli {

std::vector<AddSubcommand> commands() { return {add_analyze, add_dram}; }

} // namespace counterpoint::cli
