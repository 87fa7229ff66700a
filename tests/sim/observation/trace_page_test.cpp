#include <cstdlib>
#include <fstream>
#include <stdexcept>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "mapping/design.hpp"
#include "tests/sim/observation/observed_case.hpp"
#include "tests/sim/observation/trace_picture.hpp"
#include "tests/sim/observation/trace_reader.hpp"

namespace counterpoint::observation {
namespace {

using ::testing::HasSubstr;

const std::string documents = std::string(COUNTERPOINT_SOURCE_DIR) + "/docs/";

/// The input file that docs/trace.md shows.
walker::Case example() {
    const std::string page = contents(documents + "trace.md");
    const std::string fence = "```yaml design.yaml\n";
    const std::size_t begin = page.find(fence);
    if (begin == std::string::npos) {
        throw std::runtime_error("docs/trace.md shows no design.yaml");
    }
    const std::size_t from = begin + fence.size();
    const mapping::Design design = mapping::read_design_text(
        page.substr(from, page.find("```", from) - from), "docs/trace.md");
    walker::Case given{design.workload.layers.front(), design.hardware, {}};
    given.mapping = mapping::bind(design.dataflow, given.layer, given.hardware);
    return given;
}

struct Shown {
    sim::Simulation simulation;
    Trace trace;
};

Shown shown() {
    const TemporaryFolder folder;
    sim::TraceOptions options;
    options.trace_file = (folder / "trace.json").string();
    Shown shown{simulated(example(), options), {}};
    shown.trace = read_trace(options.trace_file);
    return shown;
}

TEST(TracePage, PictureShowsTheTraceOfItsDesign) {
    const std::string file = documents + "images/trace.svg";
    const std::string drawn = trace_picture(shown().trace);
    if (std::getenv("COUNTERPOINT_DRAW") != nullptr) {
        std::ofstream(file) << drawn;
    }
    EXPECT_TRUE(contents(file) == drawn) << file
                                         << " is not the trace any more; draw it again with\n"
                                            "COUNTERPOINT_DRAW=1 ctest --preset dev -R TracePage";
}

TEST(TracePage, SentenceSaysWhereTheCyclesGo) {
    const sim::Simulation simulation = shown().simulation;
    const hw::CycleStack& stack = simulation.stack;
    std::int64_t transfer = 0;
    std::int64_t latency = 0;
    std::int64_t drain = 0;
    for (const hw::MemoryStalls& waiting : stack.waiting) {
        transfer += waiting.fill_transfer;
        latency += waiting.fill_latency;
        drain += waiting.drain;
    }
    EXPECT_THAT(contents(documents + "trace.md"),
                HasSubstr(fmt::format("Of {} cycles the PEs compute in {}, and wait {} for fill "
                                      "transfers, {} for fill\nlatency and {} for drains; {} pass "
                                      "before the first MAC and {} after the last.",
                                      simulation.cycles, stack.compute, transfer, latency, drain,
                                      stack.start, stack.tail)));
}

} // namespace
} // namespace counterpoint::observation
