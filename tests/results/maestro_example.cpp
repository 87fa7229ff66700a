#include "tests/results/maestro_example.hpp"

#include <cstdlib>

#include <gtest/gtest.h>

#include "analytical/analysis.hpp"
#include "mapping/design.hpp"
#include "results/maestro_csv/columns.hpp"

namespace counterpoint::results {

Analysed analysed(const std::string& design_text) {
    const mapping::Design design = mapping::read_design_text(design_text, "example");
    const workloads::Layer& layer = design.workload.layers.front();
    analytical::Options options;
    options.phase_delays = true;
    const analytical::Analysis analysis = analytical::analyze(
        layer, design.hardware, bind(design.dataflow, layer, design.hardware), options);
    return {{layer, analysis, {}, {}, analysis.delays}, design.hardware};
}

std::map<std::string, std::string> cells_of(const Analysed& analysed) {
    const auto titles = maestro_titles();
    const auto row = maestro_row(maestro_figures("network", analysed.result, analysed.hardware));
    std::map<std::string, std::string> cells;
    for (std::size_t i = 0; i < titles.size(); ++i) {
        cells.emplace(titles[i], row.at(i));
    }
    return cells;
}

double number_in(const std::map<std::string, std::string>& cells, const std::string& title) {
    const auto found = cells.find(title);
    if (found == cells.end() || found->second.empty()) {
        ADD_FAILURE() << "no number in `" << title << "`";
        return 0;
    }
    char* end = nullptr;
    const double number = std::strtod(found->second.c_str(), &end);
    EXPECT_EQ(*end, '\0') << title << ": " << found->second;
    return number;
}

std::string four_columns_at_a_time() {
    return R"(
workload: {layers: [{name: l, type: GEMM, dimensions: {M: 8, N: 8, K: 8}}]}
hardware:
  clock_ghz: 0.5
  pe: {count: 4}
  memories:
    - {name: DRAM}
    - {name: L2, fill: {bytes_per_cycle: 128}, drain: {bytes_per_cycle: 64}}
    - {name: L1, fill: {bytes_per_cycle: 1000}, drain: {bytes_per_cycle: 1000}}
mapping:
  nodes:
    - {store: [Weight, Input, Output], in: L2}
    - {temporal: M, tile: 1}
    - {temporal: N, tile: 4}
    - {spatial: N, tile: 1, units: 4}
    - {store: [Weight, Input, Output], in: L1}
)";
}

std::string on_two_memories(const std::string& layer, int pes, const std::string& nodes) {
    return "workload: {layers: [" + layer + "]}\nhardware:\n  pe: {count: " + std::to_string(pes) +
           "}\n  memories:\n    - {name: DRAM}\n    - {name: L1, fill: {bytes_per_cycle: 4}, "
           "drain: {bytes_per_cycle: 4}}\nmapping:\n  nodes:\n" +
           nodes;
}

} // namespace counterpoint::results
