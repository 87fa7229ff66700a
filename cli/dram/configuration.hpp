#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "hw/dram/configuration.hpp"

namespace CLI {
class App;
}

namespace counterpoint::cli {

/// What the user says of a memory of DRAM; nothing: as the file says, or the default.
struct DramOptions {
    std::optional<std::string> standard;
    std::optional<std::string> file;
    std::optional<std::string> mapping;
    std::optional<hw::DramScheduling> scheduling;
    std::optional<hw::PagePolicy> page;
    std::optional<hw::RefreshMode> refresh;
    std::optional<std::int64_t> channels;
    bool no_refresh = false;
    bool no_coalescing = false;
};

/// Adds the arguments to the command; `options` outlives its parsing.
void add_dram_options(CLI::App& command, DramOptions& options);

/// The memory that the options and their file describe. Throws InputError for all that is wrong
/// with them.
hw::DramConfiguration configuration_of(const DramOptions& options);

} // namespace counterpoint::cli
