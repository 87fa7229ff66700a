#include <array>

#include <gtest/gtest.h>

#include "analytical/analysis.hpp"
#include "tests/mapping/maestro/reading.hpp"

namespace counterpoint::mapping::maestro {
namespace {

struct Vgg16Layer {
    std::int64_t k;
    std::int64_t c;
    std::int64_t size; ///< rows and columns of the padded input, as the file gives them
};

// Of MAESTRO's data/mapping validation file vgg16_maeri.m, 3 x 3 filters throughout.
constexpr std::array<Vgg16Layer, 13> vgg16{{{64, 3, 224},
                                            {64, 64, 224},
                                            {128, 64, 112},
                                            {128, 128, 112},
                                            {256, 128, 56},
                                            {256, 256, 56},
                                            {256, 256, 56},
                                            {512, 256, 28},
                                            {512, 512, 28},
                                            {512, 512, 28},
                                            {512, 512, 14},
                                            {512, 512, 14},
                                            {512, 512, 14}}};

// A virtual neuron of R x S multipliers for each filter.
constexpr const char* maeri =
    "TemporalMap(1,1) C; SpatialMap(1,1) K; TemporalMap(1,1) Y'; TemporalMap(1,1) X';\n"
    "TemporalMap(Sz(R),Sz(R)) R; TemporalMap(Sz(S),Sz(S)) S;\n"
    "Cluster(Sz(R),P); SpatialMap(1,1) Y; SpatialMap(1,1) R;\n"
    "Cluster(Sz(S),P); SpatialMap(1,1) X; SpatialMap(1,1) S;\n";

// MAESTRO itself, measured: C * ceil(K / floor(PEs / 9)) * Y' * X' cycles at unlimited bandwidth.
TEST(Maeri, ComputeCyclesAreThoseOfMaestro) {
    for (const Vgg16Layer& each : vgg16) {
        for (const std::int64_t pes : {64, 256}) {
            const std::string rows = std::to_string(each.size);
            const Design design =
                design_of(one_layer("K " + std::to_string(each.k) + " C " + std::to_string(each.c) +
                                        " R 3 S 3 Y " + rows + " X " + rows,
                                    maeri),
                          "num_pes: " + std::to_string(pes));
            const workloads::Layer& layer = design.workload.layers.at(0);
            const auto analysis = analytical::analyze(
                layer, design.hardware, bind(design.dataflow, layer, design.hardware));
            const std::int64_t neurons = pes / 9;
            const std::int64_t outputs = (each.size - 2) * (each.size - 2);
            EXPECT_EQ(analysis.compute_cycles,
                      each.c * ((each.k + neurons - 1) / neurons) * outputs);
            EXPECT_EQ(analysis.macs, each.k * each.c * 9 * outputs);
        }
    }
}

} // namespace
} // namespace counterpoint::mapping::maestro
