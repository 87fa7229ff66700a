#include "cli/noc/options.hpp"

#include <algorithm>
#include <charconv>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/noc/pattern.hpp"
#include "input/document.hpp"
#include "input/nearest.hpp"
#include "sim/noc/mesh/router.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::cli {

namespace {

using sim::noc::mesh::Grid;
using sim::noc::mesh::Pattern;
using Problems = std::vector<Problem>;

constexpr std::int64_t most_routers = 16'384;
constexpr std::int64_t most_flits = std::int64_t{1} << 27; ///< in all buffers: half a gigabyte
constexpr std::int64_t longest_packet = 1 << 20;
constexpr std::int64_t longest_delay = 1000;

Problem option_problem(const std::string& option, const std::string& message,
                       const std::string& expected, const std::string& found,
                       const std::string& remedy = "") {
    return {{option, 0, 0, ""}, message, expected, found, remedy};
}

void check_topology(const std::string& topology, Problems& problems) {
    if (topology == "mesh") {
        return;
    }
    const std::vector<std::string> others{"tree", "bus", "crossbar"};
    const bool other = std::find(others.begin(), others.end(), topology) != others.end();
    problems.push_back(option_problem(
        "--topology",
        other ? "only a mesh has packets that choose their ways" : "there is no such topology",
        "mesh", input::in_quotes(topology),
        other ? "a " + topology + " can be the network of a memory: see docs/formats.md"
              : input::suggestion(topology, {"mesh"})));
}

/// Rows and columns of `8x8`; 0 of both where the text is something else.
hw::GridNode size_of(const std::string& text, Problems& problems) {
    hw::GridNode size;
    const char* const end = text.data() + text.size();
    const auto rows = std::from_chars(text.data(), end, size.row);
    const bool by = rows.ec == std::errc() && rows.ptr != end && *rows.ptr == 'x';
    const auto columns = std::from_chars(by ? rows.ptr + 1 : end, end, size.column);
    if (!by || columns.ec != std::errc() || columns.ptr != end || size.row < 1 || size.column < 1) {
        problems.push_back(option_problem("--size", "this is no size of a mesh",
                                          "rows and columns, such as 8x8", input::in_quotes(text)));
        return {0, 0};
    }
    if (size.row > most_routers || size.column > most_routers ||
        size.row * size.column > most_routers) {
        problems.push_back(option_problem("--size", "this mesh is too large",
                                          fmt::format("at most {} routers", most_routers),
                                          input::in_quotes(text)));
        return {0, 0};
    }
    return size;
}

void check_range(const std::string& option, const std::string& message, std::int64_t least,
                 std::int64_t most, std::int64_t value, Problems& problems) {
    if (value < least || value > most) {
        problems.push_back(option_problem(option, message, fmt::format("{} to {}", least, most),
                                          std::to_string(value)));
    }
}

void check_router(const NocOptions& options, Problems& problems) {
    using sim::noc::mesh::most_buffer_flits;
    using sim::noc::mesh::most_virtual_channels;
    check_range("--vcs", "a link needs a virtual channel, and a router has so many at most", 1,
                most_virtual_channels, options.virtual_channels, problems);
    check_range("--buffer",
                "a virtual channel without a buffer can take no flit, and one is so long at most",
                1, most_buffer_flits, options.buffer_flits, problems);
    check_range("--credit-delay", "a credit takes so many cycles", 0, longest_delay,
                options.credit_delay, problems);
}

void check_load(const NocOptions& options, Problems& problems) {
    check_range("--packet", "a packet has a flit or more", 1, longest_packet, options.packet_flits,
                problems);
    check_range("--warmup", "the network is warmed up for so many cycles", 0, 1'000'000'000,
                options.cycles.warm_up, problems);
    check_range("--cycles", "the network is measured for so many cycles", 1, 1'000'000'000,
                options.cycles.measurement, problems);
    if (!options.rate && !options.sweep) {
        problems.push_back(option_problem("--rate", "how much each node sends is not said",
                                          "flits a node and cycle from 0 to 1, or --sweep",
                                          "nothing"));
    }
    if (options.rate && !(*options.rate >= 0 && *options.rate <= 1)) {
        problems.push_back(option_problem("--rate", "a node sends at most a flit in a cycle",
                                          "flits a node and cycle from 0 to 1",
                                          fmt::format("{}", *options.rate)));
    }
    if (options.rate && options.sweep) {
        problems.push_back(option_problem("--sweep", "a sweep tries rates by itself",
                                          "--sweep or --rate", "both", "leave one of the two out"));
    }
}

/// What can be said only once network and traffic are known.
void check_together(const NocStudy& study, Problems& problems) {
    const hw::Mesh& mesh = study.mesh;
    const Grid grid(mesh.rows, mesh.columns);
    check_fit(grid, study.pattern, study.traffic, problems);
    if (study.traffic.pattern == Pattern::multicast && mesh.multicast &&
        study.traffic.packet_flits > mesh.buffer_flits) {
        problems.push_back(option_problem(
            "--packet", "routers copy packets that a buffer holds, lest they block each other",
            fmt::format("at most {} flits", mesh.buffer_flits),
            std::to_string(study.traffic.packet_flits), "or a larger --buffer, or --unicasts"));
    }
    constexpr std::int64_t ports = sim::noc::mesh::port_count;
    const std::int64_t flits =
        mesh.rows * mesh.columns * ports * mesh.virtual_channels * mesh.buffer_flits;
    if (flits > most_flits) {
        problems.push_back(option_problem(
            "--buffer", "the buffers of this mesh are too large to simulate",
            fmt::format("at most {} flits in all routers", most_flits), std::to_string(flits)));
    }
}

void refuse(Problems& problems) {
    if (!problems.empty()) {
        throw InputError(std::move(problems));
    }
}

CLI::Option* add_number(CLI::App& command, const std::string& name, std::int64_t& value,
                        const char* unit, const std::string& help) {
    return command.add_option(name, value, help)->type_name(unit)->option_text(unit);
}

void add_router_options(CLI::App& command, NocOptions& options) {
    command.add_option("--topology", options.topology, "mesh (default)")
        ->type_name("WORD")
        ->option_text("WORD");
    command.add_option("--size", options.size, "rows and columns of routers (default 8x8)")
        ->type_name("RxC")
        ->option_text("RxC");
    add_number(command, "--vcs", options.virtual_channels, "N",
               "virtual channels of a link (default 8)");
    add_number(command, "--buffer", options.buffer_flits, "FLITS",
               "of one virtual channel (default 8)");
    command
        .add_flag("--speculative", options.speculative,
                  "ask for the switch together with the virtual channel: 2 cycles through a\n"
                  "router instead of 3")
        ->disable_flag_override();
    add_number(command, "--credit-delay", options.credit_delay, "N",
               "cycles until a router minds a credit that has arrived (default 1)");
    command
        .add_flag("--unicasts", options.unicasts,
                  "send a multicast as a packet for each target; routers copy nothing")
        ->disable_flag_override();
}

} // namespace

