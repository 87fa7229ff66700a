#include <algorithm>
#include <string>

#include <gtest/gtest.h>

#include "mapping/dataflow.hpp"
#include "mapping/design.hpp"
#include "sim/functional/functional.hpp"
#include "sim/process.hpp"

namespace counterpoint::sim {
namespace {

struct NetworkLayer {
    const char* network;
    const char* layer;
};

class NetworkLayers : public testing::TestWithParam<NetworkLayer> {};

TEST_P(NetworkLayers, HaveRightValuesOnTheEdgeDevice) {
    const std::string root = COUNTERPOINT_SOURCE_DIR;
    const mapping::Design design = mapping::read_design(
        {root + "/workloads/networks/" + GetParam().network + ".yaml",
         root + "/hw/devices/edge_256.yaml", root + "/mapping/dataflows/weight_stationary.yaml"});
    const std::vector<workloads::Layer>& layers = design.workload.layers;
    const auto layer = std::find_if(layers.begin(), layers.end(), [](const auto& candidate) {
        return candidate.name == GetParam().layer;
    });
    ASSERT_NE(layer, layers.end());
    const mapping::Mapping mapping = bind(design.dataflow, *layer, design.hardware);
    const FunctionalResult result = run_functional(*layer, design.hardware, mapping);
    EXPECT_EQ(result.comparison.wrong, 0);
    const Simulation simulation = simulate(*layer, design.hardware, mapping);
    EXPECT_EQ(result.macs, simulation.macs);
    EXPECT_EQ(result.counts, simulation.counts);
}

INSTANTIATE_TEST_SUITE_P(Shipped, NetworkLayers,
                         testing::Values(NetworkLayer{"resnet50", "conv5_1_downsample"},
                                         NetworkLayer{"resnet50", "conv4_1_3x3"},
                                         NetworkLayer{"mobilenet_v2", "bottleneck2_depthwise"}),
                         [](const auto& parameter) { return std::string(parameter.param.layer); });

} // namespace
} // namespace counterpoint::sim
