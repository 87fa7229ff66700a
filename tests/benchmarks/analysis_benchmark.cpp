// How long the analysis of one layer takes, after reading and binding: ResNet-50 and MobileNetV2 on
// each shipped dataflow on the edge device. Every network is one benchmark; its counters hold, over
// the layers, the median and the greatest of each layer's median time.

#include "analytical/analysis.hpp"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <iterator>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "mapping/dataflow.hpp"
#include "mapping/design.hpp"

namespace {

using counterpoint::mapping::Design;
using counterpoint::mapping::Mapping;
using counterpoint::mapping::read_design;

namespace analytical = counterpoint::analytical;
namespace fs = std::filesystem;

const fs::path root = COUNTERPOINT_SOURCE_DIR;

double median_of(std::vector<double> times) {
    const auto middle = times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2);
    std::nth_element(times.begin(), middle, times.end());
    return *middle;
}

std::vector<Mapping> mappings_of(const Design& design) {
    std::vector<Mapping> mappings;
    for (const auto& layer : design.workload.layers) {
        mappings.push_back(counterpoint::mapping::bind(design.dataflow, layer, design.hardware));
    }
    return mappings;
}

double microseconds_to_analyze(const Design& design, const Mapping& mapping, std::size_t layer,
                               const analytical::Options& options) {
    const auto begin = std::chrono::steady_clock::now();
    benchmark::DoNotOptimize(
        analytical::analyze(design.workload.layers[layer], design.hardware, mapping, options));
    const std::chrono::duration<double, std::micro> passed =
        std::chrono::steady_clock::now() - begin;
    return passed.count();
}

void analyze_network(benchmark::State& state, const Design& design,
                     const analytical::Options& options) {
    const std::vector<Mapping> mappings = mappings_of(design);
    std::vector<std::vector<double>> times(mappings.size());
    for ([[maybe_unused]] auto repetition : state) {
        for (std::size_t layer = 0; layer < mappings.size(); ++layer) {
            times[layer].push_back(
                microseconds_to_analyze(design, mappings[layer], layer, options));
        }
    }
    std::vector<double> medians;
    std::transform(times.begin(), times.end(), std::back_inserter(medians), median_of);
    state.counters["layers"] = static_cast<double>(medians.size());
    state.counters["median_us"] = median_of(medians);
    state.counters["max_us"] = *std::max_element(medians.begin(), medians.end());
}

std::vector<fs::path> shipped_dataflows() {
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(root / "mapping" / "dataflows")) {
        files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

void register_benchmarks() {
    const std::string device = root / "hw" / "devices" / "edge_256.yaml";
    for (const bool time : {false, true}) {
        for (const std::string network : {"resnet50", "mobilenet_v2"}) {
            const std::string layers = root / "workloads" / "networks" / (network + ".yaml");
            for (const fs::path& dataflow : shipped_dataflows()) {
                const std::string name = (time ? "counts_and_time/" : "counts/") + network + '/' +
                                         dataflow.stem().string();
                const auto run = [=](benchmark::State& state) {
                    try {
                        analyze_network(state, read_design({layers, device, dataflow}),
                                        analytical::Options{true, time});
                    } catch (const counterpoint::InputError& refusal) {
                        state.SkipWithError(refusal.what());
                    }
                };
                benchmark::RegisterBenchmark(name.c_str(), run)->Unit(benchmark::kMicrosecond);
            }
        }
    }
}

} // namespace

int main(int argc, char** argv) {
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv)) {
        return 2;
    }
    register_benchmarks();
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
