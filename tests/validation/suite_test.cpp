#include "validation/suite.hpp"

#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/temporary_folder.hpp"
#include "tests/validation/designs.hpp"
#include "validation/plan.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::validation {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class SuiteTest : public testing::Test {
  protected:
    void SetUp() override { write("designs/gemms.yaml", three_gemms); }

    void write(const std::string& name, const std::string& text) const {
        fs::create_directories((folder_ / name).parent_path());
        std::ofstream(folder_ / name) << text;
    }

    [[nodiscard]] Suite read(const std::string& text) const {
        write("suites/suite.yaml", text);
        return read_suite((folder_ / "suites/suite.yaml").string());
    }

    /// All problems of a suite, whether its text or its files have them.
    [[nodiscard]] std::string refusal(const std::string& text) const {
        try {
            plan_of(read(text));
        } catch (const InputError& error) {
            return error.what();
        }
        return "";
    }

    TemporaryFolder folder_;
};

TEST_F(SuiteTest, AMatrixDoesNotOutgrowMemory) {
    std::string files = "[";
    for (int i = 0; i < 200; ++i) {
        files += "../designs/gemms.yaml, ";
    }
    files += ']';
    EXPECT_THAT(refusal("suite: s\nmatrix: {workloads: " + files + ", mappings: " + files +
                        ", hardware: " + files + '}'),
                HasSubstr("the suite is too large from this case on"));
}

TEST_F(SuiteTest, HasCasesWithTheirFilesBesideIt) {
    const Suite suite = read(R"(
suite: mine
description: for nothing
cases:
  - name: gemms
    files: ../designs/gemms.yaml
    layers: [first, s*]
    set: hardware.pe.lanes=1
)");
    EXPECT_EQ(suite.name, "mine");
    EXPECT_EQ(suite.golden, (folder_ / "suites/suite.golden").string());
    ASSERT_THAT(suite.cases, SizeIs(1));
    EXPECT_THAT(suite.cases[0].files, ElementsAre((folder_ / "designs/gemms.yaml").string()));
    const Plan plan = plan_of(suite);
    ASSERT_THAT(plan.cases, SizeIs(1));
    EXPECT_EQ(plan.cases[0].workload, "three_gemms");
    EXPECT_EQ(plan.cases[0].hardware.pe.lanes, 1);
    ASSERT_THAT(plan.cases[0].layers, SizeIs(2));
    EXPECT_EQ(plan.cases[0].layers[1].layer.name, "second");
}

