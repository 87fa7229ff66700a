// A check is worth what it would notice. Here one model is broken on purpose, number by number and
// rule by rule, and every time the verdict must fail.

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/validation/designs.hpp"

namespace counterpoint::validation {
namespace {

using hw::MemoryIndex;

/// With a technology additions of partial sums are compared, too.
const std::string priced_gemms = [] {
    std::string text = three_gemms;
    return text.insert(text.find("  memories:"), "  technology: eyeriss_relative\n");
}();

/// Every number in the struct, but those that memory 0 has by definition: it is filled through no
/// network and waits for nothing.
std::vector<std::int64_t*> all_numbers(hw::LayerNumbers& numbers) {
    // A field that is added to LayerNumbers does not compile here until it is mutated, too.
    auto& [cycles, compute_cycles, macs, pes, phases, units, capacity, counts, stack, fill_bytes,
           drain_bytes, additions] = numbers;
    auto& [start, compute, operands, waiting, tail] = stack;
    std::vector<std::int64_t*> all{&cycles, &compute_cycles, &macs,     &pes,
                                   &start,  &compute,        &operands, &tail};
    for (MemoryIndex b{0}; counts.contains(b); ++b.value) {
        for (hw::Access& access : counts[b]) {
            all.insert(all.end(), {&access.reads, &access.writes});
        }
        for (std::int64_t& bytes : capacity[b].by_tensor) {
            all.push_back(&bytes);
        }
    }
    for (MemoryIndex b{1}; counts.contains(b); ++b.value) {
        auto& [fill_transfer, fill_latency, drain] = waiting[b];
        all.insert(all.end(),
                   {&phases[b], &units[b], &capacity[b].bytes, &fill_bytes[b], &drain_bytes[b],
                    &additions[b], &fill_transfer, &fill_latency, &drain});
    }
    return all;
}

std::size_t number_count(const Plan& plan) {
    const PlannedCase& planned = plan.cases.front();
    return number_names(planned.layers.front().layer, planned.hardware).size();
}

TEST(Mutation, ValidationHoldsWhereNothingIsBroken) {
    EXPECT_TRUE(validated(plan_of_text(priced_gemms), disguised_models()).holds());
    EXPECT_TRUE(validated(plan_of_text(priced_gemms), both_models()).holds());
}

TEST(Mutation, EveryNumberOfTheStructIsCompared) {
    const Plan plan = plan_of_text(priced_gemms);
    hw::LayerNumbers numbers =
        no_numbers(plan.cases.front().layers.front().layer, plan.cases.front().hardware);
    EXPECT_EQ(all_numbers(numbers).size(), number_count(plan));
}

TEST(Mutation, OneMoreOrLessInAnyNumberOfTheSimulationBreaksTheVerdict) {
    const Plan plan = plan_of_text(priced_gemms);
    for (std::size_t i = 0; i < number_count(plan); ++i) {
        for (const std::int64_t step : {1, -1}) {
            const Validation validation =
                validated(plan, disguised_models([&](hw::LayerNumbers& numbers) {
                              *all_numbers(numbers).at(i) += step;
                          }));
            ASSERT_FALSE(validation.holds()) << "number " << i;
            const std::vector<Outcome>& broken = validation.cases.front().broken;
            EXPECT_EQ(broken.front().found - broken.front().expected, step);
            EXPECT_THAT(broken.size(), testing::AnyOf(3, 6)) << "the number, and what cycles add";
        }
    }
}

TEST(Mutation, OneMoreOrLessInAnyNumberOfTheAnalysisBreaksTheVerdict) {
    const Plan plan = plan_of_text(priced_gemms);
    for (std::size_t i = 0; i < number_count(plan); ++i) {
        for (const std::int64_t step : {1, -1}) {
            Models models = disguised_models();
            const auto right = models.analyze;
            models.analyze = [&](const PlannedLayer& layer, const hw::Hardware& hardware,
                                 analytical::Timing timing) {
                hw::LayerNumbers numbers = right(layer, hardware, timing);
                *all_numbers(numbers).at(i) += step;
                return numbers;
            };
            EXPECT_FALSE(validated(plan, models).holds()) << "number " << i;
        }
    }
}

/// A rule of the hardware that one model gets wrong.
struct WrongRule {
    std::string name;
    std::function<void(hw::Hardware&)> change;
};

void add_wrong_rules(std::vector<WrongRule>& rules, MemoryIndex b) {
    const auto add = [&](const std::string& name, void (*change)(hw::Memory&)) {
        rules.push_back({name + " of memory " + std::to_string(b.value),
                         [=](hw::Hardware& hardware) { change(hardware.memories[b]); }});
    };
    add("fill latency", [](hw::Memory& memory) { ++memory.fill.latency_cycles; });
    add("fill latency ignored", [](hw::Memory& memory) { memory.fill.latency_cycles = 0; });
    add("fill width", [](hw::Memory& memory) { ++memory.fill.bytes_per_cycle; });
    add("multicast", [](hw::Memory& memory) { memory.fill.multicast = !memory.fill.multicast; });
    add("drain latency", [](hw::Memory& memory) { ++memory.drain.latency_cycles; });
    add("drain latency ignored", [](hw::Memory& memory) { memory.drain.latency_cycles = 0; });
    add("drain width", [](hw::Memory& memory) { ++memory.drain.bytes_per_cycle; });
    add("one slot more", [](hw::Memory& memory) { ++memory.slots; });
    add("one slot less", [](hw::Memory& memory) { --memory.slots; });
}

std::vector<WrongRule> wrong_rules() {
    std::vector<WrongRule> rules;
    add_wrong_rules(rules, MemoryIndex{1});
    add_wrong_rules(rules, MemoryIndex{2});
    rules.push_back({"reduction", [](hw::Hardware& hardware) {
                         hardware.memories[MemoryIndex{2}].drain.reduction = false;
                     }});
    rules.push_back({"accumulate", [](hw::Hardware& hardware) {
                         hardware.memories[MemoryIndex{1}].accumulate = false;
                     }});
    rules.push_back({"lanes", [](hw::Hardware& hardware) { ++hardware.pe.lanes; }});
    for (const char* tensor : {"Weight", "Input", "Output"}) {
        rules.push_back({std::string("element bytes of ") + tensor, [=](hw::Hardware& hardware) {
                             hardware.element_bytes[tensor] = hardware.bytes_of(tensor) + 1;
                         }});
    }
    return rules;
}

class MutatedRule : public testing::TestWithParam<WrongRule> {
  protected:
    MutatedRule() : wrong_(plan_.cases.front().hardware) { GetParam().change(wrong_); }

    Plan plan_ = plan_of_text(priced_gemms);
    hw::Hardware wrong_;
};

TEST_P(MutatedRule, InTheSimulatorAloneBreaksTheVerdict) {
    Models models = both_models();
    models.simulate = [&](std::vector<sim::Job> jobs, const sim::Parallel& parallel) {
        for (sim::Job& job : jobs) {
            job.hardware = &wrong_;
        }
        return both_models().simulate(jobs, parallel);
    };
    EXPECT_FALSE(validated(plan_, models).holds());
}

TEST_P(MutatedRule, InTheAnalysisAloneBreaksTheVerdict) {
    Models models = both_models();
    models.analyze = [&](const PlannedLayer& layer, const hw::Hardware&,
                         analytical::Timing timing) {
        return both_models().analyze(layer, wrong_, timing);
    };
    EXPECT_FALSE(validated(plan_, models).holds());
}

INSTANTIATE_TEST_SUITE_P(Each, MutatedRule, testing::ValuesIn(wrong_rules()), [](const auto& rule) {
    std::string name = rule.param.name;
    for (char& c : name) {
        c = c == ' ' ? '_' : c;
    }
    return name;
});

} // namespace
} // namespace counterpoint::validation
