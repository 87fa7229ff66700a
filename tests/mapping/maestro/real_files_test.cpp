#include <filesystem>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "analytical/analysis.hpp"
#include "analytical/residency.hpp"
#include "input/source.hpp"
#include "mapping/maestro/parser.hpp"
#include "tests/mapping/maestro/reading.hpp"

namespace counterpoint::mapping::maestro {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

const fs::path folder = std::string(COUNTERPOINT_SHARED_DIR) + "/data/maestro";

class RealFiles : public testing::Test {
  protected:
    void SetUp() override {
        if (!fs::exists(folder)) {
            GTEST_SKIP() << "MAESTRO's files are not beside the project";
        }
    }

    [[nodiscard]] static std::vector<std::string> files(std::initializer_list<const char*> parts) {
        std::set<std::string> found;
        for (const char* part : parts) {
            for (const auto& entry : fs::directory_iterator(folder / part)) {
                found.insert(entry.path().string());
            }
        }
        return {found.begin(), found.end()};
    }

    static Design design_on_its_hardware(const std::string& file) {
        return read_design({file, (folder / "hw/accelerator_1.m").string()}, {},
                           analytical::residency_cost);
    }
};

/// By the definition of each type; every input element meets every filter element once in TRCONV.
std::int64_t macs_of(const LayerDescription& layer) {
    const auto size = [&](const char* name) { return layer.size(name).value_or(1); };
    const auto outputs = [&](const char* input, const char* filter) {
        return layer.kind == LayerKind::trconv
                   ? size(input)
                   : (size(input) - size(filter)) / layer.stride(input, 1) + 1;
    };
    if (layer.kind == LayerKind::gemm) {
        return size("M") * size("N") * size("K");
    }
    return size("N") * size("K") * size("C") * size("R") * size("S") * outputs("Y", "R") *
           outputs("X", "S");
}

TEST_F(RealFiles, MacsOfEveryLayerAreExact) {
    std::size_t layers = 0;
    for (const std::string& file : files({"mapping", "validation"})) {
        if (fs::path(file).filename() == "vgg16_rs.m") {
            continue; // below
        }
        SCOPED_TRACE(file);
        const auto network =
            std::get<NetworkDescription>(parse(input::read_source(file, 1U << 20U), file));
        const Design design = design_on_its_hardware(file);
        ASSERT_EQ(design.workload.layers.size(), network.layers.size());
        for (std::size_t i = 0; i < network.layers.size(); ++i) {
            const workloads::Layer& layer = design.workload.layers[i];
            analytical::Options options;
            options.time = false;
            const auto analysis = analytical::analyze(
                layer, design.hardware, bind(design.dataflow, layer, design.hardware), options);
            EXPECT_EQ(analysis.macs, macs_of(network.layers[i])) << layer.name;
            ++layers;
        }
    }
    EXPECT_EQ(layers, 1260U);
}

// X and R do not slide over each other; MAESTRO's file most likely means S.
TEST_F(RealFiles, TheOneThatSpreadsColumnsWithFilterRowsIsRefused) {
    try {
        design_on_its_hardware((folder / "mapping/vgg16_rs.m").string());
        FAIL();
    } catch (const InputError& error) {
        ASSERT_EQ(error.problems().size(), 13U);
        EXPECT_EQ(error.problems()[0].place.line, 13);
        EXPECT_THAT(error.problems()[0].message, HasSubstr("spreads X, R"));
    }
}

TEST_F(RealFiles, ModelFilesWorkWithOurDataflows) {
    const std::string root = COUNTERPOINT_SOURCE_DIR;
    for (const std::string& file : files({"model"})) {
        SCOPED_TRACE(file);
        const Design design = read_design({file, root + "/hw/devices/edge_256.yaml",
                                           root + "/mapping/dataflows/output_stationary.yaml"});
        const auto network =
            std::get<NetworkDescription>(parse(input::read_source(file, 1U << 20U), file));
        EXPECT_EQ(design.workload.layers.size(), network.layers.size());
    }
}

} // namespace
} // namespace counterpoint::mapping::maestro
