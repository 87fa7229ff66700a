#include "input/document.hpp"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace counterpoint::input {
namespace {

using testing::HasSubstr;

std::string repeated(const std::string& piece, std::size_t times) {
    std::string text;
    for (std::size_t i = 0; i < times; ++i) {
        text += piece;
    }
    return text;
}

/// The one problem that a text is refused with.
Problem refused_document(const std::string& text, const Limits& limits = {}) {
    try {
        parse_document(text, "file.yaml", limits);
    } catch (const InputError& error) {
        EXPECT_EQ(error.problems().size(), 1U);
        EXPECT_EQ(error.problems().front().place.file, "file.yaml");
        return error.problems().front();
    }
    ADD_FAILURE() << "was not refused: " << text.substr(0, 80);
    return {};
}

TEST(Document, EveryValueKnowsItsPlace) {
    const Document document = parse_document("workload:\n"
                                             "  layers:\n"
                                             "    - {name: a}\n"
                                             "    - name: b\n"
                                             "      dimensions: {K: 64, C: 3}\n",
                                             "file.yaml");
    const Node* layers = document.root().find("workload")->find("layers");
    const Node* size = layers->children.at(1)->find("dimensions")->find("C");
    EXPECT_EQ(size->text, "3");
    const Place place = size->place();
    EXPECT_EQ(place.file, "file.yaml");
    EXPECT_EQ(place.line, 5);
    EXPECT_EQ(place.column, 30);
    EXPECT_EQ(place.path, "workload.layers[1].dimensions.C");
    EXPECT_EQ(size->key_place().column, 27);
}

TEST(Document, KeepsTheOrderOfAMapAndTellsKindsApart) {
    const Document document = parse_document("{z: 1, a: '1', m: ~, k: [], e: {}, n:}", "f");
    const auto& children = document.root().children;
    ASSERT_EQ(children.size(), 6U);
    EXPECT_EQ(children[0]->key, "z");
    EXPECT_EQ(children[0]->kind, Node::Kind::scalar);
    EXPECT_FALSE(children[0]->quoted);
    EXPECT_TRUE(children[1]->quoted);
    EXPECT_EQ(children[2]->kind, Node::Kind::nothing);
    EXPECT_EQ(children[3]->kind, Node::Kind::list);
    EXPECT_EQ(children[4]->kind, Node::Kind::map);
    EXPECT_EQ(children[5]->kind, Node::Kind::nothing);
}

TEST(Document, PlacesOutliveAMoveOfTheDocument) {
    Document first = parse_document("{a: [1, 2]}", "f");
    const Node* item = first.root().find("a")->children[1];
    const Document second = std::move(first);
    EXPECT_EQ(item->place().path, "a[1]");
    EXPECT_EQ(item->place().file, second.file());
}

TEST(Document, RefusesWhatHidesMeaning) {
    EXPECT_THAT(refused_document("a: &x 1\nb: 2\n").message, HasSubstr("anchor"));
    EXPECT_THAT(refused_document("a: &x [1]\nb: *x\n").message, HasSubstr("anchor"));
    EXPECT_THAT(refused_document("a: *x\n").message, HasSubstr("alias"));
    EXPECT_THAT(refused_document("layers: *\n").message, HasSubstr("alias"));
    EXPECT_THAT(refused_document("a: !!int 1\n").message, HasSubstr("tag"));
    EXPECT_THAT(refused_document("a: !mine {b: 1}\n").message, HasSubstr("tag"));
}

TEST(Document, PassesTagsOverWhereItIsAsked) {
    Limits limits;
    limits.passes_tags = true;
    const Document document = parse_document("- !Mine {a: 1}\n- !Yours [2]\n", "file", limits);
    EXPECT_EQ(document.root().children.at(0)->find("a")->text, "1");
    EXPECT_EQ(document.root().children.at(1)->kind, Node::Kind::list);
    EXPECT_THROW(parse_document("a: !!int 1\n", "file", limits), InputError);
}

TEST(Document, RefusesADuplicateKeyAndTellsWhereTheFirstOneIs) {
    const Problem problem = refused_document("a: 1\nb: {x: 1,\n    x: 2}\n");
    EXPECT_THAT(problem.message, HasSubstr("'x'"));
    EXPECT_EQ(problem.place.line, 3);
    EXPECT_EQ(problem.place.column, 5);
    EXPECT_EQ(problem.place.path, "b");
    EXPECT_THAT(problem.remedy, HasSubstr("line 2"));
}

TEST(Document, RefusesKeysThatAreNoText) {
    EXPECT_THAT(refused_document("? [a, b]\n: 1\n").message, HasSubstr("key"));
    EXPECT_THAT(refused_document("? {a: b}\n: 1\n").message, HasSubstr("key"));
    EXPECT_THAT(refused_document("~: 1\n").message, HasSubstr("key"));
    EXPECT_THAT(refused_document(": 1\n").message, HasSubstr("key"));
}

TEST(Document, RefusesEmptyTexts) {
    for (const char* text : {"", "\n", "# only a comment\n", "---\n", "~", "\xEF\xBB\xBF"}) {
        EXPECT_THAT(refused_document(text).message, HasSubstr("nothing to read")) << text;
    }
}

TEST(Document, RefusesASecondDocumentWithItsPlace) {
    const Problem problem = refused_document("a: 1\n---\nb: 2\n");
    EXPECT_THAT(problem.message, HasSubstr("second document"));
    EXPECT_EQ(problem.place.line, 2);
    EXPECT_EQ(parse_document("---\na: 1\n...\n", "f").root().children.size(), 1U);
}

TEST(Document, RefusesWhatIsNoText) {
    const Problem problem = refused_document("a: 1\nb: \xFF\n");
    EXPECT_THAT(problem.message, HasSubstr("UTF-8"));
    EXPECT_EQ(problem.place.line, 2);
    EXPECT_EQ(problem.place.column, 4);
    EXPECT_THAT(refused_document("a: \xC0\x80").message, HasSubstr("UTF-8")) << "overlong";
    EXPECT_THAT(refused_document("a: \xED\xA0\x80").message, HasSubstr("UTF-8")) << "surrogate";
    EXPECT_THAT(refused_document("a: \xF4\x90\x80\x80").message, HasSubstr("UTF-8"))
        << "beyond U+10FFFF";
    EXPECT_THAT(refused_document("a: \xE2\x82").message, HasSubstr("UTF-8")) << "cut off";
    EXPECT_THAT(refused_document(std::string("a: b\0c", 6)).message,
                HasSubstr("control character"));
    EXPECT_THAT(refused_document("a: \x04").message, HasSubstr("control character"));
    EXPECT_EQ(parse_document("\xEF\xBB\xBF"
                             "a: \xC3\xA9\r\n",
                             "f")
                  .root()
                  .find("a")
                  ->text,
              "\xC3\xA9");
}

TEST(Document, RefusesBrokenYamlWithItsPlace) {
    const Problem problem = refused_document("a: 1\nb: [1, 2\nc: 3\n");
    EXPECT_THAT(problem.message, HasSubstr("not YAML"));
    EXPECT_GT(problem.place.line, 1);
    EXPECT_THAT(refused_document("a: \"x").message, HasSubstr("not YAML"));
    EXPECT_THAT(refused_document("a: b: c").message, HasSubstr("not YAML"));
}

TEST(Document, NestsAsDeepAsTheLimitAndNoDeeper) {
    Limits limits;
    limits.depth = 5;
    EXPECT_EQ(parse_document("[[[[[]]]]]", "f", limits).size(), 5U);
    EXPECT_THAT(refused_document("[[[[[[]]]]]]", limits).message, HasSubstr("more than 5 deep"));
    EXPECT_THAT(refused_document("- - - - - - 1", limits).message, HasSubstr("more than 5 deep"));
}

TEST(Document, NoDepthOverflowsTheStack) {
    for (const char* piece : {"[", "{", "- ", "? ", "{a: ", "[[],", "[{a: ", ": "}) {
        EXPECT_THROW(parse_document(repeated(piece, 100'000), "f"), InputError) << piece;
    }
}

TEST(Document, HoldsToItsOtherLimits) {
    Limits limits;
    limits.nodes = 4;
    EXPECT_EQ(parse_document("[1, 2, 3]", "f", limits).size(), 4U);
    EXPECT_THAT(refused_document("[1, 2, 3, 4]", limits).message, HasSubstr("more than 4 values"));
    limits.bytes = 3;
    EXPECT_THAT(refused_document("a: 1", limits).message, HasSubstr("larger than 3 bytes"));
    limits = {};
    limits.key_bytes = 3;
    EXPECT_EQ(parse_document("abc: 1", "f", limits).root().children.size(), 1U);
    EXPECT_THAT(refused_document("abcd: 1", limits).message, HasSubstr("longer than 3 bytes"));
}

TEST(Document, LongInputsTakeTimeInProportion) {
    // Quadratic time over these would run into the time limit of the tests.
    const std::size_t many = 200'000;
    EXPECT_EQ(parse_document('[' + repeated("1,", many) + "1]", "f").size(), many + 2);
    std::string keys;
    for (std::size_t i = 0; i < many; ++i) {
        keys += 'k' + std::to_string(i) + ": 1\n";
    }
    EXPECT_EQ(parse_document(keys, "f").root().children.size(), many);
    EXPECT_THROW(parse_document("a: \"" + repeated("x ", many), "f"), InputError);
    EXPECT_THROW(parse_document(repeated("&a ", many), "f"), InputError);
    EXPECT_THROW(parse_document(repeated("---\n", many), "f"), InputError);
}

class DocumentFile : public testing::Test {
  protected:
    void SetUp() override {
        folder_ = std::filesystem::path(testing::TempDir()) /
                  ("document_test_" +
                   std::string(testing::UnitTest::GetInstance()->current_test_info()->name()));
        std::filesystem::create_directories(folder_);
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    static std::string refused(const std::string& file, const Limits& limits = {}) {
        try {
            read_document(file, limits);
        } catch (const InputError& error) {
            EXPECT_EQ(error.problems().front().place.file, file);
            return error.problems().front().message;
        }
        return "was not refused";
    }

    std::filesystem::path folder_;
};

TEST_F(DocumentFile, IsReadFromDisk) {
    const std::string file = folder_ / "a.yaml";
    std::ofstream(file) << "a: 1\n";
    const Document document = read_document(file);
    EXPECT_EQ(document.root().find("a")->place().file, file);
    Limits limits;
    limits.bytes = 5;
    EXPECT_EQ(read_document(file, limits).root().find("a")->text, "1");
    limits.bytes = 4;
    EXPECT_THAT(refused(file, limits), HasSubstr("larger than 4 bytes"));
}

TEST_F(DocumentFile, MissingOrNoFileIsRefused) {
    EXPECT_THAT(refused(folder_ / "missing.yaml"), HasSubstr("does not exist"));
    EXPECT_THAT(refused(folder_), HasSubstr("directory"));
    EXPECT_THAT(refused(folder_ / "a.yaml" / "b.yaml"), HasSubstr("does not exist"));
    EXPECT_THAT(refused(""), HasSubstr("does not exist"));
    EXPECT_THAT(refused("/dev/null"), HasSubstr("nothing to read"));
}

TEST_F(DocumentFile, EndlessOneIsRefused) {
    Limits limits;
    limits.bytes = 1'000'000;
    EXPECT_THAT(refused("/dev/zero", limits), HasSubstr("larger than"));
}

TEST(Quoted, IsSafeToPrint) {
    EXPECT_EQ(in_quotes("a b"), "'a b'");
    EXPECT_EQ(in_quotes("a\nb\x1B[31m"), "'a\\nb\\x1b[31m'");
    EXPECT_LT(in_quotes(std::string(1000, 'x')).size(), 100U);
    EXPECT_EQ(in_quotes("\xC3\xA9"), "'\xC3\xA9'");
}

} // namespace
} // namespace counterpoint::input
