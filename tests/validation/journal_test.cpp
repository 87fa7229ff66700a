#include "validation/journal.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/temporary_folder.hpp"
#include "tests/validation/designs.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::validation {
namespace {

namespace fs = std::filesystem;

class JournalTest : public testing::Test {
  protected:
    [[nodiscard]] std::string file() const { return (folder_ / "new" / "journal.jsonl").string(); }

    [[nodiscard]] std::string text() const {
        std::ifstream stream(file(), std::ios::binary);
        return {std::istreambuf_iterator<char>(stream), {}};
    }

    void write(const std::string& text) const {
        fs::create_directories(folder_ / "new");
        std::ofstream(file(), std::ios::binary) << text;
    }

    /// What a layer of the design has, with one number to tell layers apart.
    static SimulatedLayer layer(std::int64_t cycles) {
        const Plan plan = plan_of_text(three_gemms);
        SimulatedLayer layer;
        layer.numbers =
            both_models().analyze(plan.cases.front().layers.front(), plan.cases.front().hardware,
                                  analytical::Timing::exact);
        layer.numbers.cycles = cycles;
        layer.numbers.stack.operands = 17;
        layer.pe_macs = {7, 7, 7, 0, 7};
        return layer;
    }

    /// Runs with a journal, the simulator being interrupted after so many jobs; how many it was
    /// asked for.
    std::size_t run_with_journal(const std::string& program, std::size_t most_jobs) {
        Journal journal(file());
        RunOptions options;
        options.program = program;
        options.journal = &journal;
        Models models = disguised_models();
        const auto right = models.simulate;
        std::size_t asked = 0;
        models.simulate = [&](std::vector<sim::Job> jobs, const sim::Parallel& parallel) {
            asked = jobs.size();
            if (most_jobs < jobs.size()) {
                jobs.resize(most_jobs);
                right(jobs, parallel);
                throw sim::Interrupted();
            }
            return right(jobs, parallel);
        };
        validation_ = run(plan_of_text(three_gemms), models, options);
        return asked;
    }

