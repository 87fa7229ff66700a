#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

#include <gtest/gtest.h>

#include "mapping/maestro/lexer.hpp"
#include "tests/mapping/maestro/reading.hpp"

namespace counterpoint::mapping::maestro {
namespace {

constexpr const char* sample = R"(// every kind of layer and directive
Constant Wide 4;
Network sample-net {
  Layer Conv-1 {
    Type: CONV
    Stride { X: 2, Y: 2 }
    Dimensions { N: 2, K: 8, C: 3, R: 3, S: 3, Y: 11, X: 13 }
    Dataflow {
      SpatialMap(1,1) Y';
      TemporalMap(1,1) X';
      TemporalMap(Wide,Wide) K;
      Cluster(Sz(R),P);
      SpatialMap(1,1) Y;
      SpatialMap(1,1) R;
    }
  }
  Layer Depth { Type: DSCONV Dimensions { C 8, R 3, S 3, Y 9, X 9 }
    Dataflow { SpatialMap(1,1) C; TemporalMap(Sz(R),1) Y; TemporalMap(7,5) X } }
  Layer Up { Type: TRCONV Dimensions { K 4, C 8, R 4, S 2, Y 9, X 9 }
    Dataflow { SpatialMap(1,1) K; TemporalMap(5,2) Y; Cluster(2,P); SpatialMap(1,1) C } }
  Layer Product { Type: GEMM Dimensions { M 8, N 9, K 10 }
    Dataflow { TemporalMap(2,2) N; SpatialMap(1,1) M; Cluster(5,P); SpatialMap(1,1) K } }
}
)";

/// The sample, and the project's real files where they lie beside it.
std::vector<std::string> texts() {
    std::vector<std::string> found{sample};
    const std::filesystem::path real_files = std::string(COUNTERPOINT_SHARED_DIR) + "/data/maestro";
    std::error_code error;
    for (const char* part : {"mapping", "validation", "hw"}) {
        for (const auto& entry : std::filesystem::directory_iterator(real_files / part, error)) {
            std::ifstream file(entry.path());
            std::string text{std::istreambuf_iterator<char>(file), {}};
            found.push_back(text.substr(0, 4000)); // one layer is like the next
        }
    }
    return found;
}

/// Reads it whatever it says; only InputError may come of it.
void read(const std::string& text) {
    try {
        design_of(text);
    } catch (const InputError& error) {
        ASSERT_FALSE(error.problems().empty());
        ASSERT_LE(error.problems().size(), 200U);
    }
}

TEST(Robustness, TheSampleItselfIsRead) {
    EXPECT_EQ(design_of(sample).dataflow.entries.size(), 4U);
}

TEST(Robustness, TruncatedFilesAreReadOrRefused) {
    for (const std::string& text : texts()) {
        for (std::size_t i = 0; i < 60; ++i) {
            read(text.substr(0, text.size() * i / 60));
        }
    }
}

class Mutations {
  public:
    explicit Mutations(unsigned seed) : random_(seed) {}

    std::string of(const std::string& text) {
        std::string mutated = text;
        for (std::size_t i = below(4) + 1; i > 0; --i) {
            mutate(mutated);
        }
        return mutated;
    }

  private:
    std::size_t below(std::size_t bound) {
        return std::uniform_int_distribution<std::size_t>(0, bound - 1)(random_);
    }

    void mutate(std::string& text) {
        static const std::vector<std::string> words{
            "{",           "}",          "Layer",   "Dataflow", "Cluster(", "SpatialMap",
            "TemporalMap", "Sz(",        "0",       "-1",       "Y'",       "X",
            "R",           "GEMM",       "TRCONV",  "\xC3",     "//",       "Network",
            "Constant",    "Dimensions", "1000000", "Type:",    "Stride",   "9223372036854775807"};
        if (text.empty()) {
            return;
        }
        const std::vector<Token> tokens = tokens_of(text);
        const Token& token = tokens[below(tokens.size())];
        const auto at = token.text.empty()
                            ? text.size()
                            : static_cast<std::size_t>(token.text.data() - text.data());
        switch (below(4)) {
        case 0: // another word
            text.replace(at, token.text.size(), words[below(words.size())]);
            return;
        case 1: // one word fewer
            text.erase(at, token.text.size());
            return;
        case 2: // one word more
            text.insert(at, words[below(words.size())] + ' ');
            return;
        default: // another byte
            text[below(text.size())] = static_cast<char>(below(256));
        }
    }

    std::mt19937 random_;
};

TEST(Robustness, MutatedFilesAreReadOrRefused) {
    const unsigned seed = std::random_device{}();
    SCOPED_TRACE("seed " + std::to_string(seed));
    Mutations mutations(seed);
    for (const std::string& text : texts()) {
        for (int i = 0; i < 100; ++i) {
            const std::string mutated = mutations.of(text);
            SCOPED_TRACE(mutated);
            read(mutated);
        }
    }
}

// Found by fuzzing: a megabyte of names took minutes, as each was compared with all others.
TEST(Robustness, ABlockHasSoManySizesAndNoMore) {
    for (const std::size_t count : {64U, 65U}) {
        std::string sizes;
        for (std::size_t i = 0; i < count; ++i) {
            sizes += " D" + std::to_string(i) + ": 1";
        }
        const auto problems =
            problems_of_network("Network n { Layer l { Type: CONV Dimensions {" + sizes + " } } }");
        const bool refused =
            std::any_of(problems.begin(), problems.end(), [](const Problem& problem) {
                return problem.message == "there are too many sizes";
            });
        EXPECT_EQ(refused, count == 65);
    }
}

// A megabyte of each of these must be refused or read within the limits.
TEST(Robustness, LargeNonsenseIsRefusedQuickly) {
    for (const char* piece : {"{", "}", "Layer ", "Network { ", "a ", "1 ", "Sz(", "num_pes: 1 ",
                              "Network { Layer { Dataflow { ", "Cluster(1,P) "}) {
        std::string text;
        while (text.size() < std::size_t{1} << 20U) {
            text += piece;
        }
        read(text);
    }
}

} // namespace
} // namespace counterpoint::mapping::maestro
