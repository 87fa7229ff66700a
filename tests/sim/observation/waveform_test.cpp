#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/sim/observation/observed_case.hpp"
#include "tests/sim/observation/waveform_reader.hpp"

namespace counterpoint::observation {
namespace {

using hw::MemoryIndex;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using walker::Case;
using walker::WalkResult;

struct Waves {
    sim::Simulation simulation;
    Changes changes;
};

Waves waves(const Case& given, sim::TraceOptions options = {}) {
    const TemporaryFolder folder;
    options.waveform_file = (folder / "signals.vcd").string();
    Waves waves{simulated(given, options), {}};
    waves.changes = read_waveform(options.waveform_file);
    return waves;
}

TEST(Waveform, SignalsAreBusyAsLongAsTheirEngines) {
    for_random_cases(150, [](const Case& given, const WalkResult& right) {
        const Waves it = waves(given);
        const std::string top = "SystemC.";
        EXPECT_EQ(high(it.changes.at(top + "PEs.compute_busy")), right.compute_cycles);
        for (MemoryIndex b{1}; given.hardware.memories.contains(b); ++b.value) {
            const std::string scope = top + given.hardware.memories[b].name;
            EXPECT_EQ(high(it.changes.at(scope + ".fill_busy")), it.simulation.fill_busy_cycles[b]);
            EXPECT_EQ(high(it.changes.at(scope + ".drain_busy")),
                      it.simulation.drain_busy_cycles[b]);
            EXPECT_EQ(it.changes.at(scope + ".fill_phase").back().value, right.phases[b] - 1);
            for (const Change& change : it.changes.at(scope + ".slots_occupied")) {
                EXPECT_LE(change.value, given.hardware.memories[b].slots);
            }
            EXPECT_EQ(it.changes.at(scope + ".slots_occupied").back().value, 0);
        }
    });
}

TEST(Waveform, MemoriesWhoseNamesComeOutTheSameHaveScopesOfTheirOwn) {
    Case given = small_case();
    const std::string same[] = {"DRAM", "L 1", "L.1"};
    for (MemoryIndex b{0}; given.hardware.memories.contains(b); ++b.value) {
        given.hardware.memories[b].name = same[b.value];
    }
    const Waves it = waves(given);
    EXPECT_EQ(high(it.changes.at("SystemC.L_1.fill_busy")),
              it.simulation.fill_busy_cycles[MemoryIndex{1}]);
    EXPECT_EQ(high(it.changes.at("SystemC.L_1_2.fill_busy")),
              it.simulation.fill_busy_cycles[MemoryIndex{2}]);
    given.hardware.memories[MemoryIndex{2}].name = "PEs";
    const Waves pes = waves(given);
    EXPECT_EQ(pes.changes.count("SystemC.PEs_2.fill_busy"), 1U);
    EXPECT_EQ(pes.changes.count("SystemC.PEs.compute_busy"), 1U);
}

std::int64_t last_change(const Changes& changes) {
    std::int64_t last = 0;
    for (const auto& [name, values] : changes) {
        last = std::max(last, values.back().at);
    }
    return last;
}

TEST(Waveform, StandsStillOutsideTheCyclesAskedFor) {
    const Waves whole = waves(small_case());
    EXPECT_THAT(whole.simulation.observed.notes, IsEmpty());
    const std::int64_t cycles = whole.simulation.cycles;
    sim::TraceOptions options;
    options.from = cycles / 3;
    options.to = cycles / 2;
    const Waves part = waves(small_case(), options);
    EXPECT_LT(last_change(part.changes), options.to);
    EXPECT_THAT(part.simulation.observed.notes, ElementsAre(HasSubstr("shows cycles")));
    for (const auto& [name, values] : part.changes) {
        ASSERT_GT(values.size(), 0U);
        for (std::size_t i = 1; i < values.size(); ++i) {
            EXPECT_GE(values[i].at, options.from) << name;
        }
    }
}

/// The value of a signal in a cycle.
std::int64_t value_in(const std::vector<Change>& changes, std::int64_t cycle) {
    std::int64_t value = 0;
    for (const Change& change : changes) {
        value = change.at <= cycle ? change.value : value;
    }
    return value;
}

TEST(Waveform, ShowsInTheCyclesAskedForWhatTheWholeOneShows) {
    const Waves whole = waves(small_case());
    const std::int64_t cycles = whole.simulation.cycles;
    sim::TraceOptions options;
    options.from = cycles / 3;
    options.to = cycles / 2;
    const Waves part = waves(small_case(), options);
    for (const auto& [name, values] : whole.changes) {
        for (std::int64_t cycle = options.from; cycle < options.to; ++cycle) {
            EXPECT_EQ(value_in(part.changes.at(name), cycle), value_in(values, cycle))
                << name << " in cycle " << cycle;
        }
    }
}

TEST(Waveform, EndsAfterTheGreatestNumberOfChanges) {
    sim::TraceOptions options;
    options.most_events = 20;
    const Waves part = waves(small_case(), options);
    EXPECT_THAT(part.simulation.observed.notes, ElementsAre(HasSubstr("after 20 changes")));
    EXPECT_LT(last_change(part.changes), part.simulation.cycles / 2);
}

} // namespace
} // namespace counterpoint::observation
