#include "vocabulary/problem.hpp"

#include <gtest/gtest.h>

namespace counterpoint {
namespace {

const Place place{"chip.yaml", 3, 14, "hardware.pe"};

TEST(Problem, says_all_that_is_known_of_it) {
    EXPECT_EQ(to_string({place, "count is wrong", "a positive integer", "'x'", "write 16"}),
              "chip.yaml:3:14: hardware.pe: count is wrong (expected a positive integer, found "
              "'x'); write 16");
}

TEST(Problem, leaves_out_what_is_not_known) {
    EXPECT_EQ(to_string({{}, "wrong", "", "", ""}), "wrong");
    EXPECT_EQ(to_string({{"chip.yaml", 0, 0, ""}, "wrong", "", "", ""}), "chip.yaml: wrong");
    EXPECT_EQ(to_string({{"", 0, 0, "hardware"}, "wrong", "", "", ""}), "hardware: wrong");
    EXPECT_EQ(to_string({{}, "wrong", "a list", "", ""}), "wrong (expected a list)");
    EXPECT_EQ(to_string({{}, "wrong", "", "'x'", ""}), "wrong (found 'x')");
    EXPECT_EQ(to_string({{}, "wrong", "", "", "mend it"}), "wrong; mend it");
}

TEST(InputError, carries_every_problem_and_a_line_for_each) {
    const InputError error({{place, "one", "", "", ""}, {place, "two", "", "", ""}});
    ASSERT_EQ(error.problems().size(), 2U);
    EXPECT_EQ(error.problems()[1].message, "two");
    EXPECT_STREQ(error.what(),
                 "chip.yaml:3:14: hardware.pe: one\nchip.yaml:3:14: hardware.pe: two");
}

} // namespace
} // namespace counterpoint
