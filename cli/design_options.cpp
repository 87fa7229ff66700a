#include "cli/design_options.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <utility>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "analytical/residency.hpp"
#include "cli/choice_option.hpp"
#include "cli/style.hpp"
#include "input/document.hpp"
#include "input/nearest.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::cli {

namespace {

using workloads::Layer;

bool matches_any(const std::vector<std::string>& globs, const Layer& layer) {
    return std::any_of(globs.begin(), globs.end(), [&](const std::string& glob) {
        return mapping::matches_glob(glob, layer.name);
    });
}

void check_globs(const std::vector<std::string>& globs, const std::vector<Layer>& layers) {
    std::vector<Problem> problems;
    std::vector<std::string> names;
    for (const Layer& layer : layers) {
        names.push_back(layer.name);
    }
    for (const std::string& glob : globs) {
        if (std::none_of(layers.begin(), layers.end(),
                         [&](const Layer& layer) { return matches_any({glob}, layer); })) {
            problems.push_back({{"--layer", 0, 0, ""},
                                "no layer of the workload matches",
                                "",
                                input::in_quotes(glob),
                                input::suggestion(glob, names)});
        }
    }
    if (!problems.empty()) {
        throw InputError(std::move(problems));
    }
}

/// NAME=SIZE taken apart at the last `=`; nothing where it is none.
std::optional<std::pair<std::string, std::int64_t>> dimension_of(const std::string& text) {
    const std::size_t equals = text.rfind('=');
    if (equals == std::string::npos || equals == 0) {
        return std::nullopt;
    }
    std::int64_t size = 0;
    const char* end = text.data() + text.size();
    const auto read = std::from_chars(text.data() + equals + 1, end, size);
    if (read.ec != std::errc() || read.ptr != end || size < 1) {
        return std::nullopt;
    }
    return std::pair(text.substr(0, equals), size);
}

} // namespace

std::vector<mapping::Override> read_overrides(const std::vector<std::string>& texts) {
    std::vector<mapping::Override> overrides;
    std::vector<Problem> problems;
    for (const std::string& text : texts) {
        const std::size_t equals = text.find('=');
        if (equals == std::string::npos || equals == 0) {
            problems.push_back({{"--set", 0, 0, ""},
                                "this names no value of the files",
                                "PATH=VALUE, such as hardware.memories.L2.capacity_bytes=65536",
                                input::in_quotes(text),
                                ""});
            continue;
        }
        overrides.push_back({text.substr(0, equals), text.substr(equals + 1)});
    }
    if (!problems.empty()) {
        throw InputError(std::move(problems));
    }
    return overrides;
}

std::optional<mapping::Override> technology_override(const DesignOptions& options) {
    if (options.technology.empty()) {
        return std::nullopt;
    }
    const nlohmann::json files = options.technology; // quotes what YAML would take for more
    return mapping::Override{"hardware.technology",
                             files.size() == 1 ? files.front().dump() : files.dump()};
}

std::vector<mapping::Override> overrides_of(const DesignOptions& options) {
    std::vector<mapping::Override> overrides = read_overrides(options.overrides);
    if (auto technology = technology_override(options)) {
        overrides.push_back(std::move(*technology));
    }
    return overrides;
}

std::vector<std::string> opened_names(std::vector<std::string> files) {
    std::replace(files.begin(), files.end(), std::string("-"), std::string("/dev/stdin"));
    return files;
}

void add_file_options(CLI::App& command, DesignOptions& options) {
    command
        .add_option("FILE", options.files,
                    "YAML or JSON files with `workload`, `hardware` and `mapping`, together or\n"
                    "apart; - is standard input. Or MAESTRO's files, *.m, SCALE-Sim's,\n"
                    "*.csv and *.cfg, Timeloop's, and ONNX models, *.onnx")
        ->required()
        ->option_text("...");
    command
        .add_option("--set", options.overrides,
                    "override one value of the files for a what-if, such as\n"
                    "hardware.memories.L2.capacity_bytes=65536; may be repeated")
        ->type_name("PATH=VALUE")
        ->option_text("PATH=VALUE")
        ->allow_extra_args(false);
    add_choice<bool>(
        command, "--l2", {{"least-traffic", false}, {"step", true}},
        [&options](bool one_step) { options.one_step = one_step; },
        "what of each tensor a mapping of MAESTRO or SCALE-Sim keeps in L2: least-traffic\n"
        "(default) that fits, or one step of its loops; see docs/maestro.md");
    command
        .add_option("--dim", options.dimensions,
                    "the size of a symbolic dimension of an ONNX model, such as batch=1; may be\n"
                    "repeated")
        ->type_name("NAME=SIZE")
        ->option_text("NAME=SIZE")
        ->allow_extra_args(false);
    command
        .add_flag("--lenient", options.lenient,
                  "leave out and list what a file of another tool says and cannot be modelled,\n"
                  "rather than refuse it")
        ->disable_flag_override();
}

void add_design_options(CLI::App& command, DesignOptions& options) {
    add_file_options(command, options);
    command
        .add_option("--layer", options.layers,
                    "only layers whose name matches, such as 'conv2_*'; may be repeated")
        ->type_name("GLOB")
        ->option_text("GLOB")
        ->allow_extra_args(false);
    command
        .add_option("--technology", options.technology,
                    "count energy and area with a shipped technology, such as horowitz_45nm, or\n"
                    "one from a file; an ERT and an ART of Accelergy are given one after the\n"
                    "other. Before what the hardware names itself; see docs/energy.md")
        ->type_name("NAME|FILE")
        ->option_text("NAME|FILE")
        ->allow_extra_args(false);
}

mapping::JudgeResidency judge_of(const DesignOptions& options) {
    return options.one_step ? mapping::JudgeResidency{} : analytical::residency_cost;
}

mapping::ReadingOptions reading_options(const DesignOptions& options) {
    mapping::ReadingOptions reading;
    reading.lenient = options.lenient;
    std::vector<Problem> problems;
    for (const std::string& text : options.dimensions) {
        const auto dimension = dimension_of(text);
        if (!dimension || !reading.dimensions.insert(*dimension).second) {
            problems.push_back(
                {{"--dim", 0, 0, ""},
                 dimension ? "this dimension is given twice" : "this is no dimension",
                 "NAME=SIZE, such as batch=1",
                 input::in_quotes(text),
                 ""});
        }
    }
    if (!problems.empty()) {
        throw InputError(std::move(problems));
    }
    return reading;
}

void tell_notes(const std::vector<std::string>& notes, Console& console) {
    for (const std::string& note : notes) {
        console.err << "counterpoint: " << printable(note) << '\n';
    }
}

mapping::Design read_design(const DesignOptions& options, Console& console) {
    mapping::DesignTree tree(reading_options(options));
    return read_design(options, tree, console);
}

mapping::Design read_design(const DesignOptions& options, mapping::DesignTree& tree,
                            Console& console) {
    for (const std::string& file : opened_names(options.files)) {
        tree.take_file(file);
    }
    mapping::Design design =
        tree.read(overrides_of(options), judge_of(options), mapping::Parts::all);
    tell_notes(design.notes, console);
    if (!options.layers.empty()) {
        std::vector<Layer>& layers = design.workload.layers;
        check_globs(options.layers, layers);
        layers.erase(
            std::remove_if(layers.begin(), layers.end(),
                           [&](const Layer& layer) { return !matches_any(options.layers, layer); }),
            layers.end());
    }
    return design;
}

} // namespace counterpoint::cli
