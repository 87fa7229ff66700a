#include "tests/cli/program.hpp"

#include <cstdlib>
#include <fstream>
#include <iterator>

#include <sys/wait.h>

namespace counterpoint::cli {

namespace {

namespace fs = std::filesystem;

std::string text_of(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

} // namespace

ProgramTest::ProgramTest() { fs::create_directory(folder_ / "here"); }

Finished ProgramTest::shell(const std::string& line) const {
    const std::string script =
        "unset COLUMNS NO_COLOR; counterpoint='" COUNTERPOINT_PROGRAM "'; cd '" +
        (folder_ / "here").string() + "' && { " + line + "\n} > ../out 2> ../err < /dev/null";
    const int status = std::system(script.c_str()); // NOLINT: what a user types
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, text_of(folder_ / "out"),
            text_of(folder_ / "err")};
}

void ProgramTest::write(const std::string& name, const std::string& text) const {
    std::ofstream(path(name), std::ios::binary) << text;
}

std::string ProgramTest::read(const std::string& name) const { return text_of(path(name)); }

std::string ProgramTest::path(const std::string& name) const {
    return (folder_ / "here" / name).string();
}

int ProgramTest::files() const {
    return static_cast<int>(
        std::distance(fs::directory_iterator(folder_ / "here"), fs::directory_iterator()));
}

Finished TwoGemmsTest::run(const std::string& command) const {
    Finished finished = shell("$counterpoint " + command);
    EXPECT_EQ(finished.status, 0) << command << ": " << finished.err;
    return finished;
}

nlohmann::json TwoGemmsTest::answer(const std::string& command) const {
    return nlohmann::json::parse(run(command + " --format json").out, nullptr, false);
}

void leave_what_analyze_says(nlohmann::json& simulated) {
    for (nlohmann::json& layer : simulated["layers"]) {
        EXPECT_EQ(layer.erase("busy_cycles"), 1U);
        EXPECT_EQ(layer.erase("fast_forward"), 1U);
    }
    EXPECT_EQ(simulated["total"].erase("fast_forward"), 1U);
}

const char* const two_gemms = R"(workload:
  name: two_gemms
  layers:
    - {name: first, type: GEMM, dimensions: {M: 4, N: 4, K: 4}}
    - {name: second, type: GEMM, dimensions: {M: 8, N: 4, K: 4}}
hardware:
  name: toy
  clock_ghz: 0.5
  memories:
    - {name: DRAM}
    - {name: L1, capacity_bytes: 64, fill: {bytes_per_cycle: 4}, drain: {bytes_per_cycle: 4}}
  pe: {count: 2}
mapping:
  - nodes:
      - {temporal: M, tile: 2}
      - {spatial: M, tile: 1, units: 2}
      - {store: [Weight, Input, Output], in: L1}
)";

} // namespace counterpoint::cli
