#include "cli/analyze.hpp"
#include "cli/commands.hpp"
#include "cli/convert.hpp"
#include "cli/dram/dram.hpp"
#include "cli/explore/explore.hpp"
#include "cli/noc/noc.hpp"

namespace counterpoint::cli {

std::vector<AddSubcommand> commands() {
    return {add_analyze, add_explore_without_simulator, add_dram, add_noc, add_convert};
}

} // namespace counterpoint::cli
