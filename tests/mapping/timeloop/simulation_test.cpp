#include "sim/simulation.hpp"

#include <gtest/gtest.h>

#include "analytical/analysis.hpp"
#include "sim/process.hpp"
#include "tests/mapping/timeloop/reference_cases.hpp"

namespace counterpoint::mapping::timeloop {
namespace {

/// Both models on the same files; what Timeloop measured is in the test of the closed form.
void expect_equal(const std::vector<std::string>& files) {
    const Design design = design_of(files);
    const workloads::Layer& layer = design.workload.layers.front();
    const Mapping mapping = bind(design.dataflow, layer, design.hardware);
    const auto analysis = analytical::analyze(layer, design.hardware, mapping);
    const auto simulation = sim::simulate(layer, design.hardware, mapping);
    EXPECT_EQ(simulation.cycles, analysis.cycles);
    EXPECT_TRUE(simulation.counts == analysis.counts);
}

TEST(TimeloopSimulation, CountsAndCyclesAreThoseOfTheClosedForm) {
    for (const auto& cases : {reference_cases(), exercise_cases()}) {
        for (const ReferenceCase& given : cases) {
            SCOPED_TRACE(given.name);
            expect_equal(given.files);
        }
    }
}

TEST(TimeloopSimulation, TensorsThatBypassMostLevelsToo) { expect_equal(eyeriss_files()); }

} // namespace
} // namespace counterpoint::mapping::timeloop
