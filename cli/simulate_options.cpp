#include "cli/simulate_options.hpp"

#include <string>

#include <CLI/CLI.hpp>

#include "sim/observation/file_in_making.hpp"

namespace counterpoint::cli {

namespace {

constexpr std::size_t most_occupancy_points = 1'000'000;

void add_file_option(CLI::App& command, const std::string& name, std::string& file,
                     const std::string& description) {
    command.add_option(name, file, description)->type_name("FILE")->option_text("FILE");
}

void add_cycle_option(CLI::App& command, const std::string& name, std::int64_t& cycle,
                      const std::string& description) {
    command.add_option(name, cycle, description)
        ->check(CLI::NonNegativeNumber)
        ->type_name("CYCLE")
        ->option_text("CYCLE");
}

void add_observation_options(CLI::App& command, SimulateOptions& options) {
    add_file_option(command, "--trace", options.trace.trace_file,
                    "write what happened when, in the format of Chrome and Perfetto; of several\n"
                    "layers each gets a file of its own, such as FILE.3-conv2_1.json");
    add_file_option(command, "--vcd", options.trace.waveform_file,
                    "write the SystemC waveform of phases, networks, PEs and slots");
    add_cycle_option(command, "--trace-from", options.trace.from,
                     "first cycle that --trace and --vcd show");
    add_cycle_option(command, "--trace-to", options.trace.to,
                     "first cycle that they no longer show");
    command
        .add_option("--occupancy", options.trace.occupancy_points,
                    "put the room taken in every memory over time into the JSON, in at most so\n"
                    "many points a memory")
        ->check(CLI::Range(std::size_t{1}, most_occupancy_points))
        ->type_name("POINTS")
        ->option_text("POINTS");
    command
        .add_flag("--pe-utilization", options.pe_utilization,
                  "put how busy each PE was into the JSON, as rows of a heat map")
        ->disable_flag_override();
}

void add_folder_option(CLI::App& command, const std::string& name, std::string& folder,
                       const std::string& description, CLI::Option* functional) {
    command.add_option(name, folder, description)
        ->type_name("DIR")
        ->option_text("DIR")
        ->needs(functional);
}

void add_value_options(CLI::App& command, SimulateOptions& options) {
    CLI::Option* functional =
        command
            .add_flag("--functional", options.functional,
                      "move real values as well and compare the output with a plain loop nest")
            ->disable_flag_override();
    add_folder_option(command, "--tensors-in", options.tensors.tensors_in,
                      "read LAYER.TENSOR.npy (int8, int16, int32, float32) from this folder;\n"
                      "small integers otherwise",
                      functional);
    add_folder_option(command, "--tensors-out", options.tensors.tensors_out,
                      "write LAYER.Output.npy (int32 or float32) into this folder", functional);
    command.add_option("--seed", options.tensors.seed, "of the small integers (default 1)")
        ->type_name("N")
        ->option_text("N")
        ->needs(functional);
}

void refuse_beside_json(const SimulateOptions& options, bool asked, const std::string& option) {
    if (asked && options.output.format != Format::json) {
        throw InputError(
            Problem{{}, option + " is part of the JSON only", "", "", "add --format json"});
    }
}

} // namespace

void add_simulate_options(CLI::App& command, SimulateOptions& options) {
    add_design_options(command, options.design);
    command
        .add_flag("--no-capacity", options.no_capacity,
                  "simulate tiles that do not fit their memory all the same, and flag them")
        ->disable_flag_override();
    command
        .add_flag(
            "--ideal", options.ideal,
            "simulate the hardware without its networks, banks, DRAM and whatever else is not in\n"
            "docs/semantics.md: the numbers of analyze")
        ->disable_flag_override();
    command
        .add_flag("--no-fast-forward", options.no_fast_forward,
                  "execute every phase, also of iterations that repeat what earlier ones did; the\n"
                  "same numbers, only later. --functional, --trace, --vcd and --occupancy imply it")
        ->disable_flag_override();
    command
        .add_option("--jobs", options.jobs,
                    "layers that run at the same time, each in a process of its own; as many\n"
                    "as there are cores unless given")
        ->check(CLI::Range(1, 4096))
        ->type_name("N")
        ->option_text("N");
    add_value_options(command, options);
    add_observation_options(command, options);
    add_output_options(command, options.output);
}

void check_options(const SimulateOptions& options) {
    refuse_beside_json(options, options.trace.occupancy_points > 0, "--occupancy");
    refuse_beside_json(options, options.pe_utilization, "--pe-utilization");
    check_output(options.output);
    sim::check_files(options.trace);
}

sim::Options simulator_options(const SimulateOptions& options) {
    sim::Options model;
    model.check_capacity = !options.no_capacity;
    model.fast_forward = !options.no_fast_forward;
    model.trace = options.trace;
    if (options.functional) {
        model.functional = options.tensors;
    }
    return model;
}

} // namespace counterpoint::cli
