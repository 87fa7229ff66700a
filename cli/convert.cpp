#include "cli/convert.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/choice_option.hpp"
#include "cli/design_options.hpp"
#include "cli/output_file.hpp"
#include "cli/style.hpp"
#include "input/yaml_text.hpp"
#include "mapping/dataflow_tree.hpp"
#include "mapping/design_tree.hpp"

namespace counterpoint::cli {

namespace {

namespace fs = std::filesystem;

constexpr const char* convert_examples =
    "Writes workload.yaml, hardware.yaml and mapping.yaml, as far as the files give them, into a\n"
    "folder. They give the same results as the files they come from. A mapping is divided over "
    "the\n"
    "PEs of some hardware, which has to be given with it: MAESTRO's file or YAML.\n"
    "\n"
    "Examples:\n"
    "  counterpoint convert Resnet50_kcp_ws.m accelerator_1.m --to native -o resnet50\n"
    "  counterpoint convert Resnet50_model.m -o . --force\n"
    "  counterpoint convert yolo_tiny.csv google.cfg -o yolo_tiny\n"
    "  counterpoint convert problem.yaml architecture.yaml mapping.yaml -o eyeriss\n"
    "  counterpoint convert resnet18.onnx --dim batch_size=1 -o resnet18\n"
    "\n"
    "What is read is described in docs/maestro.md, docs/scale-sim.md, docs/timeloop.md and\n"
    "docs/onnx.md.\n"
    "Exit codes: 0 fine, 2 bad input, 3 internal error.";

struct ConvertOptions {
    DesignOptions design;
    std::string folder;
    bool force = false;
};

/// A comment that says where the text comes from.
std::string origin(const std::string& file) {
    std::string name = fs::path(file).filename().string();
    return "# Converted from " + name + " by counterpoint " COUNTERPOINT_VERSION ".\n";
}

/// One part of a design as a file of its own.
FileText part_file(const ConvertOptions& options, const std::string& key, const input::Node& part) {
    input::Node root;
    root.kind = input::Node::Kind::map;
    input::Node only = part;
    root.children.push_back(&only);
    return {(fs::path(options.folder) / (key + ".yaml")).string(),
            origin(*part.file) + input::yaml_text(root)};
}

std::vector<FileText> files_of(const ConvertOptions& options, Console& console) {
    mapping::DesignTree tree(reading_options(options.design));
    for (const std::string& file : opened_names(options.design.files)) {
        tree.take_file(file);
    }
    const mapping::Design design = tree.read(read_overrides(options.design.overrides),
                                             judge_of(options.design), mapping::Parts::those_given);
    tell_notes(design.notes, console);
    std::vector<FileText> files;
    for (const char* key : {"workload", "hardware"}) {
        if (const input::Node* part = tree.foreign_part(key)) {
            files.push_back(part_file(options, key, *part));
        }
    }
    if (tree.has_foreign_mapping()) {
        const input::Document mapping = mapping::dataflow_tree(design.dataflow);
        files.push_back(part_file(options, "mapping", *mapping.root().children.front()));
    }
    if (files.empty()) {
        throw InputError(
            Problem{{"convert", 0, 0, ""},
                    "there is nothing to convert",
                    "a file of another tool, such as MAESTRO's *.m, one of Timeloop's or an ONNX "
                    "model, *.onnx",
                    "",
                    ""});
    }
    return files;
}

void check_targets(const ConvertOptions& options, const std::vector<FileText>& files) {
    std::vector<Problem> problems;
    std::error_code error;
    if (fs::exists(options.folder, error) && !fs::is_directory(options.folder, error)) {
        problems.push_back({{options.folder, 0, 0, ""}, "this is not a folder", "", "", ""});
    }
    for (const FileText& file : files) {
        const fs::file_status status = fs::symlink_status(file.path, error);
        if (fs::exists(status) && !fs::is_regular_file(status)) {
            problems.push_back({{file.path, 0, 0, ""}, "this is not a regular file", "", "", ""});
        } else if (fs::exists(status) && !options.force) {
            problems.push_back({{file.path, 0, 0, ""},
                                "the file is there already",
                                "",
                                "",
                                "give --force to replace it"});
        }
    }
    if (!problems.empty()) {
        throw InputError(std::move(problems));
    }
}

/// Creates the folder unless it is there; takes it away again if nothing came into it.
class TargetFolder {
  public:
    explicit TargetFolder(std::string folder) : folder_(std::move(folder)) {
        std::error_code error;
        created_ = fs::create_directory(folder_, error);
        if (error) {
            throw InputError(Problem{{folder_, 0, 0, ""},
                                     "the folder cannot be created: " + error.message(),
                                     "",
                                     "",
                                     ""});
        }
    }
    ~TargetFolder() {
        std::error_code error;
        if (created_ && fs::is_empty(folder_, error)) {
            fs::remove(folder_, error);
        }
    }
    TargetFolder(const TargetFolder&) = delete;
    TargetFolder& operator=(const TargetFolder&) = delete;
    TargetFolder(TargetFolder&&) = delete;
    TargetFolder& operator=(TargetFolder&&) = delete;

  private:
    std::string folder_;
    bool created_ = false;
};

ExitStatus convert(const ConvertOptions& options, Console& console) {
    const std::vector<FileText> files = files_of(options, console);
    check_targets(options, files);
    const TargetFolder folder(options.folder);
    write_together(files);
    for (const FileText& file : files) {
        console.out << fmt::format("{}\n", printable(file.path));
    }
    return ExitStatus::fine;
}

} // namespace

void add_convert(CLI::App& app, Action& action) {
    CLI::App* command =
        app.add_subcommand("convert", "Files of other tools as the project's own YAML");
    const auto options = std::make_shared<ConvertOptions>();
    add_file_options(*command, options->design);
    add_choice<bool>(
        *command, "--to", {{"native", true}}, [](bool) {}, "native: YAML, the only one so far");
    command
        ->add_option("-o,--output", options->folder, "the folder to write into, created if need be")
        ->required()
        ->type_name("DIR")
        ->option_text("DIR");
    command->add_flag("--force", options->force, "replace files that are there already")
        ->disable_flag_override();
    command->footer(convert_examples);
    command->callback([options, &action] {
        action = [options](Console& console) { return convert(*options, console); };
    });
}

} // namespace counterpoint::cli
