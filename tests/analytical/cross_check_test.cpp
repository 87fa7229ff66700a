#include "tests/walker/cross_check.hpp"

#include <gtest/gtest.h>

#include "analytical/analysis.hpp"

namespace counterpoint {
namespace {

hw::LayerNumbers analysed(const walker::Case& given) {
    analytical::Options options;
    options.check_capacity = false;
    return analytical::analyze(given.layer, given.hardware, given.mapping, options);
}

TEST(CrossCheck, AnalysisAgreesWithEveryWorkedCase) { walker::check_worked_cases(analysed); }

TEST(CrossCheck, AnalysisAgreesWithTheWalkerOnRandomCases) {
    walker::check_random_cases(analysed, 12'000);
}

TEST(CrossCheck, AnalysisAgreesWithTheWalkerOnLongRandomCases) {
    walker::check_random_cases(analysed, 1'000, walker::long_loops());
}

TEST(CrossCheck, AnalysisAgreesWithTheWalkerOnRandomCasesThatBypassMemories) {
    walker::check_random_cases(analysed, 12'000, walker::with_bypasses());
}

TEST(CrossCheck, AnalysisAgreesWithTheWalkerOnLongRandomCasesThatBypassMemories) {
    walker::Limits limits = walker::long_loops();
    limits.bypasses = walker::with_bypasses().bypasses;
    walker::check_random_cases(analysed, 1'000, limits);
}

} // namespace
} // namespace counterpoint
