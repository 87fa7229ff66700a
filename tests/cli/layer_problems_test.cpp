#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/problem_text.hpp"

namespace counterpoint::cli {
namespace {

using testing::ElementsAre;

Problem problem(const std::string& message) {
    return {{"map.yaml", 3, 5, "mapping[0]"}, message, "", "", ""};
}

std::vector<std::string> messages(const LayerProblems& problems) {
    std::vector<std::string> texts;
    for (const Problem& each : problems.problems()) {
        texts.push_back(each.message);
    }
    return texts;
}

TEST(LayerProblems, NameTheirLayer) {
    LayerProblems problems;
    EXPECT_TRUE(problems.empty());
    problems.add("a", {problem("too big"), problem("too many")});
    problems.add("b", {problem("too small")});
    EXPECT_FALSE(problems.empty());
    EXPECT_THAT(messages(problems),
                ElementsAre("layer a: too big", "layer a: too many", "layer b: too small"));
}

TEST(LayerProblems, ListOneThatLayersShareOnce) {
    LayerProblems problems;
    for (const char* layer : {"a", "b", "c", "d"}) {
        problems.add(layer, {problem("too big")});
    }
    EXPECT_THAT(messages(problems), ElementsAre("layers a, b, c and d: too big"));
    problems.add("e", {problem("too big")});
    EXPECT_THAT(messages(problems), ElementsAre("layers a, b, c and 2 more: too big"));
}

TEST(LayerProblems, AreTheSameButForTheNameOfTheLayer) {
    const auto of_layer = [](const std::string& layer) {
        return Problem{{},
                       "layer " + layer + ": no entry is for layer '" + layer + "'",
                       "",
                       "temporal K for layer '" + layer + "'",
                       ""};
    };
    LayerProblems problems;
    problems.add("a", {of_layer("a")});
    problems.add("b", {of_layer("b")});
    EXPECT_THAT(messages(problems), ElementsAre("layers a and b: no entry is for this layer"));
    EXPECT_EQ(problems.problems().front().found, "temporal K");
}

TEST(LayerProblems, AreDifferentAtDifferentPlaces) {
    Problem elsewhere = problem("too big");
    elsewhere.place.line = 4;
    LayerProblems problems;
    problems.add("a", {problem("too big")});
    problems.add("b", {elsewhere});
    EXPECT_THAT(messages(problems), ElementsAre("layer a: too big", "layer b: too big"));
}

TEST(ProblemText, CountsThemInTheLastLine) {
    EXPECT_EQ(problem_text({problem("too big")}, {}), "map.yaml:3:5: mapping[0]: too big\n");
    EXPECT_EQ(problem_text({problem("too big"), problem("too many")}, {}),
              "map.yaml:3:5: mapping[0]: too big\n"
              "map.yaml:3:5: mapping[0]: too many\n"
              "2 problems\n");
}

TEST(ProblemText, SaysBelowWhatWasExpectedFoundAndWhatToDo) {
    EXPECT_EQ(problem_text({{{"a", 0, 0, ""}, "wrong", "1", "2", "write 1"}}, {}),
              "a: wrong\n    expected 1, found 2\n    write 1\n");
    EXPECT_EQ(problem_text({{{}, "wrong", "1", "", ""}}, {}), "wrong\n    expected 1\n");
    EXPECT_EQ(problem_text({{{}, "wrong", "", "2\n3", ""}}, {}), "wrong\n    found 2?3\n");
}

TEST(ProblemText, PaintsThePlaceOnATerminal) {
    EXPECT_EQ(problem_text({problem("too big")}, {80, true}),
              "\x1b[1mmap.yaml:3:5\x1b[0m: mapping[0]: too big\n");
}

} // namespace
} // namespace counterpoint::cli
