#include "tests/mapping/conversion.hpp"

#include <gtest/gtest.h>

#include "tests/mapping/timeloop/reference_cases.hpp"

namespace counterpoint::mapping::timeloop {
namespace {

TEST(TimeloopConversion, TheTextsGiveTheSameResults) {
    for (const ReferenceCase& given : reference_cases()) {
        SCOPED_TRACE(given.name);
        DesignTree theirs;
        for (std::size_t i = 0; i < given.files.size(); ++i) {
            theirs.take_text(given.files[i], "file" + std::to_string(i) + ".yaml");
        }
        const Design design = theirs.read({}, {}, Parts::all);
        ASSERT_TRUE(theirs.has_foreign_mapping());
        const Design again = converted(theirs, design);
        const auto before = analysis_in(design, 0);
        const auto after = analysis_in(again, 0);
        EXPECT_EQ(after.cycles, before.cycles);
        EXPECT_EQ(after.macs, before.macs);
        EXPECT_TRUE(after.counts == before.counts);
    }
}

TEST(TimeloopConversion, EitherPartAloneIsConverted) {
    DesignTree problem;
    problem.take_text(gemm_problem(2, 3, 4), "prob.yaml");
    problem.read({}, {}, Parts::those_given);
    EXPECT_NE(problem.foreign_part("workload"), nullptr);
    EXPECT_EQ(problem.foreign_part("hardware"), nullptr);
    DesignTree architecture;
    architecture.take_text(two_levels(), "arch.yaml");
    architecture.read({}, {}, Parts::those_given);
    EXPECT_NE(architecture.foreign_part("hardware"), nullptr);
    EXPECT_FALSE(architecture.has_foreign_mapping());
    DesignTree mapping;
    mapping.take_text("mapping:\n" + loops("L1", "M=1", "M"), "map.yaml");
    EXPECT_THROW(mapping.read({}, {}, Parts::those_given), InputError);
}

} // namespace
} // namespace counterpoint::mapping::timeloop