void add_noc_options(CLI::App& command, NocOptions& options) {
    add_router_options(command, options);
    command
        .add_option("--pattern", options.pattern,
                    "uniform (default), transpose, bitcomp, tornado, neighbor,\n"
                    "hotspot:NODE,NODE…, all-to-one:NODE or multicast:FANOUT")
        ->type_name("PATTERN")
        ->option_text("PATTERN");
    command.add_option("--rate", options.rate, "flits that each node sends in a cycle, 0 to 1")
        ->type_name("R")
        ->option_text("R");
    add_number(command, "--packet", options.packet_flits, "FLITS", "of a packet (default 1)");
    command.add_option("--seed", options.seed, "of the packets (default 1)")
        ->type_name("N")
        ->option_text("N");
    add_number(command, "--warmup", options.cycles.warm_up, "CYCLES",
               "before packets count (default 5000)");
    add_number(command, "--cycles", options.cycles.measurement, "CYCLES",
               "in which packets that are born count (default 10000)");
}

NocStudy study_of(const NocOptions& options) {
    Problems problems;
    NocStudy study;
    check_topology(options.topology, problems);
    const hw::GridNode size = size_of(options.size, problems);
    check_router(options, problems);
    check_load(options, problems);
    study.pattern = options.pattern;
    study.traffic = traffic_of(options.pattern, problems);
    refuse(problems);
    study.mesh.rows = size.row;
    study.mesh.columns = size.column;
    study.mesh.virtual_channels = options.virtual_channels;
    study.mesh.buffer_flits = options.buffer_flits;
    study.mesh.speculative = options.speculative;
    study.mesh.credit_delay = options.credit_delay;
    study.mesh.multicast = !options.unicasts;
    study.traffic.rate = options.rate.value_or(0);
    study.traffic.packet_flits = static_cast<std::int32_t>(options.packet_flits);
    study.traffic.seed = options.seed;
    study.cycles = options.cycles;
    study.cycles.drain = 2 * options.cycles.measurement;
    check_together(study, problems);
    refuse(problems);
    return study;
}

} // namespace counterpoint::cli
