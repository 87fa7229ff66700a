#include <random>

#include <gtest/gtest.h>

#include "tests/mapping/byte_mutations.hpp"
#include "tests/mapping/timeloop/reference_cases.hpp"

namespace counterpoint::mapping::timeloop {
namespace {

const std::string nodes_of_version_4 = R"(
variables: {version: 0.4, rows: 3}
architecture:
  version: 0.4
  nodes:
  - !Container {name: system, attributes: {datawidth: 8, global_cycle_seconds: 1e-9}}
  - !Component {name: DRAM, class: DRAM, attributes: {width: 64, read_bandwidth: 4.0}}
  - !Component {name: glb, class: smartbuffer_SRAM, attributes: {depth: 1024, width: 64}}
  - !Container {name: PE, spatial: {meshX: 4, meshY: rows}}
  - !Parallel
    nodes:
    - !Component {name: a, class: regfile, attributes: {depth: 16, width: 8}}
    - !Component {name: z, class: regfile, attributes: {depth: 2*8, width: 8}}
  - !Component {name: mac, class: intmac}
)";

const std::string directives_of_version_4 =
    "mapping:\n" + loops("DRAM", "[M=2, N=0]", "[K, N, M]") +
    "  - {target: PE, type: spatial, factors: 'K4 M3', permutation: KMN, split: 1}\n"
    "  - {target: a, type: datatype, keep: [A, B], bypass: [Z]}\n" +
    loops("z", "'K=2 M=2,1'", "KMN");

std::vector<std::vector<std::string>> samples() {
    std::vector<std::vector<std::string>> all;
    for (const ReferenceCase& given : reference_cases()) {
        if (given.name == "A6" || given.name == "A3") {
            all.push_back(given.files);
        }
    }
    all.push_back({gemm_problem(11, 8, 8), nodes_of_version_4, directives_of_version_4});
    return all;
}

/// Reads them whatever they say; only InputError may come of it.
void read(const std::vector<std::string>& files, bool lenient) {
    ReadingOptions options;
    options.lenient = lenient;
    try {
        DesignTree tree(options);
        for (std::size_t i = 0; i < files.size(); ++i) {
            tree.take_text(files[i], "file" + std::to_string(i) + ".yaml");
        }
        const Design design = tree.read({}, {}, Parts::all);
        for (const workloads::Layer& layer : design.workload.layers) {
            bind(design.dataflow, layer, design.hardware);
        }
    } catch (const InputError& error) {
        ASSERT_FALSE(error.problems().empty());
        ASSERT_LE(error.problems().size(), 300U);
    }
}

TEST(TimeloopRobustness, TheSamplesThemselvesAreRead) {
    for (const std::vector<std::string>& files : samples()) {
        EXPECT_TRUE(problems_of(files).empty());
    }
}

TEST(TimeloopRobustness, TruncatedFilesAreReadOrRefused) {
    for (const std::vector<std::string>& files : samples()) {
        for (std::size_t file = 0; file < files.size(); ++file) {
            for (std::size_t length = 0; length < files[file].size(); length += 13) {
                std::vector<std::string> shorter = files;
                shorter[file].resize(length);
                read(shorter, length % 2 == 0);
            }
        }
    }
}

/// What the readers may react to.
std::vector<std::string> timeloop_words() {
    return {",",
            "{",
            "}",
            "[",
            "]",
            ":",
            "\n",
            "0",
            "-1",
            "1e9",
            "99999",
            "9223372036854775807",
            "x",
            "!Tag ",
            "K=4",
            "C5,3",
            "spatial",
            "keep",
            "bypass",
            "[0..16777216]",
            "M*M",
            "meshX: 7",
            "word-bits: 3",
            "DRAM",
            "&a",
            "*a",
            "\xC3",
            "#",
            " ",
            "'",
            "1/0",
            "datatype"};
}

TEST(TimeloopRobustness, MutatedFilesAreReadOrRefused) {
    const unsigned seed = std::random_device{}();
    SCOPED_TRACE("seed " + std::to_string(seed));
    ByteMutations mutations(seed, timeloop_words());
    for (const std::vector<std::string>& files : samples()) {
        for (std::size_t i = 0; i < 400; ++i) {
            std::vector<std::string> mutated = files;
            std::string& text = mutated[i % files.size()];
            text = mutations.of(text);
            SCOPED_TRACE(text);
            read(mutated, i % 2 == 0);
        }
    }
}

// A quarter of a megabyte of each of these must be refused or read within the limits.
TEST(TimeloopRobustness, LargeNonsenseIsRefusedQuickly) {
    const auto repeated = [](const std::string& piece) {
        std::string text;
        while (text.size() < std::size_t{1} << 18U) {
            text += piece;
        }
        return text;
    };
    const std::string problem = gemm_problem(4, 4, 4);
    read({problem, two_levels(), "mapping:\n" + repeated(loops("L1", "M=1", "M"))}, true);
    read({problem, two_levels(),
          "mapping:\n- {target: L1, type: temporal, factors: '" + repeated("M=1 ") + "'}"},
         true);
    read({problem, two_levels(),
          "mapping:\n- {target: L1, type: temporal, permutation: '" + repeated("MNK") + "'}"},
         true);
    read({problem, "architecture: {nodes: [" +
                       repeated("{name: a, class: SRAM, spatial: {meshX: 2}},") + "]}"},
         true);
    read({"problem: {shape: {dimensions: [" + repeated("M,") + "]}}"}, true);
    read({"problem: {shape: {dimensions: [M], data-spaces: [{name: A, projection: [[" +
          repeated("[M],") + "]]}]}, instance: {M: 1}}"},
         true);
    read({problem, two_levels(),
          "mapping:\n- {target: L1, type: bypass, keep: [" + repeated("A,") + "], bypass: [" +
              repeated("B,") + "]}\n"},
         true);
    read({"problem: {shape: {dimensions: [M], data-spaces: [{name: A, projection: [" +
          repeated("[[M]],") + "]}]}, instance: {M: 1}}"},
         true);
    read({"problem: [" + repeated("{},") + "]"}, true);
    read({"variables: {\n" + repeated("? a\n") + "}"}, true);
}

} // namespace
} // namespace counterpoint::mapping::timeloop
