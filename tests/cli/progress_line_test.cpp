#include "cli/progress_line.hpp"

#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace counterpoint::cli {
namespace {

sim::Progress quarter() { return {3, 12, 250, 1000, 0.25}; }

TEST(ProgressText, EstimatesWhatIsLeftFromWhatWasTaken) {
    EXPECT_EQ(progress_text(quarter(), 100),
              "3 of 12 layers, 25.0% of 1.00k phases, about 5 min left");
    EXPECT_EQ(progress_text({1, 1, 1000, 1000, 1}, 100),
              "1 of 1 layer, 100.0% of 1.00k phases, about 0 s left");
}

TEST(ProgressText, EstimatesNothingAtTheBeginning) {
    EXPECT_EQ(progress_text(quarter(), 0.9), "3 of 12 layers, 25.0% of 1.00k phases");
    EXPECT_EQ(progress_text({0, 12, 0, 1000, 0}, 100), "0 of 12 layers, 0.0% of 1.00k phases");
}

TEST(About, CountsInTheUnitThatSuits) {
    EXPECT_EQ(about(0.1), "about 1 s");
    EXPECT_EQ(about(119), "about 119 s");
    EXPECT_EQ(about(120), "about 2 min");
    EXPECT_EQ(about(7200), "about 2 h");
    EXPECT_EQ(about(3 * 86400), "about 3 days");
}

TEST(ProgressLine, IsClearedAndNeverWiderThanTheTerminal) {
    std::ostringstream terminal;
    const TextStyle style{20, false};
    {
        ProgressLine line(terminal, style);
        line.show(quarter());
    }
    EXPECT_EQ(terminal.str(), "\r\x1b[K3 of 12 layers, 25…\r\x1b[K");
}

} // namespace
} // namespace counterpoint::cli
