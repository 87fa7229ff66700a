#include "workloads/onnx/child.hpp"

#include <csignal>
#include <cstdlib>
#include <stdexcept>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace counterpoint::workloads::onnx {
namespace {

using testing::HasSubstr;

TEST(Child, AnswersWithWhatItFound) {
    const std::string much(1'000'000, 'x');
    const ChildOutcome outcome = run_in_child([&] { return much; });
    EXPECT_TRUE(outcome.finished);
    EXPECT_EQ(outcome.text, much);
    EXPECT_TRUE(run_in_child([] { return std::string(); }).finished);
}

TEST(Child, SaysWhatWentWrong) {
    const ChildOutcome outcome =
        run_in_child([]() -> std::string { throw std::runtime_error("no such shape"); });
    EXPECT_FALSE(outcome.finished);
    EXPECT_EQ(outcome.text, "no such shape");
}

TEST(Child, TakesNothingElseDown) {
    const ChildOutcome outcome = run_in_child([]() -> std::string {
        std::signal(SIGSEGV, SIG_DFL);
        std::raise(SIGSEGV);
        return "";
    });
    EXPECT_FALSE(outcome.finished);
    EXPECT_THAT(outcome.text, HasSubstr("signal 11"));
}

#ifndef __SANITIZE_ADDRESS__
TEST(Child, HasABoundOnItsMemory) {
    const ChildOutcome outcome = run_in_child([] {
        std::vector<std::string> all;
        while (all.size() < 2'000) {
            all.emplace_back(std::size_t{1} << 20U, 'x');
        }
        return std::string("2 GB");
    });
    EXPECT_FALSE(outcome.finished) << outcome.text;
}
#endif

} // namespace
} // namespace counterpoint::workloads::onnx
