#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "cli/design_options.hpp"
#include "validation/suite.hpp"

namespace CLI {
class App;
}

namespace counterpoint::cli {

enum class ValidationFormat { table, json, csv, markdown };

struct ValidateOptions {
    DesignOptions design; ///< where there is no suite
    std::optional<std::string> suite;
    std::optional<std::size_t> jobs; ///< nothing: as many as there are cores
    ValidationFormat format = ValidationFormat::table;
    std::optional<std::string> output; ///< nothing: standard output
    std::optional<std::string> report; ///< a page of HTML
    bool no_fast_forward = false;
    bool pe_utilization = false;
    std::optional<std::string> journal; ///< nothing: in the user's cache
    bool no_journal = false;
    bool golden = false;                    ///< compare with golden numbers
    std::optional<std::string> golden_file; ///< nothing: that of the suite
    bool update_golden = false;
};

/// Adds the arguments to the command; `options` outlives its parsing.
void add_validate_options(CLI::App& command, ValidateOptions& options);

/// The suite that was asked for: that of the file, or one with a single case of the files on the
/// command line. Throws InputError with everything that is wrong with it or with the options,
/// outputs that cannot be written included.
validation::Suite suite_of(const ValidateOptions& options);

} // namespace counterpoint::cli
