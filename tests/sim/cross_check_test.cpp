#include "tests/walker/cross_check.hpp"

#include <gtest/gtest.h>

#include "sim/process.hpp"

namespace counterpoint {
namespace {

hw::LayerNumbers simulated(const walker::Case& given) {
    sim::Options options;
    options.check_capacity = false;
    return sim::simulate(given.layer, given.hardware, given.mapping, options);
}

TEST(CrossCheck, SimulationAgreesWithEveryWorkedCase) { walker::check_worked_cases(simulated); }

TEST(CrossCheck, SimulationAgreesWithTheWalkerOnRandomCases) {
    walker::check_random_cases(simulated, 5'000);
}

TEST(CrossCheck, SimulationAgreesWithTheWalkerOnLongRandomCases) {
    walker::check_random_cases(simulated, 500, walker::long_loops());
}

TEST(CrossCheck, SimulationAgreesWithTheWalkerWhereTensorsBypassMemories) {
    walker::check_random_cases(simulated, 5'000, walker::with_bypasses());
}

TEST(CrossCheck, SimulationAgreesWithTheWalkerOnLongCasesWithBypasses) {
    walker::Limits limits = walker::long_loops();
    limits.bypasses = walker::with_bypasses().bypasses;
    walker::check_random_cases(simulated, 500, limits);
}

} // namespace
} // namespace counterpoint
