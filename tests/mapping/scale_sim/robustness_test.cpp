#include <random>

#include <gtest/gtest.h>

#include "tests/mapping/byte_mutations.hpp"
#include "tests/mapping/scale_sim/reading.hpp"

namespace counterpoint::mapping::scale_sim {
namespace {

/// In the manner of SCALE-Sim's own: blanks, tabs, empty lines, comments, notes at the right.
const std::string topology_sample =
    "\xEF\xBB\xBFLayer name, IFMAP Height, IFMAP Width, Filter Height, Filter Width, Channels, "
    "Num Filter, Strides,,,Eh,Ew\r\n,,,,,,,,\r\nConv1     ,22   ,22 ,11  ,11  ,3 ,9 ,4 ,,,\r\n"
    "Conv2_dw, 11, 11, 3, 3, 1, 1, 1,#dw\n\nDP3,9,9,3,3,4,1,1,2:2,\nFC, 1, 1, 1, 1, 24, 10, 1";
const std::string product_sample = "Layer,M,N,K,Sparsity,\nqkv_1,12,15,51,1:1,\nqkv_1,5,12,8,\n";

struct Files {
    std::string topology;
    std::string configuration;
};

std::vector<Files> samples() {
    const std::string layout = "UseRamulatorTrace: False\n\n[layout]\nIfmapCustomLayout: False\n"
                               "IfmapSRAMBankBandwidth: 10\n[sparsity]\nSparsitySupport : false\n";
    return {{topology_sample, configuration_of(3, 4, "ws", 1, "USER") + layout},
            {product_sample, configuration_of(4, 3, "os", 1)},
            {product_sample, configuration_of(4, 4, "is", 1, "USER")}};
}

/// Reads them whatever they say; only InputError may come of it. Without a judge that is quicker.
void read(const Files& files, bool lenient, const JudgeResidency& judge = {}) {
    ReadingOptions options;
    options.lenient = lenient;
    try {
        DesignTree tree(options);
        tree.take_text(files.topology, "network.csv");
        tree.take_text(files.configuration, "array.cfg");
        tree.read({}, judge, Parts::all);
    } catch (const InputError& error) {
        ASSERT_FALSE(error.problems().empty());
        ASSERT_LE(error.problems().size(), 300U);
    }
}

TEST(ScaleSimRobustness, TheSamplesThemselvesAreRead) {
    for (const Files& files : samples()) {
        EXPECT_FALSE(design_of(files.topology, files.configuration, true).dataflow.entries.empty());
    }
}

TEST(ScaleSimRobustness, TruncatedFilesAreReadOrRefused) {
    for (const Files& files : samples()) {
        for (std::size_t i = 0; i < files.topology.size(); i += 3) {
            read({files.topology.substr(0, i), files.configuration}, i % 2 == 0);
        }
        for (std::size_t i = 0; i < files.configuration.size(); i += 3) {
            read({files.topology, files.configuration.substr(0, i)}, i % 2 == 0);
        }
    }
}

/// What the readers may react to.
std::vector<std::string> scale_sim_words() {
    return {",",           "\r", "\n", "\"", "#",        "0",     "-1",  "9223372036854775807",
            ":",           "=",  "[",  "]",  "\xC3",     "2:4",   " ",   "\t",
            "DP",          "os", "M",  "K",  "[layout]", "Batch", "1e9", "99999",
            "\xEF\xBB\xBF"};
}

TEST(ScaleSimRobustness, MutatedFilesAreReadOrRefused) {
    const unsigned seed = std::random_device{}();
    SCOPED_TRACE("seed " + std::to_string(seed));
    ByteMutations mutations(seed, scale_sim_words());
    for (const Files& files : samples()) {
        for (int i = 0; i < 1000; ++i) {
            Files mutated = files;
            std::string& text = i % 2 == 0 ? mutated.topology : mutated.configuration;
            text = mutations.of(text);
            SCOPED_TRACE(text);
            read(mutated, i % 3 == 0, i % 150 == 0 ? analytical::residency_cost : JudgeResidency{});
        }
    }
}

// A megabyte of each of these must be refused or read within the limits.
TEST(ScaleSimRobustness, LargeNonsenseIsRefusedQuickly) {
    for (const char* piece : {",", "a,1,1,1\n", ",1", "a:1\n", "1:"}) {
        std::string text;
        while (text.size() < std::size_t{1} << 20U) {
            text += piece;
        }
        read({product_header + "a,1,1,1,\n" + text, configuration_of(4, 4, "os") + text}, true);
    }
}

} // namespace
} // namespace counterpoint::mapping::scale_sim
