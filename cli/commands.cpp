#include "cli/commands.hpp"

#include "cli/analyze.hpp"
#include "cli/dram/dram.hpp"
#include "cli/simulate.hpp"
#include "cli/validation/validate.hpp"

namespace counterpoint::cli {

std::vector<AddSubcommand> commands() {
    return {add_analyze, add_simulate, add_validate, add_dram};
}

} // namespace counterpoint::cli
