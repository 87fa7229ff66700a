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

} // namespace
} // namespace counterpoint
