#include "mapping/maestro/parser.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "mapping/maestro/lexer.hpp"

namespace counterpoint::mapping::maestro {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::vector<std::string> words_of(const std::string& text) {
    std::vector<std::string> words;
    for (const Token& token : tokens_of(text)) {
        words.emplace_back(token.text);
    }
    return words;
}

NetworkDescription network_of(const std::string& text, const Limits& limits = {}) {
    return std::get<NetworkDescription>(parse(text, "net.m", limits));
}

std::vector<Problem> problems_of(const std::string& text, const Limits& limits = {}) {
    try {
        parse(text, "net.m", limits);
    } catch (const InputError& error) {
        return error.problems();
    }
    return {};
}

TEST(Lexer, PunctuationOnlySeparates) {
    const auto bare = words_of("TemporalMap 1 1 K Cluster Sz R P");
    EXPECT_EQ(words_of("TemporalMap(1,1) K; Cluster(Sz(R),P);"), bare);
    EXPECT_EQ(words_of("TemporalMap ( 1 , 1 ) K\r\nCluster(Sz(R) -> P)"), bare);
}

TEST(Lexer, BracesNeedNoSpaceAndDashesStayInNames) {
    EXPECT_THAT(words_of("Layer Conv2d-1{X:2}"),
                ElementsAre("Layer", "Conv2d-1", "{", "X", "2", "}", ""));
}

TEST(Lexer, CommentsEndWithTheLine) {
    EXPECT_THAT(words_of("a // b { \n/// c\nd//e"), ElementsAre("a", "d", ""));
}

TEST(Lexer, TellsLinesAndColumnsOfCharacters) {
    const auto tokens = tokens_of("é K\r\n\tY'");
    ASSERT_EQ(tokens.size(), 4U);
    EXPECT_EQ(tokens[1].spot.line, 1);
    EXPECT_EQ(tokens[1].spot.column, 3);
    EXPECT_EQ(tokens[2].spot.line, 2);
    EXPECT_EQ(tokens[2].spot.column, 2);
    EXPECT_EQ(tokens[2].text, "Y'");
}

TEST(Parser, ReadsALayerWithAllItsParts) {
    const NetworkDescription network = network_of(R"(
        Constant Width 7;
        Network torchvision.models.net {
            Layer Conv2d-1 {
                Type: CONV
                Stride { X: 2, Y: 3 }
                Dimensions { K 64,C: 3, R: 7; S Width Y: 224, X: 225 }
                Dataflow {
                    SpatialMap(Sz(R), 1) Y;
                    TemporalMap(Width,4) C
                    Cluster(Sz(S), P);
                    SpatialMap(1,1) X'
                }
            } // done
        })");
    EXPECT_EQ(network.name, "torchvision.models.net");
    ASSERT_EQ(network.layers.size(), 1U);
    const LayerDescription& layer = network.layers[0];
    EXPECT_EQ(layer.name, "Conv2d-1");
    EXPECT_EQ(layer.spot.line, 4);
    EXPECT_EQ(layer.stride("Y", 1), 3);
    EXPECT_EQ(layer.stride("X", 1), 2);
    EXPECT_EQ(layer.size("S"), 7);
    EXPECT_EQ(layer.size("X"), 225);
    EXPECT_EQ(layer.size("N"), std::nullopt);
    const auto& dataflow = network.dataflows.at(layer.dataflow.value());
    ASSERT_EQ(dataflow.size(), 4U);
    const Map& rows = std::get<Map>(dataflow[0]);
    EXPECT_TRUE(rows.spatial);
    EXPECT_EQ(rows.size.dimension, "R");
    EXPECT_EQ(rows.offset.number, 1);
    EXPECT_EQ(std::get<Map>(dataflow[1]).size.number, 7);
    EXPECT_EQ(std::get<Cluster>(dataflow[2]).size.dimension, "S");
    EXPECT_EQ(std::get<Map>(dataflow[3]).dimension, "X'");
}

TEST(Parser, HardwareIsToldByItsFirstWord) {
    const auto hardware = std::get<HardwareDescription>(
        parse("// PEs first\nnum_pes: 16\r\nl2_size_cstr 3000", "hw.m"));
    EXPECT_EQ(hardware.find("num_pes")->value, 16);
    EXPECT_EQ(hardware.find("l2_size_cstr")->value, 3000);
    EXPECT_EQ(hardware.find("noc_bw_cstr"), nullptr);
}

constexpr const char* gemm = "Type: GEMM Dimensions { M 1 N 1 K 1 }";

TEST(Parser, ALayerWithoutDataflowTakesTheOneBefore) {
    const std::string with = std::string(gemm) + " Dataflow { SpatialMap(1,1) M }";
    const NetworkDescription network =
        network_of("Network { Layer a {" + with + "} Layer b {" + gemm + "} }");
    EXPECT_EQ(network.layers[1].dataflow, network.layers[0].dataflow);
    const auto problems =
        problems_of("Network { Layer a {" + std::string(gemm) + "} Layer b {" + with + "} }");
    ASSERT_EQ(problems.size(), 1U);
    EXPECT_THAT(problems[0].message, HasSubstr("layer a has no dataflow"));
}

TEST(Parser, NamesThatOccurAgainAreToldApart) {
    const std::string layer = std::string(" {") + gemm + "} ";
    const NetworkDescription network =
        network_of("Network { Layer a" + layer + "Layer a#2" + layer + "Layer a" + layer + "Layer" +
                   layer + "}");
    std::vector<std::string> names;
    for (const LayerDescription& each : network.layers) {
        names.push_back(each.name);
    }
    EXPECT_THAT(names, ElementsAre("a", "a#2", "a#2#", "Layer"));
}

TEST(Parser, TheSameSizeTwiceIsFineAndAnotherOneIsNot) {
    EXPECT_TRUE(
        problems_of("Network { Layer a { Type GEMM Dimensions { M 1 M 1 N 1 K 1 } } }").empty());
    const auto problems =
        problems_of("Network { Layer a { Type GEMM Dimensions { M 1 M 2 N 1 K 1 } } }");
    ASSERT_EQ(problems.size(), 1U);
    EXPECT_THAT(problems[0].message, HasSubstr("'M' is given twice"));
}

TEST(Parser, AllProblemsOfAFileComeAtOnce) {
    const auto problems = problems_of("Network n {\n"
                                      "Layer a { Type: POOL Dimensions { K 1 } }\n"
                                      "Layer b { Typ: CONV Dimensions { K x } }\n"
                                      "Layer c { Dataflow { Tile(1) C; SpatialMap(0,1) K } }\n"
                                      "Layer d { Type: CONV Dimensions { K 1 \n");
    std::vector<int> lines;
    for (const Problem& problem : problems) {
        EXPECT_EQ(problem.place.file, "net.m");
        lines.push_back(problem.place.line);
    }
    EXPECT_THAT(lines, ElementsAre(2, 3, 3, 3, 4, 4, 4, 4, 6, 6, 6));
    EXPECT_THAT(problems[0].message, HasSubstr("not modelled"));
    EXPECT_THAT(problems[1].remedy, HasSubstr("did you mean 'Type'?"));
    EXPECT_THAT(problems[5].expected, HasSubstr("the size of the map"));
    EXPECT_THAT(problems.back().message, HasSubstr("ends too early"));
}

TEST(Parser, WhatIsNoNumberIsRefused) {
    for (const char* size : {"0", "-1", "1.5", "9223372036854775808", "x", "1x"}) {
        const auto problems = problems_of("Network { Layer a { Type GEMM Dimensions { M " +
                                          std::string(size) + " N 1 K 1 } } }");
        ASSERT_EQ(problems.size(), 1U) << size;
        EXPECT_THAT(problems[0].found, HasSubstr(size));
    }
}

TEST(Parser, HardwareKeysAreKnown) {
    const auto problems = problems_of("num_pes: 4\nl3_size_cstr: 5\nnum_pes: 5\nnoc_bw_cstr:");
    ASSERT_EQ(problems.size(), 3U);
    EXPECT_THAT(problems[0].remedy, HasSubstr("l1_size_cstr"));
    EXPECT_THAT(problems[1].message, HasSubstr("given twice"));
    EXPECT_THAT(problems[2].message, HasSubstr("ends too early"));
}

TEST(Parser, WhatMaestroDoesNotUseIsRefusedByName) {
    const auto accelerator = problems_of(std::string("Accelerator { PE { NumPEs 4 } } Network { "
                                                     "Layer a {") +
                                         gemm + "} }");
    ASSERT_EQ(accelerator.size(), 1U);
    EXPECT_THAT(accelerator[0].message, HasSubstr("Accelerator"));
    const auto mixed = problems_of(std::string("Network { Layer a {") + gemm + "} } num_pes: 4");
    ASSERT_EQ(mixed.size(), 1U);
    EXPECT_THAT(mixed[0].remedy, HasSubstr("a file of their own"));
}

TEST(Parser, NothingIsReadBeyondItsLimits) {
    Limits limits;
    limits.layers = 2;
    const std::string layer = std::string("Layer a {") + gemm + "} ";
    EXPECT_TRUE(problems_of("Network {" + layer + layer + "}", limits).empty());
    EXPECT_EQ(problems_of("Network {" + layer + layer + layer + "}", limits).size(), 1U);
    limits.directives = 1;
    const auto many = problems_of("Network { Layer a {" + std::string(gemm) +
                                      " Dataflow { SpatialMap 1 1 M SpatialMap 1 1 N } } }",
                                  limits);
    ASSERT_EQ(many.size(), 1U);
    EXPECT_THAT(many[0].expected, HasSubstr("at most 1"));
    limits.problems = 3;
    EXPECT_EQ(problems_of("Network { a } b Constant 1", limits).size(), 3U);
    EXPECT_EQ(problems_of("Network { Layer a { x 1 } Layer b { x 1 } }", limits).size(), 3U);
    limits.bytes = 10;
    EXPECT_EQ(problems_of("Network { Layer", limits).size(), 1U);
}

TEST(Parser, AnEmptyFileIsNoNetwork) {
    for (const char* text : {"", "// nothing", "Network n { }", "Constant A 1"}) {
        const auto problems = problems_of(text);
        ASSERT_EQ(problems.size(), 1U) << text;
        EXPECT_THAT(problems[0].message, HasSubstr("no layer"));
    }
}

} // namespace
} // namespace counterpoint::mapping::maestro
