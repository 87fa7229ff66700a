#include "cli/commands.hpp"

#include "cli/analyze.hpp"
#include "cli/convert.hpp"
#include "cli/dram/dram.hpp"
#include "cli/explore/explore.hpp"
#include "cli/noc/noc.hpp"
#include "cli/simulate.hpp"
#include "cli/validation/validate.hpp"

namespace counterpoint::cli {

std::vector<AddSubcommand> commands() {
    return {add_analyze, add_simulate, add_validate, add_explore, add_dram, add_noc, add_convert};
}

} // namespace counterpoint::cli
