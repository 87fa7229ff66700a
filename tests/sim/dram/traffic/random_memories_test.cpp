#include <cstdlib>

#include <gtest/gtest.h>

#include "tests/sim/dram/traffic/memories.hpp"
#include "tests/sim/dram/traffic/watched_run.hpp"

namespace counterpoint::dram_traffic {
namespace {

// The label `slow`: it runs for a while, and without sanitizers.
TEST(ARandomMemory, KeepsToItsLimitsAndServesEveryRequestOnce) {
    const char* asked = std::getenv("COUNTERPOINT_SEED"); // NOLINT(concurrency-mt-unsafe)
    const std::uint64_t first = asked == nullptr ? 1 : std::strtoull(asked, nullptr, 10);
    for (std::uint64_t seed = first; seed < first + 1500; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        std::mt19937_64 engine(seed);
        const hw::DramConfiguration configuration = random_memory(engine);
        for (const Traffic& traffic : all_kinds(configuration, 400, engine)) {
            expect_compliance(configuration, traffic);
        }
        for (const Traffic& traffic : all_kinds(configuration, 60, engine)) {
            expect_completions(configuration, traffic, engine);
        }
        if (HasFailure()) {
            break;
        }
    }
}

} // namespace
} // namespace counterpoint::dram_traffic
