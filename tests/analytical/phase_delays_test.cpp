#include <algorithm>
#include <optional>
#include <random>

#include <gtest/gtest.h>

#include "analytical/analysis.hpp"
#include "tests/walker/case_text.hpp"
#include "tests/walker/generator.hpp"
#include "tests/walker/walker.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::analytical {
namespace {

/// Of cycles phase by phase.
class Spread {
  public:
    void add(std::int64_t cycles) {
        spread_ = {std::min(cycles, known_ ? spread_.least : cycles),
                   std::max(cycles, spread_.most), spread_.total + cycles};
        known_ = true;
    }
    [[nodiscard]] const hw::PhaseSpread& get() const { return spread_; }

  private:
    hw::PhaseSpread spread_;
    bool known_ = false;
};

/// What the phases took that the walker went through one by one.
hw::PhaseDelays walked(const walker::Timeline& timeline) {
    const std::size_t phases = timeline.computes.size();
    std::vector<std::int64_t> drains(phases, 0);
    for (const walker::DrainTimes& drain : timeline.drains.back()) {
        drains[drain.phase] = drain.over - drain.begin;
    }
    Spread fill;
    Spread drain;
    Spread compute;
    for (std::size_t i = 0; i < phases; ++i) {
        const walker::FillTimes& filled = timeline.fills.back()[i];
        fill.add(filled.sent - filled.start);
        drain.add(drains[i]);
        compute.add(timeline.computes[i].done - timeline.computes[i].start);
    }
    return {fill.get(), drain.get(), compute.get(), 0};
}

TEST(PhaseDelays, AreThoseOfPhasesWalkedOneByOne) {
    const std::uint64_t first = std::random_device{}();
    for (std::uint64_t number = 0; number < 400; ++number) {
        std::mt19937_64 engine(first + number);
        const walker::Case given = walker::random_case(
            engine, number % 2 == 0 ? walker::Limits{} : walker::with_bypasses());
        Options options;
        options.phase_delays = true;
        options.check_capacity = false;
        std::optional<Analysis> analysis;
        try {
            analysis = analyze(given.layer, given.hardware, given.mapping, options);
        } catch (const InputError&) {
            continue; // the hardware cannot run it
        }
        const hw::PhaseDelays right =
            walked(walker::walk(given.layer, given.hardware, given.mapping).timeline);
        ASSERT_EQ(analysis->delays->fill, right.fill) << first + number << to_yaml(given);
        ASSERT_EQ(analysis->delays->drain, right.drain) << first + number << to_yaml(given);
        ASSERT_EQ(analysis->delays->compute, right.compute) << first + number << to_yaml(given);
    }
}

} // namespace
} // namespace counterpoint::analytical
