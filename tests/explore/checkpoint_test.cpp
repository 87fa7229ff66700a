#include "explore/checkpoint.hpp"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/explore/small_space.hpp"

namespace counterpoint::explore {
namespace {

const Goals two_goals{{Objective::cycles, Objective::energy}, 1};

Checkpoint nothing_yet(const std::string& asked) {
    return {asked, {0, Findings(two_goals, Objective::cycles, 2)}, {}};
}

Checkpoint example() {
    Checkpoint checkpoint = nothing_yet("question");
    checkpoint.state.rows = 12;
    checkpoint.written = {345, 678};
    Findings& findings = checkpoint.state.findings;
    findings.tally = {1, 2, 3, 4, 5};
    const DesignFigures design{7, {1e15 + 1, 0.1 + 0.2, 1.0 / 3, 5e-324}};
    findings.front.add(design);
    findings.best.add(design);
    findings.nearest.area = 0.7;
    findings.nearest.shortfall = Shortfall{"L1", 10, 9, 4};
    findings.nearest.illegal_structure = 2;
    findings.nearest.illegal = {{{"file", 1, 2, "path"}, "message", "expected", "found", "remedy"}};
    return checkpoint;
}

TEST(Checkpoint, IsReadBackToTheLastBit) {
    const std::string text = checkpoint_text(example());
    Checkpoint read = nothing_yet("question");
    read_checkpoint(text, "c.json", read);
    EXPECT_EQ(checkpoint_text(read), text);
    EXPECT_EQ(in_lines(read.state.findings.front.designs()),
              in_lines(example().state.findings.front.designs()));
    EXPECT_EQ(read.state.findings.front.designs().front().figures.power, 5e-324);
    EXPECT_EQ(to_string(read.state.findings.nearest.illegal.front()),
              to_string(example().state.findings.nearest.illegal.front()));
}

TEST(Checkpoint, OfAnotherQuestionOrOfNothingIsRefused) {
    Checkpoint other = nothing_yet("another question");
    EXPECT_THROW(read_checkpoint(checkpoint_text(example()), "c.json", other), InputError);
    Checkpoint same = nothing_yet("question");
    for (const char* text : {"", "[]", "{}", "{\"counterpoint_explore_checkpoint\": 1}",
                             "{\"counterpoint_explore_checkpoint\": 2, \"asked\": \"question\"}"}) {
        EXPECT_THROW(read_checkpoint(text, "c.json", same), InputError) << text;
    }
}

} // namespace
} // namespace counterpoint::explore
