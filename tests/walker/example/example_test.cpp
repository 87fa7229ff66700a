#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "mapping/design.hpp"
#include "tests/walker/cases.hpp"
#include "tests/walker/example/pictures.hpp"
#include "tests/walker/walker.hpp"

namespace counterpoint::walker {
namespace {

using hw::MemoryIndex;
using ::testing::HasSubstr;

const std::string documents = std::string(COUNTERPOINT_SOURCE_DIR) + "/docs/";

std::string contents(const std::string& file) {
    std::ifstream stream(file);
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
}

std::string page() { return contents(documents + "semantics.md"); }

/// The input file that the page shows.
Case example() {
    const std::string text = page();
    const std::string fence = "```yaml example.yaml\n";
    const std::size_t begin = text.find(fence);
    if (begin == std::string::npos) {
        throw std::runtime_error("docs/semantics.md shows no example.yaml");
    }
    const std::size_t from = begin + fence.size();
    const mapping::Design design = mapping::read_design_text(
        text.substr(from, text.find("```", from) - from), "docs/semantics.md");
    Case given{design.workload.layers.front(), design.hardware, {}};
    given.mapping = mapping::bind(design.dataflow, given.layer, given.hardware);
    return given;
}

WalkResult walked(const Case& given) { return walk(given.layer, given.hardware, given.mapping); }

std::string counts_row(const Case& given, const WalkResult& result, MemoryIndex memory) {
    std::string row = "| " + given.hardware.memories[memory].name + " |";
    for (const hw::Access& access : result.counts[memory]) {
        row += fmt::format(" {} / {} |", access.reads, access.writes);
    }
    return row + "\n";
}

std::string capacity_row(const Case& given, const WalkResult& result, MemoryIndex memory) {
    std::string row = "| " + given.hardware.memories[memory].name + " |";
    for (const std::int64_t bytes : result.capacity[memory].by_tensor) {
        row += fmt::format(" {} |", bytes);
    }
    return row + fmt::format(" {} |\n", result.capacity[memory].bytes);
}

TEST(SemanticsPage, TablesShowWhatTheWalkerFinds) {
    const Case given = example();
    const WalkResult result = walked(given);
    for (MemoryIndex b{0}; given.hardware.memories.contains(b); ++b.value) {
        EXPECT_THAT(page(), HasSubstr(counts_row(given, result, b)));
    }
    for (MemoryIndex b{1}; given.hardware.memories.contains(b); ++b.value) {
        EXPECT_THAT(page(), HasSubstr(capacity_row(given, result, b)));
    }
    const MemoryIndex l2{1};
    const MemoryIndex l1{2};
    EXPECT_THAT(page(),
                HasSubstr(fmt::format("| units | {} | {} |", result.units[l2], result.units[l1])));
    EXPECT_THAT(page(), HasSubstr(fmt::format("| phases | {} | {} |", result.phases[l2],
                                              result.phases[l1])));
    const hw::CycleStack& stack = result.stack;
    EXPECT_THAT(page(),
                HasSubstr(fmt::format("| {} | {} | {} | {} | {} | {} |", stack.start, stack.compute,
                                      stack.waiting[l1].fill_transfer,
                                      stack.waiting[l1].fill_latency, stack.tail, result.cycles)));
}

TEST(SemanticsPage, SentencesSayWhatTheWalkerFinds) {
    const Case given = example();
    const WalkResult result = walked(given);
    EXPECT_THAT(page(), HasSubstr(fmt::format("{} MACs in all", result.macs)));
    EXPECT_THAT(page(), HasSubstr(fmt::format("The layer takes {} cycles, {} of them on MACs",
                                              result.cycles, result.compute_cycles)));
    const MemoryIndex l1{2};
    const FillTimes& fill = result.timeline.fills[l1].at(3);
    const ComputeTimes& compute = result.timeline.computes.at(3);
    EXPECT_THAT(page(),
                HasSubstr(fmt::format("at cycle {}, when phase 1 has left its slot, is "
                                      "sent at {} and here at {}. Phase 2 was done at {},\n"
                                      "so the PEs wait for {} cycles.",
                                      fill.start, fill.sent, fill.here, compute.previous_done,
                                      compute.start - compute.previous_done)));
}

TEST(SemanticsPage, WithoutAccumulationPartialSumsComeBack) {
    Case given = example();
    given.hardware.memories[MemoryIndex{1}].accumulate = false;
    const WalkResult result = walked(given);
    const hw::Access& output = result.counts[MemoryIndex{2}][given.layer.output.value];
    EXPECT_EQ(output.reads, output.writes);
    EXPECT_THAT(page(), HasSubstr(fmt::format("then L1 has\n{} reads and writes of the output, and "
                                              "the layer takes {} cycles",
                                              output.reads, result.cycles)));
}

/// A picture that has to change is drawn anew, and looked at, before it is committed.
void expect_picture(const std::string& name, const std::string& drawn) {
    const std::string file = documents + "images/" + name;
    if (std::getenv("COUNTERPOINT_DRAW") != nullptr) {
        std::ofstream(file) << drawn;
    }
    EXPECT_TRUE(contents(file) == drawn)
        << file << " is not what the walker draws; draw it again with\n"
        << "COUNTERPOINT_DRAW=1 ctest --preset dev -R SemanticsPage";
}

TEST(SemanticsPage, PicturesShowWhatTheWalkerFinds) {
    const Case given = example();
    const WalkResult result = walked(given);
    expect_picture("semantics_nest.svg", nest_picture(given, result));
    expect_picture("semantics_tiles.svg", tiles_picture(given));
    expect_picture("semantics_timeline.svg", timeline_picture(given, result));
}

} // namespace
} // namespace counterpoint::walker
