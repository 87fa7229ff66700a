#pragma once

#include <string>

#include "tests/cli/program.hpp"

namespace counterpoint::cli {

/// A design of which all axes below change something.
inline constexpr const char* product_on_four_pes = R"(
workload: {layers: [{name: l, type: GEMM, dimensions: {M: 16, N: 24, K: 20}}]}
hardware:
  pe: {count: 4}
  memories:
    - {name: DRAM}
    - {name: L2, capacity_bytes: 4096, fill: {bytes_per_cycle: 8}, drain: {bytes_per_cycle: 8}}
    - {name: L1, capacity_bytes: 256, fill: {bytes_per_cycle: 4}, drain: {bytes_per_cycle: 4}}
mapping:
  parameters: {rows: 4, depth: 5}
  nodes:
    - {temporal: M, tile: rows}
    - {store: [Weight, Input, Output], in: L2}
    - {temporal: N, tile: pe.count}
    - {temporal: K, tile: depth}
    - {spatial: N, tile: 1, units: pe.count}
    - {temporal: M, tile: 1}
    - {store: [Weight, Input, Output], in: L1}
)";

/// 10,240 designs of 160 structures.
inline constexpr const char* products = R"(
space:
  name: products
  axes:
    - {set: hardware.memories.L1.capacity_bytes, from: 8, to: 64, step: 8}
    - {set: hardware.pe.count, from: 1, to: 8}
    - {set: mapping.parameters.depth, values: [1, 2, 5, 10]}
    - {set: mapping.parameters.rows, from: 1, to: 16, factor: 2}
    - {set: [hardware.memories.L1.fill.bytes_per_cycle, hardware.memories.L1.drain.bytes_per_cycle],
       name: bandwidth, from: 1, to: 8}
)";

/// A folder with design.yaml and space.yaml.
class ExploredProductsTest : public ProgramTest {
  protected:
    ExploredProductsTest() {
        write("design.yaml", product_on_four_pes);
        write("space.yaml", products);
    }

    /// With eight times the designs, so that a search by exact timing lasts for a while.
    void make_space_longer() const {
        write("space.yaml", std::string(products) +
                                "    - {set: hardware.memories.L2.fill.latency, from: 0, to: 7}\n");
    }

    /// Runs a command that saves to c.json, and kills it and its children when it has saved. Was it
    /// killed before its end?
    [[nodiscard]] bool is_killed_after_saving(const std::string& command) const {
        const std::string saved = "$(md5sum c.json 2>/dev/null)";
        return shell("before=\"" + saved + "\"; " + command +
                     " >/dev/null 2>&1 & run=$!; while kill -0 $run 2>/dev/null && [ \"" + saved +
                     "\" = \"$before\" ]; do sleep 0.01; done; kill -9 $run $(pgrep -P $run); "
                     "wait $run 2>/dev/null; test -f c.json")
                   .status == 0;
    }
};

} // namespace counterpoint::cli
