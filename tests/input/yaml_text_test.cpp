#include "input/yaml_text.hpp"

#include <random>

#include <gtest/gtest.h>

#include "input/composer.hpp"

namespace counterpoint::input {
namespace {

/// The same values under the same keys; a name that is a number is told from a number.
void expect_equal(const Node& a, const Node& b) {
    ASSERT_EQ(a.kind, b.kind) << a.path();
    EXPECT_EQ(a.text, b.text) << a.path();
    EXPECT_EQ(a.key, b.key);
    ASSERT_EQ(a.children.size(), b.children.size()) << a.path();
    for (std::size_t i = 0; i < a.children.size(); ++i) {
        expect_equal(*a.children[i], *b.children[i]);
    }
}

std::string rewritten(const std::string& text) {
    const Document document = parse_document(text, "a.yaml");
    std::string written = yaml_text(document.root());
    expect_equal(document.root(), parse_document(written, "b.yaml").root());
    return written;
}

TEST(YamlText, PutsOnALineWhatFits) {
    const std::string text = "workload:\n"
                             "  name: net\n"
                             "  layers:\n"
                             "    - {name: a, type: GEMM, dimensions: {M: 1, N: 2}}\n"
                             "    - {name: b, type: FC, dimensions: {K: 1}}\n";
    EXPECT_EQ(rewritten(text), text);
}

TEST(YamlText, WhatDoesNotFitGoesOnBelow) {
    const std::string long_name(80, 'x');
    const std::string text = "hardware:\n"
                             "  memories:\n"
                             "    - name: " +
                             long_name +
                             "\n"
                             "      capacity_bytes: 3\n"
                             "      fill: {bytes_per_cycle: 2}\n";
    EXPECT_EQ(rewritten(text), text);
}

TEST(YamlText, LongListsOfNamesAreBroken) {
    std::string list = "layers: [layer_0";
    for (int i = 1; i < 40; ++i) {
        list += ", layer_" + std::to_string(i);
    }
    const std::string written = rewritten("mapping:\n  - " + list + "]\n");
    std::size_t begin = 0;
    while (begin < written.size()) {
        const std::size_t end = written.find('\n', begin);
        EXPECT_LE(end - begin, 100U);
        begin = end + 1;
    }
}

TEST(YamlText, QuotesWhatWouldMeanSomethingElse) {
    for (const char* text :
         {"'a, b'", "'a: b'", "'# a'", "'[1]'", "'null'", "'- a'", "\"a\\\"b\"", "'a\\b'", "' a '",
          "'*a'", "''", "'é'", "'min(a, b)'", "'a#2'", "'{a}'", "'%a'", "'@a'", "'yes'"}) {
        rewritten(std::string("key: ") + text);
    }
    Composer composer("x");
    composer.text(composer.root(), "name", "12", {}).quoted = true;
    composer.integer(composer.root(), "count", 12, {});
    EXPECT_EQ(yaml_text(composer.root()), "name: \"12\"\ncount: 12\n");
}

TEST(YamlText, EmptyMapsAndListsStay) { EXPECT_EQ(rewritten("a: {}\nb: []\n"), "a: {}\nb: []\n"); }

TEST(YamlText, RandomTreesComeBack) {
    const unsigned seed = std::random_device{}();
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 random(seed);
    const auto below = [&](int bound) {
        return std::uniform_int_distribution<int>(0, bound - 1)(random);
    };
    for (int run = 0; run < 50; ++run) {
        Composer composer("x");
        std::vector<Node*> open{&composer.root()};
        for (int i = 0; i < 60; ++i) {
            Node& parent = *open[static_cast<std::size_t>(below(static_cast<int>(open.size())))];
            const std::string key =
                parent.kind == Node::Kind::map ? "key " + std::to_string(i) : std::string();
            if (below(3) == 0) {
                open.push_back(&composer.map(parent, key, {}));
            } else if (below(3) == 0) {
                open.push_back(&composer.list(parent, key, {}));
            } else {
                composer.text(parent, key, std::string(static_cast<std::size_t>(below(50)), 'w'),
                              {});
            }
        }
        expect_equal(composer.root(), parse_document(yaml_text(composer.root()), "b.yaml").root());
    }
}

} // namespace
} // namespace counterpoint::input
