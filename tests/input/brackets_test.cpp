#include "input/brackets.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "input/document.hpp"

namespace counterpoint::input {
namespace {

constexpr std::size_t none = std::string_view::npos;

TEST(Brackets, ThatAreClosedAreNoProblem) {
    for (const char* text : {"[]", "{}", "[a, {b: [1]}]", "[a]]", "{a: ']'}", "[a\n]\n"}) {
        EXPECT_EQ(unclosed_bracket(text, 0), none) << text;
    }
    EXPECT_EQ(unclosed_bracket("", 0), none);
    EXPECT_EQ(unclosed_bracket("a: [", 0), none) << "no bracket opens there";
}

TEST(Brackets, TheInnermostUnclosedOneIsFound) {
    EXPECT_EQ(unclosed_bracket("[", 0), 0U);
    EXPECT_EQ(unclosed_bracket("[[[1", 0), 2U);
    EXPECT_EQ(unclosed_bracket("[[1], {a: 1", 0), 6U);
    EXPECT_EQ(unclosed_bracket("{a: [1, 2}", 0), 4U) << "closed by the other kind";
}

TEST(Brackets, InQuotesAndCommentsDoNotCount) {
    EXPECT_EQ(unclosed_bracket("[\"]\"", 0), 0U);
    EXPECT_EQ(unclosed_bracket("[\"\\\"]\"", 0), 0U) << "an escaped quote";
    EXPECT_EQ(unclosed_bracket("[']', a", 0), 0U);
    EXPECT_EQ(unclosed_bracket("[1, # ]\n2", 0), 0U);
    EXPECT_EQ(unclosed_bracket("[don't, a#b]", 0), none) << "neither a quote nor a comment";
    EXPECT_EQ(unclosed_bracket("[\"", 0), 0U) << "a quote that never ends";
}

TEST(Brackets, PlacesAreLinesAndColumns) {
    const std::string text = "ab\n\ncde\n";
    EXPECT_EQ(offset_of(text, {0, 1}), 1U);
    EXPECT_EQ(offset_of(text, {2, 2}), 6U);
    EXPECT_EQ(offset_of(text, {9, 9}), text.size());
    EXPECT_EQ(place_of(text, 6).line, 2);
    EXPECT_EQ(place_of(text, 6).column, 2);
    EXPECT_EQ(place_of(text, 0).line, 0);
}

Problem refusal(const std::string& text) {
    try {
        parse_document(text, "file.yaml");
    } catch (const InputError& error) {
        return error.problems().front();
    }
    ADD_FAILURE() << "it was read";
    return {};
}

TEST(Document, SaysWhichBracketIsNotClosed) {
    const Problem list = refusal("a: 1\nb: [[1, 2], [3");
    EXPECT_EQ(list.message, "a list begins here that has no ']' at its end");
    EXPECT_EQ(list.place.line, 2);
    EXPECT_EQ(list.place.column, 13);
    EXPECT_EQ(refusal("[[[[").message, "a list begins here that has no ']' at its end");
    EXPECT_EQ(refusal("{a: 1").message, "a map begins here that has no '}' at its end");
    EXPECT_EQ(refusal("{[a]: 1}").message, "a key is not a text") << "which it is not";
}

} // namespace
} // namespace counterpoint::input
