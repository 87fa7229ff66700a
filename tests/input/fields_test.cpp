#include "input/fields.hpp"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace counterpoint::input {
namespace {

using testing::HasSubstr;

TEST(Fields, GivesValuesAndFallbacks) {
    const Document document = parse_document("{n: 64, x: 1.5, yes: true, name: a b, z: +3}", "f");
    Problems problems;
    Fields fields(document.root(), problems);
    EXPECT_EQ(fields.integer("n", positive, 1), 64);
    EXPECT_EQ(fields.integer("z", positive), 3);
    EXPECT_EQ(fields.integer("absent", positive, 7), 7);
    EXPECT_EQ(fields.integer("absent", positive), std::nullopt);
    EXPECT_EQ(fields.positive_number("x", 1), 1.5);
    EXPECT_EQ(fields.positive_number("absent", 2.5), 2.5);
    EXPECT_TRUE(fields.truth("yes", false));
    EXPECT_TRUE(fields.truth("absent", true));
    EXPECT_EQ(fields.required_name("name"), "a b");
    fields.finish();
    EXPECT_TRUE(problems.empty());
}

TEST(Fields, CollectsAllProblems) {
    const Document document = parse_document("{n: x, latncy: 1, q: 0}", "f");
    Problems problems;
    Fields fields(document.root(), problems);
    fields.integer("n", positive, 1);
    fields.integer("q", positive, 1);
    fields.required("r");
    fields.integer("latency", positive, 1);
    fields.finish();
    ASSERT_EQ(problems.size(), 4U);
    EXPECT_EQ(to_string(problems[0]),
              "f:1:5: n: this is not an integer (expected a positive integer, found 'x')");
    EXPECT_EQ(to_string(problems[1]),
              "f:1:22: q: this integer is out of range (expected a positive integer, found '0')");
    EXPECT_THAT(problems[2].message, HasSubstr("'r' is missing"));
    EXPECT_THAT(problems[3].message, HasSubstr("'latncy'"));
    EXPECT_EQ(problems[3].remedy, "did you mean 'latency'?");
    EXPECT_EQ(problems[3].place.column, 8);
}

TEST(Fields, AChoiceIsOneOfAFewWords) {
    const Document document = parse_document("{a: two, b: three, c: [one]}", "f");
    Problems problems;
    Fields fields(document.root(), problems);
    const std::map<std::string, int> words{{"one", 1}, {"two", 2}};
    EXPECT_EQ(fields.choice("a", words, 1), 2);
    EXPECT_EQ(fields.choice("absent", words, 1), 1);
    EXPECT_TRUE(problems.empty());
    EXPECT_EQ(fields.choice("b", words, 1), 1);
    EXPECT_EQ(fields.choice("c", words, 1), 1);
    fields.finish();
    ASSERT_EQ(problems.size(), 2U);
    EXPECT_EQ(to_string(problems[0]),
              "f:1:13: b: this is no choice for b (expected one and two, found 'three')");
    EXPECT_THAT(to_string(problems[1]), HasSubstr("c: this is no choice for c"));
}

TEST(Fields, OfSomethingElseThanAMapIsOneProblem) {
    const Document document = parse_document("[1, 2]", "f");
    Problems problems;
    Fields fields(document.root(), problems);
    fields.required_name("name");
    fields.required_integer("n", positive);
    fields.finish();
    ASSERT_EQ(problems.size(), 1U);
    EXPECT_EQ(problems[0].expected, "a map of keys and values");
    EXPECT_EQ(problems[0].found, "a list");
}

TEST(Fields, AKeyThatBelongsElsewhereIsRefusedOnceWithTheReason) {
    const Document document = parse_document("{units: 3}", "f");
    Problems problems;
    Fields fields(document.root(), problems);
    fields.refuse("units", "only a spatial node has units");
    fields.finish();
    ASSERT_EQ(problems.size(), 1U);
    EXPECT_THAT(problems[0].message, HasSubstr("only a spatial node has units"));
}

TEST(Fields, AnnotationsAreTexts) {
    const Document document = parse_document("{description: x y, source: [1]}", "f");
    Problems problems;
    Fields fields(document.root(), problems);
    fields.annotations();
    fields.finish();
    ASSERT_EQ(problems.size(), 1U);
    EXPECT_EQ(problems[0].place.path, "source");
}

/// Reads the only value of a list and says what was wrong with it.
template <class Read>
std::string problem_with(const std::string& value, Read read) {
    const Document document = parse_document("[" + value + "]", "f");
    Problems problems;
    const bool was_read = read(*document.root().children.at(0), problems).has_value();
    EXPECT_EQ(was_read, problems.empty());
    return problems.empty() ? "" : problems.front().message;
}

std::string integer_problem(const std::string& value) {
    return problem_with(
        value, [](const Node& node, Problems& problems) { return integer_of(node, {}, problems); });
}

TEST(Integer, IsDecimalAndFitsInto64Bits) {
    for (const char* good : {"0", "-5", "+5", "9223372036854775807", "-9223372036854775808"}) {
        EXPECT_EQ(integer_problem(good), "") << good;
    }
    for (const char* bad : {"9223372036854775808", "-9223372036854775809",
                            "99999999999999999999999999999999999999"}) {
        EXPECT_THAT(integer_problem(bad), HasSubstr("64 bits")) << bad;
    }
    for (const char* bad : {"x", "1.0", "1e3", "0x10", "1_000", "--1", "+-1", "+", "''", "'5'",
                            "1 2", "[1]", "{a: 1}", "~", "true", "nan"}) {
        EXPECT_THAT(integer_problem(bad), HasSubstr("not an integer")) << bad;
    }
}

TEST(Integer, RangeHasBothEnds) {
    const auto in_range = [](const Node& node, Problems& problems) {
        return integer_of(node, {2, 4}, problems);
    };
    EXPECT_THAT(problem_with("1", in_range), HasSubstr("out of range"));
    EXPECT_EQ(problem_with("2", in_range), "");
    EXPECT_EQ(problem_with("4", in_range), "");
    EXPECT_THAT(problem_with("5", in_range), HasSubstr("out of range"));
}

TEST(PositiveNumber, IsFiniteAndAboveZero) {
    for (const char* good : {"1", "0.5", "1e-3", "+2.5E3"}) {
        EXPECT_EQ(problem_with(good, positive_number_of), "") << good;
    }
    for (const char* bad : {"0", "-1", "inf", ".inf", "nan", ".nan", "1e999", "x", "1 GHz", "'1'",
                            "~", "[1]", "1,5"}) {
        const bool two_items = std::string(bad) == "1,5";
        EXPECT_EQ(problem_with(bad, positive_number_of).empty(), two_items) << bad;
    }
}

TEST(Truth, IsTrueOrFalse) {
    for (const char* good : {"true", "false", "True", "FALSE"}) {
        EXPECT_EQ(problem_with(good, truth_of), "") << good;
    }
    for (const char* bad : {"yes", "on", "1", "'true'", "~", "[]"}) {
        EXPECT_THAT(problem_with(bad, truth_of), HasSubstr("neither true nor false")) << bad;
    }
}

TEST(Name, HasPrintableCharacters) {
    for (const char* good : {"a", "'conv 1 (3x3), \xC3\xA9'", "64", "'~'"}) {
        EXPECT_EQ(problem_with(good, name_of), "") << good;
    }
    for (const char* bad : {"''", "'  '", "\"a\\nb\"", "\"\\x7f\"", "~", "[a]"}) {
        EXPECT_NE(problem_with(bad, name_of), "") << bad;
    }
}

TEST(Items, AreThoseOfAListOrTheValueItself) {
    const Document document = parse_document("{list: [1, 2], one: x, map: {a: 1}, none:}", "f");
    const Node& root = document.root();
    Problems problems;
    EXPECT_EQ(items_of(*root.find("list"), problems).size(), 2U);
    EXPECT_EQ(items_of(*root.find("one"), problems).size(), 1U);
    EXPECT_EQ(items_of(*root.find("map"), problems).size(), 1U);
    EXPECT_TRUE(problems.empty());
    EXPECT_TRUE(items_of(*root.find("none"), problems).empty());
    EXPECT_EQ(problems.size(), 1U);
}

} // namespace
} // namespace counterpoint::input
