// The suites of validation/published: they can be run, and what the analytical model says of their
// figures.

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "analytical/analysis.hpp"
#include "validation/plan.hpp"
#include "validation/published_figures.hpp"

namespace counterpoint::validation {
namespace {

const std::string folder = COUNTERPOINT_SOURCE_DIR "/validation/published/";

/// The figures of a suite by case; both columns are the analytical model's.
std::map<std::string, std::vector<PublishedFigure>> figures_of(const std::string& suite) {
    std::map<std::string, std::vector<PublishedFigure>> figures;
    for (const PlannedCase& planned : plan_of(read_suite(folder + suite + ".yaml")).cases) {
        std::vector<LayerComparison> layers;
        for (const PlannedLayer& each : planned.layers) {
            LayerComparison layer;
            layer.layer = each.layer;
            layer.analytical = analytical::analyze(each.layer, planned.hardware, each.mapping);
            layer.simulated = layer.analytical;
            layers.push_back(layer);
        }
        figures[planned.name] = published_figures(planned, layers);
    }
    return figures;
}

TEST(PublishedSuites, CanBeRunAndNameASourceForEveryFigure) {
    std::size_t suites = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() != ".yaml") {
            continue;
        }
        ++suites;
        for (const PlannedCase& planned : plan_of(read_suite(entry.path().string())).cases) {
            EXPECT_FALSE(planned.published.empty()) << entry.path() << ", " << planned.name;
            for (const Published& figure : planned.published) {
                EXPECT_NE(figure.source, "") << entry.path() << ", " << figure.number;
            }
        }
    }
    EXPECT_EQ(suites, 4U);
}

TEST(PublishedSuites, TimeloopsNumbersAreOursButForReadsThatCarrySumsUp) {
    for (const auto& [name, figures] : figures_of("timeloop_small_cases")) {
        for (const PublishedFigure& figure : figures) {
            // Of a1 the 16 finished sums, of a2 every one of the 64 partial sums.
            const double carried =
                figure.number != "counts.L1.Output.reads" ? 0 : (name == "a1" ? 16 : 64);
            EXPECT_EQ(figure.analytical, figure.published + carried) << name << figure.number;
        }
    }
}

TEST(PublishedSuites, MaeriTakesFourCyclesMoreThanMaestroSays) {
    for (const auto& [name, figures] : figures_of("maeri_vgg16")) {
        EXPECT_EQ(figures.size(), 13U);
        for (const PublishedFigure& figure : figures) {
            EXPECT_EQ(figure.analytical, figure.published + 4) << name << figure.layer;
        }
    }
}

TEST(PublishedSuites, SystolicBufferAccessesAreOurs) {
    for (const auto& [name, figures] : figures_of("systolic_closed_forms")) {
        for (const PublishedFigure& figure : figures) {
            if (figure.number != "cycles") {
                EXPECT_EQ(figure.analytical, figure.published) << name << figure.number;
            }
        }
    }
}

TEST(PublishedSuites, EyerissTrafficIsWithinThreePercentButForConv3) {
    const auto suite = figures_of("eyeriss_alexnet");
    std::size_t compared = 0;
    for (const PublishedFigure& figure : suite.at("eyeriss")) {
        if (figure.number == "traffic_bytes_below.GLB" && figure.layer != "conv3") {
            EXPECT_LT(std::abs(figure.analytical / figure.published - 1), 0.03) << figure.layer;
            ++compared;
        }
        if (figure.number == "pes") {
            EXPECT_EQ(figure.analytical, figure.published) << figure.layer;
            ++compared;
        }
    }
    EXPECT_EQ(compared, 4U + 5U);
}

} // namespace
} // namespace counterpoint::validation
