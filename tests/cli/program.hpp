#pragma once

#include <filesystem>
#include <string>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/temporary_folder.hpp"

namespace counterpoint::cli {

/// What a finished process left behind.
struct Finished {
    int status = -1; ///< -1: ended by a signal
    std::string out;
    std::string err;
};

/// A test that runs the program in an empty folder of its own.
class ProgramTest : public testing::Test {
  protected:
    ProgramTest();

    /// Runs a line of shell in the folder; `$counterpoint` is the program. No terminal, no colours.
    [[nodiscard]] Finished shell(const std::string& line) const;

    void write(const std::string& name, const std::string& text) const;
    [[nodiscard]] std::string read(const std::string& name) const;
    [[nodiscard]] std::string path(const std::string& name) const;
    /// How many files there are in the folder.
    [[nodiscard]] int files() const;

  private:
    TemporaryFolder folder_;
};

/// Takes out of the JSON of `simulate` on ideal hardware what `analyze` cannot say, which has to be
/// there.
void leave_what_analyze_says(nlohmann::json& simulated);

/// Two GEMMs of 4 × 4 × 4 (`first`) and 8 × 4 × 4 (`second`) on two PEs: legal, and it fits.
extern const char* const two_gemms;

/// A test that runs commands on these two, which stand in `design.yaml`.
class TwoGemmsTest : public ProgramTest {
  protected:
    TwoGemmsTest() { write("design.yaml", two_gemms); }

    /// Runs `counterpoint` with these arguments, which has to end well.
    [[nodiscard]] Finished run(const std::string& command) const;
    /// What it says then with `--format json`.
    [[nodiscard]] nlohmann::json answer(const std::string& command) const;
};

} // namespace counterpoint::cli
