// How much a loaded mesh carries; minutes under a sanitizer.
#include <string>

#include <gtest/gtest.h>

#include "hw/network.hpp"
#include "sim/noc/mesh/load_study.hpp"

namespace counterpoint::sim::noc::mesh {
namespace {

struct Case {
    std::string name;
    Pattern pattern;
    bool speculative;
};

class Saturation : public testing::TestWithParam<Case> {
  protected:
    /// The routers of references.md, 5.
    [[nodiscard]] static hw::Mesh mesh() {
        hw::Mesh mesh;
        mesh.rows = 8;
        mesh.columns = 8;
        mesh.virtual_channels = GetParam().speculative ? 4 : 8;
        mesh.buffer_flits = 8;
        mesh.speculative = GetParam().speculative;
        return mesh;
    }
    [[nodiscard]] static Traffic traffic() {
        Traffic traffic;
        traffic.pattern = GetParam().pattern;
        traffic.hotspots = {27};
        return traffic;
    }
};

TEST_P(Saturation, LiesWithinAFifthOfTheBoundAndNeverAboveIt) {
    const LoadSweep found = sweep(mesh(), traffic(), {});
    ASSERT_TRUE(found.bound);
    EXPECT_GE(found.saturation_accepted, 0.8 * *found.bound);
    EXPECT_LE(found.saturation_accepted, *found.bound);
    for (const LoadPoint& point : found.points) {
        EXPECT_LE(point.accepted, 1.01 * *found.bound) << point.rate << ": but for luck in drawing";
        EXPECT_GE(point.latency.mean(), point.zero_load * 0.999);
    }
}

INSTANTIATE_TEST_SUITE_P(
    Routers, Saturation,
    testing::Values(Case{"Uniform", Pattern::uniform, false},
                    Case{"UniformSpeculative", Pattern::uniform, true},
                    Case{"BitComplement", Pattern::bit_complement, false},
                    Case{"BitComplementSpeculative", Pattern::bit_complement, true},
                    Case{"AllToOne", Pattern::hotspot, false},
                    Case{"AllToOneSpeculative", Pattern::hotspot, true}),
    [](const testing::TestParamInfo<Case>& instance) { return instance.param.name; });

} // namespace
} // namespace counterpoint::sim::noc::mesh
