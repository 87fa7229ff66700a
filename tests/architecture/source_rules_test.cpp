#include "tests/architecture/source_rules.hpp"

#include <gmock/gmock.h>

namespace counterpoint::architecture {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

template <class Rule>
std::vector<std::string> violations_in_the_house(Rule rule) {
    std::vector<std::string> violations;
    for (const SourceFile& source : read_sources(COUNTERPOINT_SOURCE_DIR)) {
        const std::vector<std::string> found = rule(source);
        violations.insert(violations.end(), found.begin(), found.end());
    }
    return violations;
}

TEST(TheHouse, has_no_overlong_file) { EXPECT_THAT(violations_in_the_house(too_long), IsEmpty()); }

TEST(TheHouse, prints_and_exits_in_cli_only) {
    EXPECT_THAT(violations_in_the_house(printing_or_exiting), IsEmpty());
}

TEST(Length, is_refused_from_one_line_too_many_on) {
    SourceFile source{"hw/long.cpp", std::vector<std::string>(longest_file, "//")};
    EXPECT_THAT(too_long(source), IsEmpty());
    source.lines.emplace_back("//");
    EXPECT_THAT(too_long(source), ElementsAre("hw/long.cpp: 351 lines, more than 350"));
}

class Printing : public testing::TestWithParam<const char*> {};

TEST_P(Printing, is_found_in_a_library_but_free_in_cli) {
    const std::string text = std::string("int f() {\n    ") + GetParam() + "\n}\n";
    EXPECT_THAT(printing_or_exiting(source_from_text("hw/a.cpp", text)),
                ElementsAre("hw/a.cpp:2: only cli prints or ends the process"));
    EXPECT_THAT(printing_or_exiting(source_from_text("cli/a.cpp", text)), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(MadeUp, Printing,
                         testing::Values("std::cout << 1;", "using std::cerr;", "std::exit(1);",
                                         "exit (2);", "std::printf(\"%d\", 1);", "puts(\"x\");",
                                         "fmt::print(\"x\");", "std::abort();", "std::_Exit(1);",
                                         "fputs(\"//\", stderr);"));

TEST(Exiting, is_free_to_a_process_that_was_forked_off) {
    const std::string end = "::_exit(0);\n";
    EXPECT_THAT(printing_or_exiting(source_from_text("sim/child.cpp", end)), IsEmpty());
    EXPECT_THAT(printing_or_exiting(source_from_text("sim/child.cpp", "exit(0);\n")),
                ElementsAre("sim/child.cpp:1: only cli prints or ends the process"));
    EXPECT_THAT(printing_or_exiting(source_from_text("sim/walk.cpp", end)),
                ElementsAre("sim/walk.cpp:1: only cli prints or ends the process"));
}

TEST(Printing, is_not_seen_in_comments_strings_or_other_names) {
    const std::string text = "// std::cout << 1; exit(1)\n"
                             "/* puts(\n exit(1) */\n"
                             "const char* a = \"exit(1) \\\" abort()\";\n"
                             "const char* b = R\"x(exit(1) \" abort())x\";\n"
                             "loop.exit(1); f_exit(1); exit_code(); const int n = 1'000;\n";
    EXPECT_THAT(printing_or_exiting(source_from_text("hw/a.cpp", text)), IsEmpty());
}

TEST(Printing, is_seen_behind_a_literal_on_the_same_line) {
    EXPECT_THAT(printing_or_exiting(source_from_text("hw/a.cpp", "f('\"'); exit(1); // \"\n")),
                ElementsAre("hw/a.cpp:1: only cli prints or ends the process"));
}

} // namespace
} // namespace counterpoint::architecture
