#include "validation/golden.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/validation/designs.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::validation {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Golden golden_of_design(const std::string& text,
                        const std::function<void(hw::LayerNumbers&)>& change = nullptr) {
    const Plan plan = plan_of_text(text);
    return golden_of(plan, validated(plan, disguised_models(change)), "2026-11-21");
}

std::string replaced(std::string text, const std::string& what, const std::string& with) {
    const std::size_t at = text.find(what);
    EXPECT_NE(at, std::string::npos) << what;
    return at == std::string::npos ? text : text.replace(at, what.size(), with);
}

std::string refusal(const std::string& text) {
    try {
        parse_golden(text, "file.golden");
    } catch (const InputError& error) {
        return to_string(error.problems().front());
    }
    return "";
}

TEST(Golden, ComesBackFromItsTextAsItWas) {
    const Golden golden = golden_of_design(three_gemms);
    const std::string text = golden_text(golden);
    const Golden read = parse_golden(text, "file.golden");
    EXPECT_EQ(golden_text(read), text);
    EXPECT_EQ(read.date, "2026-11-21");
    EXPECT_EQ(read.suite, "suite");
    EXPECT_THAT(differences(read, golden), IsEmpty());
}

TEST(Golden, HasALineForEachLayer) {
    const std::string text = golden_text(golden_of_design(three_gemms));
    EXPECT_THAT(text, AllOf(HasSubstr("\nlayer\tfirst\t"), HasSubstr("\nlayer\tthird\t")));
    EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 4 + 1 + 1 + 3);
}

TEST(Golden, NoticesOneMoreInAnyNumber) {
    const Golden old = golden_of_design(three_gemms);
    for (const auto& [name, value] : old.cases.front().layers.front().numbers) {
        Golden now = old;
        ++now.cases.front().layers.front().numbers[name];
        EXPECT_THAT(differences(old, now),
                    ElementsAre(HasSubstr("layer first: " + name + ": was ")))
            << name;
    }
}

TEST(Golden, SaysByHowMuchANumberHasChanged) {
    Golden now = golden_of_design(three_gemms);
    const Golden old = now;
    now.cases.front().layers.front().numbers["macs"] = 576 + 144;
    EXPECT_THAT(differences(old, now),
                ElementsAre("case: layer first: macs: was 576, is 720 (+25 %)"));
}

TEST(Golden, HoldsWhatTheModelsDifferBy) {
    const Golden golden =
        golden_of_design(three_gemms, [](hw::LayerNumbers& numbers) { numbers.pes = 3; });
    const auto& numbers = golden.cases.front().layers.front().numbers;
    EXPECT_EQ(numbers.at("pes"), 3);
    EXPECT_EQ(numbers.at("analytical pes"), 8);
    EXPECT_THAT(differences(golden_of_design(three_gemms), golden),
                testing::Contains(HasSubstr("analytical pes: was not there, is 8")));
}

TEST(Golden, NoticesOtherInputsAndLayersThatComeAndGo) {
    const Golden old = golden_of_design(three_gemms);
    const Golden renamed = golden_of_design(replaced(three_gemms, "name: third", "name: last"));
    EXPECT_THAT(differences(old, renamed),
                ElementsAre("case: the files say something else than they did",
                            "case: layer last: is new", "case: layer third: is gone"));
    Golden elsewhere = old;
    elsewhere.cases.front().name = "other";
    EXPECT_THAT(differences(old, elsewhere), ElementsAre("other: is new", "case: is gone"));
}

TEST(Golden, OfAnotherSchemaIsRefused) {
    const std::string text = golden_text(golden_of_design(three_gemms));
    EXPECT_THAT(refusal(replaced(text, "counterpoint-golden/1", "counterpoint-golden/2")),
                AllOf(HasSubstr("file.golden:1"), HasSubstr("another schema"),
                      HasSubstr("'counterpoint-golden/2'")));
    EXPECT_THAT(refusal(""), HasSubstr("empty"));
}

TEST(Golden, ThatIsDamagedIsRefusedWithItsLine) {
    const std::string text = golden_text(golden_of_design(three_gemms));
    EXPECT_THAT(refusal(replaced(text, "layer\tfirst\t", "layer\tfirst\t1\t")),
                AllOf(HasSubstr("file.golden:7"), HasSubstr("do not fit their names")));
    EXPECT_THAT(refusal(replaced(text, "\t576\t", "\t576x\t")), HasSubstr("not an integer"));
    EXPECT_THAT(refusal(replaced(text, "layer\tsecond", "later\tsecond")),
                HasSubstr("not of a golden file"));
}

} // namespace
} // namespace counterpoint::validation
