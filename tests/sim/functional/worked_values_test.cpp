#include <filesystem>
#include <string>

#include <gtest/gtest.h>

#include "sim/functional/functional.hpp"
#include "tests/walker/cases.hpp"

namespace counterpoint::sim {
namespace {

TEST(WorkedCases, HaveRightValuesAndMoveWhatTheySay) {
    const std::string file = std::string(COUNTERPOINT_SHARED_DIR) + "/cases/semantics.jsonl";
    if (!std::filesystem::exists(file)) {
        GTEST_SKIP() << file << " is not there";
    }
    std::size_t number = 0;
    for (const walker::WorkedCase& worked : walker::read_worked_cases(file)) {
        SCOPED_TRACE(file + ":" + std::to_string(++number));
        const walker::Case& given = worked.given;
        const FunctionalResult result = run_functional(given.layer, given.hardware, given.mapping);
        EXPECT_EQ(result.comparison.wrong, 0);
        EXPECT_EQ(result.macs, worked.want.macs);
        EXPECT_EQ(result.counts, worked.want.counts);
    }
}

} // namespace
} // namespace counterpoint::sim
