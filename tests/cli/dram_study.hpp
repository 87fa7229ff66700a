#pragma once

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "tests/cli/program.hpp"

namespace counterpoint::cli {

/// A test that runs `counterpoint dram`.
class DramStudy : public ProgramTest {
  protected:
    /// The JSON of a study that ends well and has nothing to say.
    [[nodiscard]] nlohmann::json answer(const std::string& arguments) const {
        const Finished finished = shell("$counterpoint dram " + arguments + " --format json");
        EXPECT_EQ(finished.status, 0) << arguments << ": " << finished.err;
        EXPECT_EQ(finished.err, "") << arguments;
        return nlohmann::json::parse(finished.out, nullptr, false);
    }

    /// The command refuses this, with nothing written, and says so.
    void expect_refusal(const std::string& arguments, const std::vector<std::string>& says) const {
        const Finished finished = shell("$counterpoint dram " + arguments);
        EXPECT_EQ(finished.status, 2) << arguments;
        EXPECT_EQ(finished.out, "") << arguments;
        for (const std::string& text : says) {
            EXPECT_THAT(finished.err, testing::HasSubstr(text)) << arguments;
        }
    }

    /// A memory without refresh: RL 16, tRCD 16, tRP 16 and 4 clocks for a burst.
    inline static const std::string ddr4 = "--standard DDR4-2400 --no-refresh ";
};

} // namespace counterpoint::cli
