#include <cstddef>
#include <string>

#include <gtest/gtest.h>

#include "mapping/design.hpp"
#include "sim/effort.hpp"
#include "sim/process.hpp"
#include "tests/shipped/shipped.hpp"
#include "tests/sim/fast_forward/everything_of.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::sim {
namespace {

constexpr double longest_of_shipped = 60'000;
constexpr std::size_t every = 31; ///< layer of all combinations, as far as it is not too long

TEST(FastForward, OfShippedNetworksSaysWhatTheFullRunSays) {
    std::size_t number = 0;
    std::size_t compared = 0;
    for (const shipped::Combination& combination : shipped::combinations()) {
        const mapping::Design design = shipped::design_of(combination);
        for (const workloads::Layer& layer : design.workload.layers) {
            if (++number % every != 0) {
                continue;
            }
            try {
                const mapping::Mapping mapping = bind(design.dataflow, layer, design.hardware);
                Options options;
                if (effort_of(layer, design.hardware, mapping, options).phases >
                    longest_of_shipped) {
                    continue;
                }
                const Simulation fast = simulate(layer, design.hardware, mapping, options);
                options.fast_forward = false;
                const Simulation full = simulate(layer, design.hardware, mapping, options);
                EXPECT_TRUE(everything_of(fast) == everything_of(full))
                    << shipped::name_of(combination) << ", " << layer.name;
                ++compared;
            } catch (const InputError&) { // it does not fit this device; docs/shipped.md says so
                continue;
            }
        }
    }
    EXPECT_GT(compared, 100U);
}

} // namespace
} // namespace counterpoint::sim