TEST_F(SuiteTest, HasEveryCombinationOfAMatrix) {
    for (const char* name : {"n/a.yaml", "n/b.yaml", "m/x.yaml", "m/y.yaml", "h/d.yaml"}) {
        write(name, "{}");
    }
    const Suite suite = read(R"(
suite: all
golden: ../golden.txt
expect:
  - exact: true
matrix:
  workloads: ../n/*.yaml
  mappings: [../m/y.yaml, ../m/x.yaml]
  hardware: ../h/d.yaml
  sample: 3
  expect:
    - {numbers: cycles, between: [-1.5 %, 0.25], cause: some, reason: because}
    - {numbers: cycle_stack.*, between: [0, 1], of: cycles, cause: some, reason: because}
)");
    EXPECT_EQ(suite.golden, (folder_ / "golden.txt").string());
    std::vector<std::string> names;
    for (const SuiteCase& each : suite.cases) {
        names.push_back(each.name);
        EXPECT_EQ(each.sample, 3);
        ASSERT_THAT(each.expectations, SizeIs(3));
        EXPECT_FALSE(each.expectations[0].least);
        EXPECT_EQ(each.expectations[1].least, -0.015);
        EXPECT_EQ(each.expectations[1].most, 0.25);
        EXPECT_EQ(each.expectations[1].cause, "some");
        EXPECT_FALSE(each.expectations[1].of_cycles);
        EXPECT_TRUE(each.expectations[2].of_cycles);
    }
    EXPECT_THAT(names, ElementsAre("a/y/d", "a/x/d", "b/y/d", "b/x/d"));
}

TEST_F(SuiteTest, SaysEverythingThatIsWrongWithItAtOnce) {
    EXPECT_THAT(
        refusal(R"(
suite: wrong
colour: red
cases:
  - {name: a, files: none.yaml}
  - {name: b, files: ../designs/gemms.yaml}
  - name: b
    files: ../designs/gemms.yaml
    sample: 0
    expect:
      - {numbers: cycles, between: [0, 1 %]}
      - {numbers: cycles}
      - {numbers: cycles, exact: false}
      - {numbers: cycles, exact: true, cause: none}
      - {numbers: cycles, between: [5 %, 1 %], cause: c, reason: r}
      - {numbers: cycles, between: [few, 1 % 2], cause: c, reason: r}
      - {numbers: cycles, between: [0, 1 %], of: macs, cause: c, reason: r}
      - {numbers: cycles, exact: true, of: cycles}
)"),
        AllOf(HasSubstr("there is no such file"), HasSubstr("two cases are named 'b'"),
              HasSubstr("'colour'"), HasSubstr("sample"), HasSubstr("'cause' is missing"),
              HasSubstr("'reason' is missing"), HasSubstr("it is not clear what"),
              AllOf(HasSubstr("this expects nothing"), HasSubstr("only a band has a cause"),
                    HasSubstr("the band is empty"), HasSubstr("'few'"), HasSubstr("'1 % 2'")),
              HasSubstr("bands are not in shares of this"),
              HasSubstr("only a band is in shares of something")));
    EXPECT_THAT(refusal("suite: empty\n"), HasSubstr("the suite has no cases"));
}

TEST_F(SuiteTest, RefusesExpectationsOfWhatIsNotThere) {
    const std::string text = R"(
suite: wrong
expect:
  - {layers: [fourth], exact: true}
  - {numbers: [counts.L3.*, cycels, maestro.cycles], exact: true}
cases:
  - {name: a, files: ../designs/gemms.yaml}
  - {name: b, files: ../designs/gemms.yaml}
)";
    const std::string refused = refusal(text);
    EXPECT_THAT(refused, AllOf(HasSubstr("suite.yaml:4"), HasSubstr("'fourth'"),
                               HasSubstr("'counts.L3.*'"), HasSubstr("did you mean 'cycles'?")));
    EXPECT_EQ(refused.find("fourth"), refused.rfind("fourth")) << "once, not for each case";
    EXPECT_EQ(refused.find("maestro"), std::string::npos);
}

TEST_F(SuiteTest, TakesAnExpectationOfOneCaseForNoMistakeInAnother) {
    write("designs/one.yaml",
          std::string(three_gemms).replace(std::string(three_gemms).find("third"), 5, "other"));
    EXPECT_EQ(refusal(R"(
suite: fine
expect:
  - {layers: [third], exact: true}
cases:
  - {name: a, files: ../designs/gemms.yaml, sample: 1}
  - {name: b, files: ../designs/one.yaml}
)"),
              "");
}

TEST_F(SuiteTest, SaysInWhichCaseFilesDoNotFitTogether) {
    EXPECT_THAT(refusal(R"(
suite: wrong
cases:
  - {name: twice, files: [../designs/gemms.yaml, ../designs/gemms.yaml]}
  - {name: too few, files: ../designs/gemms.yaml, set: hardware.pe.count=3}
  - {name: no layer, files: ../designs/gemms.yaml, layers: [fc*]}
)"),
                AllOf(HasSubstr("case twice: "), HasSubstr("given twice"),
                      HasSubstr("case too few: layer second: "),
                      HasSubstr("case no layer: no layer of the workload matches")));
}

TEST_F(SuiteTest, PutsPublishedFiguresBesideBothModels) {
    const Plan plan = plan_of(read(R"(
suite: published
cases:
  - name: a
    files: ../designs/gemms.yaml
    published:
      - {layer: first, number: macs, value: 500, source: nobody, note: wrong}
      - {number: macs, value: 1292, source: nobody}
      - {layer: second, number: utilization, value: 0.5, source: nobody}
)"));
    const Validation validation = validated(plan, disguised_models());
    const std::vector<PublishedFigure>& figures = validation.cases[0].published;
    ASSERT_THAT(figures, SizeIs(3));
    EXPECT_EQ(figures[0].published, 500);
    EXPECT_EQ(figures[0].simulated, 8 * 6 * 12);
    EXPECT_EQ(figures[0].note, "wrong");
    EXPECT_EQ(figures[1].analytical, 2 * 8 * 6 * 12 + 5 * 4 * 7);
    EXPECT_GT(figures[2].simulated, 0);
    EXPECT_LT(figures[2].simulated, 1);
}

TEST_F(SuiteTest, RefusesPublishedFiguresOfWhatIsNotThere) {
    EXPECT_THAT(refusal(R"(
suite: published
cases:
  - name: a
    files: ../designs/gemms.yaml
    published:
      - {layer: fifth, number: macs, value: 5, source: nobody}
      - {layer: first, number: energy, value: 5, source: nobody}
      - {number: utilization, value: 5, source: nobody}
      - {number: cycles, value: 5}
)"),
                HasSubstr("'source' is missing"));
    EXPECT_THAT(refusal(R"(
suite: published
cases:
  - name: a
    files: ../designs/gemms.yaml
    published:
      - {layer: fifth, number: macs, value: 5, source: nobody}
      - {layer: first, number: energy, value: 5, source: nobody}
      - {number: utilization, value: 5, source: nobody}
)"),
                AllOf(HasSubstr("'fifth'"), HasSubstr("'energy'"),
                      HasSubstr("this number has no sum over layers")));
}

TEST(Spread, TakesTheFirstTheLastAndEvenlyBetween) {
    EXPECT_THAT(spread(10, 4), ElementsAre(0, 3, 6, 9));
    EXPECT_THAT(spread(10, 2), ElementsAre(0, 9));
    EXPECT_THAT(spread(10, 1), ElementsAre(5));
    EXPECT_THAT(spread(3, 4), ElementsAre(0, 1, 2));
    EXPECT_THAT(spread(1, 1), ElementsAre(0));
    EXPECT_THAT(spread(0, 4), IsEmpty());
}

} // namespace
} // namespace counterpoint::validation
