#include "input/linear_form.hpp"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace counterpoint::input {
namespace {

using testing::HasSubstr;

/// The form written out as `2*P + 1*R`, or the problem.
std::string form_of(const std::string& text) {
    std::vector<Problem> problems;
    const auto expression = parse_expression(text, {"f", 1, 1, "p"}, problems);
    const auto terms = expression ? linear_form(*expression, problems) : std::nullopt;
    if (!terms) {
        EXPECT_EQ(problems.size(), 1U) << text;
        return problems.empty() ? "no problem" : to_string(problems.front());
    }
    EXPECT_TRUE(problems.empty());
    std::string form;
    for (const LinearTerm& term : *terms) {
        form += (form.empty() ? "" : " + ") + std::to_string(term.coefficient) + '*' + term.name;
    }
    return form;
}

TEST(LinearForm, GivesTheCoefficientOfEachDimension) {
    EXPECT_EQ(form_of("A"), "1*A");
    EXPECT_EQ(form_of("2*P + R"), "2*P + 1*R");
    EXPECT_EQ(form_of("R*3 + P*2"), "3*R + 2*P");
    EXPECT_EQ(form_of("2*(P + 3*R) - R"), "2*P + 5*R");
    EXPECT_EQ(form_of("A + A"), "2*A");
    EXPECT_EQ(form_of("A + 2 - 2"), "1*A");
    EXPECT_EQ(form_of("-(-A)"), "1*A");
}

TEST(LinearForm, RefusesEverythingElse) {
    for (const char* text :
         {"P*R", "P/2", "min(P, R)", "ceil(P)", "P + 1", "7", "P - P", "-P", "0*P", "P - 2*P",
          "9223372036854775807*P + P", "2*9223372036854775807*P"}) {
        EXPECT_THAT(form_of(text), HasSubstr("not a sum of dimensions")) << text;
    }
}

} // namespace
} // namespace counterpoint::input
