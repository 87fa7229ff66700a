#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "cli/console.hpp"
#include "mapping/design.hpp"
#include "mapping/design_tree.hpp"
#include "workloads/layer.hpp"

namespace CLI {
class App;
}

namespace counterpoint::cli {

/// What every command that reads a design takes: files, `--set`, `--layer`, `--l2`, `--dim`,
/// `--lenient`, `--technology`.
struct DesignOptions {
    std::vector<std::string> files;     ///< `-` is standard input
    std::vector<std::string> overrides; ///< `PATH=VALUE`
    std::vector<std::string> layers;    ///< globs; none: all layers
    bool one_step = false; ///< of a MAESTRO mapping's top level is in L2, else what is best
    std::vector<std::string> dimensions; ///< `NAME=SIZE`, of ONNX models
    bool lenient = false;
    std::vector<std::string> technology; ///< a name, a file, or an ERT and an ART; none: the files'
};

/// Adds all but `--layer` to the command; `options` outlives its parsing.
void add_file_options(CLI::App& command, DesignOptions& options);

/// The same, `--layer` and `--technology`.
void add_design_options(CLI::App& command, DesignOptions& options);

/// The `--set` texts taken apart. Throws InputError with all that are none.
std::vector<mapping::Override> read_overrides(const std::vector<std::string>& texts);

/// `--technology` as a change of `hardware.technology`; nothing without it.
std::optional<mapping::Override> technology_override(const DesignOptions& options);

/// `--set` and `--technology`. Throws InputError as read_overrides.
std::vector<mapping::Override> overrides_of(const DesignOptions& options);

/// The files to open: standard input for `-`.
std::vector<std::string> opened_names(std::vector<std::string> files);

/// Who decides what a MAESTRO mapping keeps in L2.
mapping::JudgeResidency judge_of(const DesignOptions& options);

/// `--dim` and `--lenient`. Throws InputError with all `--dim` texts that are none.
mapping::ReadingOptions reading_options(const DesignOptions& options);

/// Tells what files of other tools say and is left out.
void tell_notes(const std::vector<std::string>& notes, Console& console);

/// Reads the files with their overrides and keeps the layers that were asked for. Throws InputError
/// with all problems: of the files, a `--set` that is none, a glob that no layer matches. What was
/// left out is told on the console.
mapping::Design read_design(const DesignOptions& options, Console& console);

/// The same by a tree that is kept.
mapping::Design read_design(const DesignOptions& options, mapping::DesignTree& tree,
                            Console& console);

} // namespace counterpoint::cli
