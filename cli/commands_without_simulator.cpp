#include "cli/analyze.hpp"
#include "cli/commands.hpp"

namespace counterpoint::cli {

std::vector<AddSubcommand> commands() { return {add_analyze}; }

} // namespace counterpoint::cli