    TemporaryFolder folder_;
    Validation validation_;
};

TEST_F(JournalTest, GivesBackWhatWasWritten) {
    const SimulatedLayer written = layer(123);
    Journal(file()).append("key", written);
    const Journal journal(file());
    const SimulatedLayer* found = journal.find("key");
    ASSERT_NE(found, nullptr);
    EXPECT_EQ(journal_line("", *found), journal_line("", written));
    EXPECT_EQ(found->numbers.cycles, 123);
    EXPECT_EQ(found->numbers.counts, written.numbers.counts);
    EXPECT_TRUE(found->numbers.stack == written.numbers.stack);
    EXPECT_EQ(found->numbers.stack.operands, 17);
    EXPECT_EQ(found->pe_macs, written.pe_macs);
    EXPECT_EQ(journal.find("other"), nullptr);
}

TEST_F(JournalTest, GivesBackWhatTheMemoriesDid) {
    SimulatedLayer written = layer(123);
    results::DramNumbers& dram = written.memories.dram.emplace();
    dram.clocks = 1;
    dram.most_queued = 2;
    dram.commands = {3, 4, 5, 6, 7, 8, 9};
    dram.tensors = {{"Weight", {{10, 11}, 12, 13, 14}, {{15, 16}, 17, 18, 19}}};
    results::BankNumbers banks{20, 21, {}};
    banks.lost.front().back() = 22;
    written.memories.banks.push_back(std::nullopt);
    written.memories.banks.push_back(banks);
    Journal(file()).append("key", written);
    const Journal journal(file());
    const SimulatedLayer* found = journal.find("key");
    ASSERT_NE(found, nullptr);
    EXPECT_EQ(journal_line("", *found), journal_line("", written));
    ASSERT_TRUE(found->memories.dram);
    EXPECT_EQ(found->memories.dram->clocks, 1);
    EXPECT_EQ(found->memories.dram->most_queued, 2);
    EXPECT_EQ(found->memories.dram->commands, dram.commands);
    const results::TensorMoves& moves = found->memories.dram->tensors.at(0);
    EXPECT_EQ(moves.tensor, "Weight");
    EXPECT_EQ(moves.read.bytes.moved, 11);
    EXPECT_EQ(moves.written.row_conflicts, 19);
    ASSERT_EQ(found->memories.banks.size(), 2U);
    EXPECT_FALSE(found->memories.banks[hw::MemoryIndex{0}]);
    EXPECT_EQ(found->memories.banks[hw::MemoryIndex{1}]->lost, banks.lost);
}

TEST_F(JournalTest, GivesBackWhatTheNetworksDid) {
    SimulatedLayer written = layer(123);
    results::NetworkNumbers network;
    network.topology = "mesh";
    std::int64_t number = 1;
    for (std::int64_t* each :
         {&network.transfers, &network.bytes, &network.cycles, &network.fragmentation,
          &network.narrow_links, &network.contention, &network.link_traversals,
          &network.switch_traversals, &network.most_hops, &network.link_busy_cycles,
          &network.parents, &network.links}) {
        *each = number++;
    }
    network.link_cycles = 1e22 / 3;
    network.busiest = {{"row 0 column 0 east", 21}, {"row 0 column 1 \"west\"", 20}};
    network.forwarded = {{"Input", 22, 23}};
    written.memories.networks = {{}, {network, std::nullopt}, {std::nullopt, network}};
    Journal(file()).append("key", written);
    const Journal journal(file());
    const SimulatedLayer* found = journal.find("key");
    ASSERT_NE(found, nullptr);
    EXPECT_EQ(journal_line("", *found), journal_line("", written));
    ASSERT_EQ(found->memories.networks.size(), 3U);
    EXPECT_FALSE(found->memories.networks[hw::MemoryIndex{1}].drain);
    ASSERT_TRUE(found->memories.networks[hw::MemoryIndex{1}].fill);
    const results::NetworkNumbers& read = *found->memories.networks[hw::MemoryIndex{1}].fill;
    EXPECT_EQ(read.topology, "mesh");
    EXPECT_EQ(read.transfers, 1);
    EXPECT_EQ(read.contention, 6);
    EXPECT_EQ(read.links, 12);
    EXPECT_EQ(read.link_cycles, network.link_cycles);
    EXPECT_EQ(read.busiest.at(1).name, network.busiest.at(1).name);
    EXPECT_EQ(read.forwarded.at(0).saved_reads, 23);
}

TEST_F(JournalTest, IgnoresATornLastLineAndWritesBehindIt) {
    {
        Journal journal(file());
        journal.append("a", layer(1));
        journal.append("b", layer(2));
    }
    const std::string whole = text();
    for (const std::size_t missing : {1U, 2U, 50U}) {
        write(whole.substr(0, whole.size() - missing));
        {
            Journal journal(file());
            EXPECT_NE(journal.find("a"), nullptr);
            EXPECT_EQ(journal.find("b") != nullptr, missing == 1) << "only the end of the line";
            journal.append("c", layer(3));
        }
        const Journal journal(file());
        EXPECT_NE(journal.find("a"), nullptr);
        EXPECT_NE(journal.find("c"), nullptr);
    }
}

TEST_F(JournalTest, IgnoresLinesOfOthers) {
    write(journal_line("a", layer(1)) + "\n{\"key\": \"b\"}\nnonsense\n[]\n");
    const Journal journal(file());
    EXPECT_NE(journal.find("a"), nullptr);
    EXPECT_EQ(journal.find("b"), nullptr);
}

TEST_F(JournalTest, IgnoresMorePesThanMemoryHolds) {
    SimulatedLayer one = layer(1);
    one.pe_macs.assign(3, 7);
    std::string line = journal_line("a", one);
    for (const char* pes : {"[[1000000000000,7]]", "[[-1,7]]", "[[18446744073709551615,7],[9,7]]",
                            "[[84467440737095516169,7]]", "[[3,1e300]]"}) {
        const std::size_t at = line.find("[[", line.find("\"pe_macs\""));
        line.replace(at, line.find("]]", at) + 2 - at, pes);
        write(line + '\n');
        EXPECT_EQ(Journal(file()).find("a"), nullptr) << pes;
    }
}

TEST_F(JournalTest, NeverTakesAnotherFileForAJournal) {
    write("layers: [conv1]\n");
    EXPECT_THROW(Journal{file()}, InputError);
    EXPECT_EQ(text(), "layers: [conv1]\n");
    EXPECT_THROW(Journal("/dev/null"), InputError);
    EXPECT_THROW(Journal("/proc/none/journal"), InputError);
}

TEST_F(JournalTest, LeavesNoEmptyFile) {
    { const Journal journal(file()); }
    EXPECT_FALSE(fs::exists(file()));
}

TEST_F(JournalTest, LetsAnInterruptedRunGoOn) {
    EXPECT_THROW(run_with_journal("program", 1), sim::Interrupted);
    EXPECT_EQ(run_with_journal("program", 9), 1U) << "of the two that differ";
    const std::string resumed = journal_line("", {validation_.cases[0].layers[0].simulated, {}});
    EXPECT_TRUE(validation_.holds());
    fs::remove(file());
    EXPECT_EQ(run_with_journal("program", 9), 2U);
    EXPECT_EQ(journal_line("", {validation_.cases[0].layers[0].simulated, {}}), resumed);
}

TEST_F(JournalTest, CountsOnlyForTheSameProgram) {
    EXPECT_THROW(run_with_journal("program", 1), sim::Interrupted);
    EXPECT_EQ(run_with_journal("program, built anew", 9), 2U);
}

TEST_F(JournalTest, WithNumbersOfTheWrongShapeCountsForNothing) {
    EXPECT_THROW(run_with_journal("program", 1), sim::Interrupted);
    std::string changed = text();
    const std::string phases = R"("phases":[)";
    changed.insert(changed.find(phases) + phases.size(), "4,");
    write(changed);
    EXPECT_EQ(run_with_journal("program", 9), 2U);
    EXPECT_TRUE(validation_.holds());
}

} // namespace
} // namespace counterpoint::validation
