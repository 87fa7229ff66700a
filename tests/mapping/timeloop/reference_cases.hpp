#pragma once

#include <cstdint>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/mapping/timeloop/files.hpp"

namespace counterpoint::mapping::timeloop {

/// What Timeloop measured of one tensor at one level: reads, fills and updates over all instances;
/// -1 where the source does not say.
struct Measured {
    std::string level;
    std::string tensor;
    std::int64_t reads = -1;
    std::int64_t fills = -1;
    std::int64_t updates = -1;
    /// What the level drains outwards, where that is not what the next outer one gets.
    std::int64_t drained = -1;
};

struct ReferenceCase {
    std::string name;
    std::vector<std::string> files; ///< problem, architecture, mapping
    std::vector<Measured> measured;
    std::int64_t cycles = 0; ///< of compute: Timeloop has no start, no latency, no conflict
};

/// A 1D convolution with input and output channels.
inline std::string conv1d_problem(int c, int k, int r, int p) {
    return R"(problem:
  shape:
    name: Conv1D_OC
    dimensions: [C, K, R, P]
    data-spaces:
    - name: W
      projection:
      - [ [C] ]
      - [ [K] ]
      - [ [R] ]
    - name: I
      projection:
      - [ [C] ]
      - [ [R], [P] ]
    - name: O
      projection:
      - [ [K] ]
      - [ [P] ]
      read-write: True
  instance:
    C: )" + std::to_string(c) +
           "\n    K: " + std::to_string(k) + "\n    R: " + std::to_string(r) +
           "\n    P: " + std::to_string(p) + "\n";
}

/// Small cases that Timeloop was measured on.
inline std::vector<ReferenceCase> reference_cases() {
    const std::string gemm4 = gemm_problem(4, 4, 4);
    const std::string gemm8 = gemm_problem(8, 8, 8);
    const std::string conv = conv1d_problem(2, 4, 3, 16);
    const std::string conv2d = "problem:\n"
                               "  shape: cnn-layer\n"
                               "  instance: {R: 3, S: 3, P: 8, Q: 8, C: 4, K: 8, N: 1}\n";
    return {
        {"A1",
         {gemm4, two_levels(),
          "mapping:\n" + loops("DRAM", "M=4 N=4 K=1", "KNM") + loops("L1", "K=4", "KMN")},
         {{"L1", "A", 64, 16, 0},
          {"L1", "B", 64, 64, 0},
          {"L1", "Z", 48, 0, 64},
          {"DRAM", "A", 16, 0, 0},
          {"DRAM", "B", 64, 0, 0},
          {"DRAM", "Z", 0, 0, 16}},
         64},
        {"A2, sums spill",
         {gemm4, two_levels(),
          "mapping:\n" + loops("DRAM", "K4 M4", "NMK") + loops("L1", "N4", "NMK")},
         {{"L1", "A", 64, 16, 0},
          {"L1", "B", 64, 16, 0},
          {"L1", "Z", 48, 48, 64},
          {"DRAM", "A", 16, 0, 0},
          {"DRAM", "B", 16, 0, 0},
          {"DRAM", "Z", 48, 0, 64}},
         64},
        {"A3",
         {gemm8, three_levels(4),
          "mapping:\n" + loops("DRAM", "''", "MNK") + loops("L2", "M=8 N=2", "KNM") +
              loops("L2", "N=4", "MNK", "spatial") + loops("L1", "K=8", "KMN")},
         {{"L1", "A", -1, 256, 0},
          {"L1", "B", -1, 512, 0},
          {"L2", "A", 64, 64, 0},
          {"L2", "B", 512, 64, 0},
          {"L2", "Z", -1, -1, 64}},
         128},
        {"A4",
         {gemm8, three_levels(4),
          "mapping:\n" + loops("L2", "M=8 N=8", "KNM") + loops("L2", "K=4", "KMN", "spatial") +
              loops("L1", "K=2", "KMN")},
         {{"L1", "A", -1, 64, 0},
          {"L1", "B", -1, 512, 0},
          {"L2", "A", 64, -1, -1},
          {"L2", "B", 512, -1, -1},
          {"L2", "Z", -1, -1, 64}},
         128},
        {"A6",
         {conv, two_levels(),
          "mapping:\n" + loops("DRAM", "K=4 C=2 R=3", "PRCK") + loops("L1", "P=16", "PRCK")},
         {{"DRAM", "W", 24, 0, 0}, {"DRAM", "I", 144, 0, 0}, {"DRAM", "O", -1, -1, 64}},
         384},
        {"A7",
         {conv, two_levels(),
          "mapping:\n" + loops("DRAM", "P=4", "PRCK") + loops("L1", "P=4 R=3 C=2 K=4", "PRCK")},
         {{"DRAM", "W", 24, 0, 0}, {"DRAM", "I", 36, 0, 0}},
         384},
        {"A8",
         {conv, two_levels(),
          "mapping:\n" + loops("DRAM", "P=4 C=2", "CPRK") + loops("L1", "P=4 R=3 K=4", "PRCK")},
         {{"DRAM", "W", 96, 0, 0}, {"DRAM", "I", 48, 0, 0}},
         384},
        {"B1",
         {conv2d, three_levels(4),
          "mapping:\n" + loops("L2", "K=2 C=4", "CKPQRSN") +
              loops("L2", "K=4", "KCPQRSN", "spatial") + loops("L1", "P=8 Q=8 R=3 S=3", "RSPQCKN")},
         {{"L2", "Weights", 288, 288, 0},
          {"L2", "Inputs", 800, 400, 0},
          {"L2", "Outputs", -1, -1, 512},
          {"L1", "Inputs", -1, 3200, 0}},
         4608},
    };
}

