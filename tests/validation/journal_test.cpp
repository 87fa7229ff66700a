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
    EXPECT_EQ(found->pe_macs, written.pe_macs);
    EXPECT_EQ(journal.find("other"), nullptr);
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
