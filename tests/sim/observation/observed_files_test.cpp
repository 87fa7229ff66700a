#include <chrono>
#include <filesystem>
#include <fstream>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "sim/child.hpp"
#include "sim/observation/file_in_making.hpp"
#include "sim/parallel.hpp"
#include "sim/process.hpp"
#include "tests/sim/observation/observed_case.hpp"
#include "tests/walker/builders.hpp"
#include "tests/walker/layers.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::observation {
namespace {

sim::Options both_files(const TemporaryFolder& folder) {
    sim::Options options;
    options.trace.trace_file = (folder / "trace.json").string();
    options.trace.waveform_file = (folder / "signals.vcd").string();
    return options;
}

void write(const std::string& file, const std::string& text) { std::ofstream(file) << text; }

TEST(ObservedFiles, StandCompleteUnderTheirOwnNames) {
    const TemporaryFolder folder;
    const walker::Case given = small_case();
    const sim::Options options = both_files(folder);
    sim::simulate(given.layer, given.hardware, given.mapping, options);
    EXPECT_EQ(folder.files(), 2U);
    EXPECT_TRUE(std::filesystem::exists(options.trace.trace_file));
    EXPECT_TRUE(std::filesystem::exists(options.trace.waveform_file));
}

TEST(ObservedFiles, AFailedSimulationLeavesNothingBehindAndOldFilesAsTheyWere) {
    const TemporaryFolder folder;
    walker::Case given = small_case();
    given.hardware.memories[{2}].capacity_bytes = 1;
    const sim::Options options = both_files(folder);
    write(options.trace.trace_file, "old");
    EXPECT_THROW(sim::simulate(given.layer, given.hardware, given.mapping, options), InputError);
    EXPECT_EQ(folder.files(), 1U);
    EXPECT_EQ(contents(options.trace.trace_file), "old");
}

TEST(ObservedFiles, ThatCannotBeWrittenAreRefusedBeforeTheSimulation) {
    const TemporaryFolder folder;
    for (const std::string& file : {(folder / "nowhere/trace.json").string(),
                                    (folder / ".").string(), std::string("/dev/null")}) {
        EXPECT_THROW(sim::FileInMaking{file}, InputError) << file;
        EXPECT_THROW(sim::FileInMaking(file, ".vcd"), InputError) << file;
    }
    EXPECT_EQ(folder.files(), 0U);
}

TEST(ObservedFiles, GrowWhereASymbolicLinkLeads) {
    const TemporaryFolder folder;
    write((folder / "real.json").string(), "old");
    std::filesystem::create_symlink((folder / "real.json").string(),
                                    (folder / "link.json").string());
    sim::FileInMaking making((folder / "link.json").string());
    write(making.name(), "new");
    EXPECT_EQ(contents((folder / "link.json").string()), "old");
    making.complete();
    EXPECT_TRUE(std::filesystem::is_symlink((folder / "link.json").string()));
    EXPECT_EQ(contents((folder / "real.json").string()), "new");
    EXPECT_EQ(folder.files(), 2U);
}

TEST(ObservedFiles, OfAProcessThatIsKilledGo) {
    const TemporaryFolder folder;
    walker::Case given = small_case();
    given.layer =
        walker::fixed_layer(workloads::LayerType::gemm, {{"M", 2000}, {"N", 2000}, {"K", 2000}});
    given.mapping = walker::MappingBuilder(given.layer, given.hardware)
                        .store_all("L2")
                        .temporal("M", 1)
                        .temporal("N", 1)
                        .temporal("K", 1)
                        .store_all("L1")
                        .mapping();
    {
        const sim::Child child(given.layer, given.hardware, given.mapping, both_files(folder));
        const auto patience = std::chrono::steady_clock::now() + std::chrono::seconds(30);
        while (folder.files() < 2 && std::chrono::steady_clock::now() < patience) {
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
        EXPECT_EQ(folder.files(), 2U);
    }
    EXPECT_EQ(folder.files(), 0U);
}

TEST(ObservedFiles, OfLayersSimulatedTogetherAreTheirOwn) {
    const TemporaryFolder folder;
    const walker::Case given = small_case();
    const std::vector<sim::Job> jobs(2, sim::Job{given.layer, given.mapping});
    sim::simulate_all(jobs, given.hardware, both_files(folder), {});
    EXPECT_EQ(folder.files(), 4U);
    for (const char* name : {"1-conv", "2-conv"}) {
        EXPECT_TRUE(std::filesystem::exists(folder / (std::string("trace.") + name + ".json")));
        EXPECT_TRUE(std::filesystem::exists(folder / (std::string("signals.") + name + ".vcd")));
    }
}

TEST(ObservedFiles, OfSeveralLayersCarryNumberAndName) {
    EXPECT_EQ(sim::file_of_layer("out/run.json", 3, "conv2/1 a"), "out/run.3-conv2_1_a.json");
    EXPECT_EQ(sim::file_of_layer("run", 12, "fc"), "run.12-fc");
    EXPECT_EQ(sim::file_of_layer("", 1, "fc"), "");
}

} // namespace
} // namespace counterpoint::observation