/// Two of Timeloop's own exercises, with what it found: Accelergy-Project/
/// timeloop-accelergy-exercises, tutorial_exercises/01_accelergy_timeloop_2020_ispass/timeloop/,
/// 03-model-conv1d+oc-3level (bypass) and 04-model-conv1d+oc-3levelspatial (cp), ref-output/
/// timeloop-model.stats.txt. Facts only; the files are our own.
inline std::vector<ReferenceCase> exercise_cases() {
    const std::string buffers = R"(architecture:
  version: 0.4
  nodes:
  - !Component {name: DRAM, class: DRAM, attributes: {width: 256, datawidth: 8}}
  - !Container {name: PE, spatial: {meshX: UNITS}}
  - !Component {name: L2, class: SRAM, attributes: {depth: 32768, width: 64, datawidth: 8}}
  - !Component {name: L1, class: regfile, attributes: {depth: 64, width: 8, datawidth: 8}}
  - !Component {name: MAC, class: intmac}
)";
    const auto on = [&](const std::string& units) {
        std::string text = buffers;
        return text.replace(text.find("UNITS"), 5, units);
    };
    return {
        {"03, bypass",
         {conv1d_problem(1, 32, 3, 16), on("1"),
          "mapping:\n" + loops("L2", "P=16 K=16", "PRKC") + loops("L1", "R=3 K=2", "RPKC") +
              "  - {target: L2, type: dataspace, keep: [W, I], bypass: [O]}\n"
              "  - {target: L1, type: dataspace, keep: [O], bypass: [W, I]}\n"},
         {{"L1", "W", 0, 0, 0},
          {"L1", "O", 1024, 0, 1536, 512},
          {"L2", "W", 1536, 96, 0},
          {"L2", "I", 1536, 18, 0},
          {"L2", "O", 0, 0, 0, 0},
          {"DRAM", "W", 96, 0, 0},
          {"DRAM", "I", 18, 0, 0},
          {"DRAM", "O", 0, 0, 512}},
         1536},
        {"04, channels on 16 PEs",
         {conv1d_problem(32, 32, 3, 16), on("16"),
          "mapping:\n" + loops("PE", "C=16", "PRKC", "spatial") +
              loops("L2", "R=3 K=32 C=2", "PRKC") + loops("L1", "P=16", "RPKC")},
         {{"L1", "W", 3072 * 16, 192 * 16, 0},
          {"L1", "I", 3072 * 16}, // fills: SlidingLoopsThatBeginAgain
          {"L1", "O", 2560 * 16, 512 * 16, 3072 * 16},
          {"L2", "W", 192 * 16, 192 * 16, 0},
          {"L2", "I", -1, 36 * 16, 0},
          {"L2", "O", 512 * 16, 0, 1024 * 16, 512 * 16}, // of which DRAM gets the sums
          {"DRAM", "W", 3072, 0, 0},
          {"DRAM", "I", 576, 0, 0},
          {"DRAM", "O", 0, 0, 512}},
         3072},
    };
}

/// A convolution on an accelerator in the manner of Eyeriss, whose tensors bypass most levels.
inline std::vector<std::string> eyeriss_files() {
    std::vector<std::string> texts;
    for (const char* name : {"problem", "architecture", "mapping"}) {
        std::ifstream file(std::string(COUNTERPOINT_SOURCE_DIR) +
                           "/tests/mapping/timeloop/eyeriss/" + name + ".yaml");
        EXPECT_TRUE(file) << name;
        texts.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
    }
    return texts;
}

} // namespace counterpoint::mapping::timeloop
