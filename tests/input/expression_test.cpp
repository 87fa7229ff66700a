#include "input/expression.hpp"

#include <optional>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "input/document.hpp"

namespace counterpoint::input {
namespace {

using testing::HasSubstr;

Scope example_scope() {
    Scope scope;
    scope.define("K", 7);
    scope.define("C", 64);
    scope.define("min", 5);
    scope.define("L1.fill.bytes_per_cycle", 16);
    scope.define("big", 9'223'372'036'854'775'807);
    scope.leave_unset("pe.count", "the hardware leaves it open");
    scope.leave_unset("told", "");
    return scope;
}

const Place place{"f", 3, 10, "p"};

std::int64_t value(const std::string& text) {
    std::vector<Problem> problems;
    const auto expression = parse_expression(text, place, problems);
    const auto result =
        expression ? expression->evaluate_whole(example_scope(), problems) : std::nullopt;
    EXPECT_TRUE(result.has_value())
        << text << ": " << (problems.empty() ? "" : to_string(problems[0]));
    return result.value_or(-999);
}

Problem refused_expression(const std::string& text) {
    std::vector<Problem> problems;
    const auto expression = parse_expression(text, place, problems);
    if (expression) {
        EXPECT_EQ(expression->evaluate_whole(example_scope(), problems), std::nullopt) << text;
    }
    EXPECT_EQ(problems.size(), 1U) << text;
    return problems.empty() ? Problem{} : problems.front();
}

TEST(Expression, FollowsTheUsualPrecedence) {
    EXPECT_EQ(value("2 + 3 * 4"), 14);
    EXPECT_EQ(value("(2 + 3) * 4"), 20);
    EXPECT_EQ(value("10 - 3 - 2"), 5);
    EXPECT_EQ(value("64 / 4 / 2"), 8);
    EXPECT_EQ(value("-2 * -3"), 6);
    EXPECT_EQ(value("--K"), 7);
    EXPECT_EQ(value("2 - -K"), 9);
    EXPECT_EQ(value(" \t42 "), 42);
}

TEST(Expression, NamesStandForWhatTheScopeSays) {
    EXPECT_EQ(value("K*C"), 448);
    EXPECT_EQ(value("L1.fill.bytes_per_cycle / 2"), 8);
    EXPECT_EQ(value("min + 1"), 6) << "only a parenthesis makes it a function";
}

TEST(Expression, FractionsAreExactUntilRounded) {
    EXPECT_EQ(value("ceil(K/2)"), 4);
    EXPECT_EQ(value("floor(K/2)"), 3);
    EXPECT_EQ(value("ceil(-K/2)"), -3);
    EXPECT_EQ(value("floor(-K/2)"), -4);
    EXPECT_EQ(value("K/3 + K/3 + K/3"), 7);
    EXPECT_EQ(value("ceil(9007199254740993 / 1)"), 9007199254740993) << "no double holds this";
}

TEST(Expression, ExtremesOfAnyNumberOfValues) {
    EXPECT_EQ(value("min(C, 8)"), 8);
    EXPECT_EQ(value("max(1, K, 3)"), 7);
    EXPECT_EQ(value("min(K)"), 7);
    EXPECT_EQ(value("ceil(max(K/2, 10/3))"), 4);
    EXPECT_EQ(value("floor(min(7/2, 10/3) * 3)"), 10);
}

TEST(Expression, AFractionAtTheEndIsAProblem) {
    const Problem problem = refused_expression("K/2");
    EXPECT_THAT(problem.message, HasSubstr("7/2"));
    EXPECT_THAT(problem.message, HasSubstr("not a whole number"));
    EXPECT_THAT(problem.remedy, HasSubstr("ceil()"));
}

TEST(Expression, ProblemsOfEvaluationPointAtTheirColumn) {
    const Problem unknown = refused_expression("C + L1.fill.bytes_per_cycel");
    EXPECT_EQ(unknown.place.line, 3);
    EXPECT_EQ(unknown.place.column, 14);
    EXPECT_EQ(unknown.remedy, "did you mean 'L1.fill.bytes_per_cycle'?");
    const Problem division = refused_expression("C / (K - 7)");
    EXPECT_EQ(division.place.column, 12);
    EXPECT_THAT(division.message, HasSubstr("division by zero"));
    EXPECT_EQ(division.found, "C = 64, K = 7");
    const Problem unset = refused_expression("2*pe.count");
    EXPECT_EQ(unset.place.column, 12);
    EXPECT_THAT(unset.message, HasSubstr("the hardware leaves it open"));
}

TEST(Expression, ANameWhoseLackWasToldGivesNoSecondProblem) {
    std::vector<Problem> problems;
    const auto expression = parse_expression("1 + told", place, problems);
    ASSERT_TRUE(expression);
    EXPECT_EQ(expression->evaluate(example_scope(), problems), std::nullopt);
    EXPECT_TRUE(problems.empty());
}

TEST(Expression, NumbersBeyond64BitsAreProblems) {
    EXPECT_EQ(value("big"), 9'223'372'036'854'775'807);
    EXPECT_EQ(value("-big - 1 + 1"), -9'223'372'036'854'775'807);
    for (const char* text : {"big + 1", "-big - 2", "big * 2", "-(-big - 1)", "(-big - 1) / -1",
                             "1 / big / big", "9223372036854775808"}) {
        EXPECT_THAT(refused_expression(text).message, HasSubstr("64 bits")) << text;
    }
}

TEST(Expression, SyntaxIsCheckedWithColumns) {
    const auto column = [](const std::string& text) {
        return refused_expression(text).place.column - 10;
    };
    EXPECT_EQ(column(""), 0);
    EXPECT_EQ(column("1 +"), 3);
    EXPECT_EQ(column("1 2"), 2);
    EXPECT_EQ(column("(1"), 2);
    EXPECT_EQ(column("1)"), 1);
    EXPECT_EQ(column("K $ 2"), 2);
    EXPECT_EQ(column("2 + 3x"), 4);
    EXPECT_EQ(column("1.5"), 0);
    EXPECT_EQ(column("min()"), 4);
    EXPECT_EQ(column("round(1)"), 0);
    EXPECT_EQ(column("1 + ceil(1, 2)"), 4);
    EXPECT_EQ(column("K."), 1);
    EXPECT_EQ(column("\xC3\xA9"), 0);
    EXPECT_EQ(column("2 ** 3"), 3);
}

TEST(Expression, DepthAndLengthAreBounded) {
    EXPECT_EQ(value(std::string(60, '(') + '1' + std::string(60, ')')), 1);
    EXPECT_THAT(refused_expression(std::string(70, '(') + '1' + std::string(70, ')')).message,
                HasSubstr("too deep"));
    EXPECT_THAT(refused_expression(std::string(70, '-') + '1').message, HasSubstr("too deep"));
    EXPECT_THAT(refused_expression(std::string(1001, '1')).message, HasSubstr("longer than"));
}

TEST(Expression, QuotesShiftTheColumn) {
    const Document document = parse_document("{tile: 'K + Z', \"u\":1}", "f");
    std::vector<Problem> problems;
    const auto expression = parse_expression(*document.root().find("tile"), problems);
    ASSERT_TRUE(expression);
    EXPECT_EQ(expression->evaluate(example_scope(), problems), std::nullopt);
    ASSERT_EQ(problems.size(), 1U);
    EXPECT_EQ(problems[0].place.column, 13);
}

TEST(Expression, OnlyAScalarIsOne) {
    const Document document = parse_document("{a: [1], b: {}, c:}", "f");
    std::vector<Problem> problems;
    for (const Node* node : document.root().children) {
        EXPECT_FALSE(parse_expression(*node, problems));
    }
    EXPECT_EQ(problems.size(), 3U);
}

TEST(Expression, ANumberIsAnExpression) {
    std::vector<Problem> problems;
    EXPECT_EQ(Expression(12).evaluate_whole({}, problems), 12);
    EXPECT_EQ(Expression(12).source(), "12");
    EXPECT_EQ(Expression().evaluate_whole({}, problems), 0);
}

TEST(Identifier, IsWhatExpressionsCallAName) {
    EXPECT_TRUE(is_identifier("K"));
    EXPECT_TRUE(is_identifier("_x1"));
    for (const char* text : {"", "1x", "a.b", "a b", "a-b", "\xC3\xA9"}) {
        EXPECT_FALSE(is_identifier(text)) << text;
    }
}

} // namespace
} // namespace counterpoint::input
