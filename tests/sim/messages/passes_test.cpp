#include <algorithm>
#include <cstdint>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "sim/noc/passages.hpp"
#include "sim/phase_source.hpp"
#include "tests/walker/builders.hpp"
#include "tests/walker/case_text.hpp"
#include "tests/walker/generator.hpp"
#include "tests/walker/layers.hpp"
#include "tests/walker/random.hpp"

namespace counterpoint::sim {
namespace {

/// A byte a cycle, one message after the other.
class OneWire : public noc::Fabric {
  public:
    [[nodiscard]] noc::Passage carry(const noc::Messages& messages) const override {
        noc::Passage passage;
        passage.transfer_cycles = messages.all_bytes();
        passage.link_busy = {passage.transfer_cycles};
        return passage;
    }
    [[nodiscard]] std::size_t links() const override { return 1; }
    [[nodiscard]] std::string link_name(std::size_t /*link*/) const override { return "wire"; }
};

noc::Passages wires(const Program& program, MemoryIndex memory) {
    const std::int64_t parents = program.units[{memory.value - 1}];
    return {std::make_unique<OneWire>(), parents, program.units[memory] / parents, false};
}

/// Calls visit(source) at each phase of a memory with such a wire in both directions.
template <class Visit>
void each_phase(const walker::Case& given, MemoryIndex memory, const Visit& visit) {
    const Program program = build_program(given.layer, given.hardware, given.mapping);
    noc::Passages fill = wires(program, memory);
    noc::Passages drain = wires(program, memory);
    PhaseSource source(program, given.layer, given.hardware, memory, &fill, &drain);
    while (source.next() && !testing::Test::HasFatalFailure()) {
        visit(source);
    }
}

void check_phase(const PhaseSource& source, const walker::Case& given) {
    const Phase& phase = source.phase();
    ASSERT_EQ(phase.fill_pass != nullptr, phase.all_down_bytes > 0);
    if (phase.fill_pass != nullptr) {
        EXPECT_EQ(phase.fill_pass->transfer_cycles, phase.down_bytes);
        EXPECT_EQ(phase.fill_pass->link_busy.front(), phase.all_down_bytes);
    }
    const std::int64_t bytes =
        given.hardware.bytes_of(given.layer.tensors[given.layer.output].name);
    ASSERT_EQ(phase.stay.drain_pass != nullptr, phase.stay.arrived > 0);
    if (phase.stay.drain_pass != nullptr) {
        EXPECT_EQ(phase.stay.drain_pass->transfer_cycles, phase.stay.most_arrived * bytes);
        EXPECT_EQ(phase.stay.drain_pass->link_busy.front(), phase.stay.arrived * bytes);
    }
}

TEST(Passes, CarryWhatIsSentInEveryPhaseOfRandomDesigns) {
    constexpr std::uint64_t seed = 44'000'000;
    for (std::uint64_t number = 0; number < 200; ++number) {
        std::mt19937_64 engine(seed + number);
        walker::Case given = walker::random_case(engine);
        walker::Random random(engine);
        for (hw::Memory& memory : given.hardware.memories) {
            memory.fill.forwarding = random.chance(50);
        }
        SCOPED_TRACE("seed " + std::to_string(seed + number) + "\n" + walker::to_yaml(given));
        for (MemoryIndex b{1}; given.hardware.memories.contains(b); ++b.value) {
            each_phase(given, b, [&](PhaseSource& source) { check_phase(source, given); });
        }
        ASSERT_FALSE(HasFailure());
    }
}

walker::Case product(const std::vector<std::string>& tiled) {
    walker::Case given;
    given.layer = walker::fixed_layer(workloads::LayerType::gemm, {{"M", 12}, {"N", 5}, {"K", 8}});
    given.hardware = walker::plain_hardware({"DRAM", "L1"});
    walker::MappingBuilder nodes(given.layer, given.hardware);
    for (const std::string& dimension : tiled) {
        nodes.temporal(dimension, 2);
    }
    given.mapping = nodes.spatial("M", 1, 2).store_all("L1").mapping();
    return given;
}

TEST(Passes, TransfersThatLookAlikeAreWorkedOutOnce) {
    // Six phases, each with other rows of one operand; the other operand comes in the first only.
    const walker::Case given = product({"M"});
    std::vector<const noc::Pass*> passes;
    std::set<const noc::Pass*> drains;
    each_phase(given, MemoryIndex{1}, [&](PhaseSource& source) {
        passes.push_back(source.phase().fill_pass);
        drains.insert(source.phase().stay.drain_pass);
    });
    ASSERT_EQ(passes.size(), 6U);
    EXPECT_NE(passes[0], passes[1]);
    EXPECT_EQ(std::count(passes.begin() + 1, passes.end(), passes[1]), 5);
    EXPECT_EQ(drains.size(), 1U);
}

TEST(Passes, OneForAllPhasesOfAStay) {
    // The output stays while K advances: it leaves once, after four phases.
    const walker::Case given = product({"K"});
    std::vector<const noc::Pass*> drains;
    each_phase(given, MemoryIndex{1}, [&](PhaseSource& source) {
        drains.push_back(source.phase().stay.drain_pass);
        EXPECT_EQ(source.phase().drains, drains.size() == 4);
    });
    ASSERT_EQ(drains.size(), 4U);
    EXPECT_NE(drains.front(), nullptr);
    EXPECT_EQ(std::count(drains.begin(), drains.end(), drains.front()), 4);
}

} // namespace
} // namespace counterpoint::sim
