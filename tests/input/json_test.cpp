#include <string>

#include <gtest/gtest.h>

#include "input/document.hpp"
#include "input/source.hpp"

namespace counterpoint::input {
namespace {

TEST(Json, CompactJsonIsRead) {
    const Document document =
        parse_document(R"({"a":1,"b":[1,-2.5e3,"x:y"],"c":{"d":null},"e":true,"":""})", "f");
    const Node& root = document.root();
    EXPECT_EQ(root.find("a")->text, "1");
    EXPECT_EQ(root.find("b")->children.at(1)->text, "-2.5e3");
    EXPECT_EQ(root.find("b")->children.at(2)->text, "x:y");
    EXPECT_EQ(root.find("c")->find("d")->kind, Node::Kind::nothing);
    EXPECT_EQ(root.find("")->text, "");
}

TEST(Json, TabsAndLineEndsAreBlanks) {
    const Document document =
        parse_document("{\r\n\t\"a\"\t:\t[\n\t\t1\n\t]\n,\"b\"\n:\n2\n}\n", "f");
    EXPECT_EQ(document.root().find("a")->children.at(0)->text, "1");
    EXPECT_EQ(document.root().find("b")->text, "2");
    EXPECT_EQ(document.root().find("b")->line, 7);
}

TEST(Json, EveryEscapeIsRead) {
    const Document document =
        parse_document(R"({"a":"\"\\\/\b\f\n\r\t\u00e9\u20AC\ud83d\ude00 \\ud83d"})", "f");
    EXPECT_EQ(document.root().find("a")->text,
              "\"\\/\b\f\n\r\t\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80 \\ud83d");
}

TEST(Json, AHugeLineIsRead) {
    std::string text = "{";
    for (int i = 0; i < 20'000; ++i) {
        text += "\"k" + std::to_string(i) + "\":{\"a\":[1,2]},";
    }
    text += "\"z\":1}";
    EXPECT_EQ(parse_document(text, "f").root().children.size(), 20'001U);
}

TEST(Json, YamlThatOnlyLooksLikeItIsLeftAlone) {
    const std::string text = "{'a\"b': \"c\"\n:d}";
    EXPECT_EQ(json_as_yaml(text), text);
    EXPECT_EQ(json_as_yaml("a: \"\\ud83d\\ude00\""), "a: \"\\ud83d\\ude00\"");
}

} // namespace
} // namespace counterpoint::input
