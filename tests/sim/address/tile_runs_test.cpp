#include "sim/address/tile_runs.hpp"

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "sim/defect.hpp"
#include "sim/phase_source.hpp"
#include "tests/sim/address/explicit_runs.hpp"
#include "tests/sim/address/layouts.hpp"
#include "tests/walker/builders.hpp"
#include "tests/walker/case_text.hpp"
#include "tests/walker/generator.hpp"
#include "tests/walker/layers.hpp"
#include "tests/walker/random.hpp"

namespace counterpoint::sim {
namespace {

constexpr MemoryIndex dram{0};
constexpr MemoryIndex buffer{1};

/// What happened in the cases, so that a test can say that it met everything.
struct Met {
    std::int64_t cases = 0;
    std::int64_t several_units = 0; ///< cases
    std::int64_t one_by_one = 0;    ///< of these, without multicast
    std::int64_t handed_back = 0;   ///< phases
    std::int64_t partly_new = 0;    ///< fills beyond the first
    std::int64_t forwarded = 0;     ///< fills in which neighbours pass something on
};

Addresses addresses_of(const std::vector<AddressRun>& runs, std::int64_t element_bytes) {
    Addresses found;
    for (const AddressRun& run : runs) {
        EXPECT_EQ(run.bytes % element_bytes, 0);
        for (std::int64_t at = run.address; at < run.end(); at += element_bytes) {
            found.push_back(at);
        }
    }
    std::sort(found.begin(), found.end());
    return found;
}

bool fewest(const std::vector<AddressRun>& runs) {
    for (std::size_t i = 1; i < runs.size(); ++i) {
        if (runs[i].address <= runs[i - 1].end()) {
            return false;
        }
    }
    return true;
}

void check_phase(const PhaseSource& source, ExplicitRuns& right, const walker::Case& given,
                 Met& met) {
    const TileRuns& runs = *source.tile_runs();
    const auto phase = static_cast<std::size_t>(source.phase().number);
    const bool multicast = given.hardware.memories[buffer].fill.multicast;
    for (TensorIndex tensor{0}; given.layer.tensors.contains(tensor); ++tensor.value) {
        const std::vector<AddressRun>& fill = runs.fill_runs()[tensor.value];
        const Addresses found = addresses_of(fill, runs.layouts()[tensor].element_bytes());
        const bool is_output = tensor == given.layer.output;
        ASSERT_EQ(found, is_output ? right.handed_back(phase) : right.filled(tensor, phase))
            << given.layer.tensors[tensor].name << " at phase " << phase;
        ASSERT_EQ(static_cast<std::int64_t>(found.size()),
                  source.parent_side()[tensor.value].reads);
        ASSERT_TRUE(fewest(fill) || (!multicast && !is_output));
        met.handed_back += is_output && !found.empty() ? 1 : 0;
        met.forwarded += source.forwarded()[tensor.value] > 0 ? 1 : 0;
        met.partly_new += !is_output && phase > 0 && !found.empty() ? 1 : 0;
    }
    if (source.phase().drains) {
        const TensorIndex output = given.layer.output;
        const Addresses found =
            addresses_of(runs.drain_runs(), runs.layouts()[output].element_bytes());
        ASSERT_EQ(found, right.drained(phase)) << "drained after phase " << phase;
        ASSERT_EQ(static_cast<std::int64_t>(found.size()), source.phase().stay.arrived);
        ASSERT_TRUE(fewest(runs.drain_runs()));
    }
}

void check(const walker::Case& given, Met& met) {
    const Program program = build_program(given.layer, given.hardware, given.mapping);
    PhaseSource source(program, given.layer, given.hardware, buffer);
    ASSERT_NE(source.tile_runs(), nullptr);
    ExplicitRuns right(given, source.tile_runs()->layouts());
    const bool several = program.units[buffer] > 1;
    ++met.cases;
    met.several_units += several ? 1 : 0;
    met.one_by_one += several && !given.hardware.memories[buffer].fill.multicast ? 1 : 0;
    std::size_t phases = 0;
    while (source.next()) {
        if (source.phase().stay.collision) {
            return; // the hardware cannot run it
        }
        check_phase(source, right, given, met);
        if (testing::Test::HasFatalFailure()) {
            return;
        }
        ++phases;
    }
    EXPECT_EQ(phases, right.phases());
}

void add_dram(walker::Case& given) { given.hardware.memories[dram].dram = dram_of(1 << 15); }

TEST(TileRuns, AreTheElementsOfRandomDesignsInRandomLayouts) {
    constexpr std::uint64_t seed = 31'000'000;
    constexpr std::uint64_t cases = 3'000;
    Met met;
    for (std::uint64_t number = 0; number < cases; ++number) {
        std::mt19937_64 engine(seed + number);
        walker::Limits limits;
        limits.macs = 800;
        limits.phases = 200;
        limits.tile_visits = 20'000;
        walker::Case given = walker::random_case(engine, limits);
        walker::Random random(engine);
        add_dram(given);
        given.hardware.memories[buffer].fill.forwarding = number % 2 == 0;
        for (const workloads::Tensor& tensor : given.layer.tensors) {
            if (random.chance(65)) {
                given.hardware.memories[dram].layouts[tensor.name] =
                    random_layout(random, given.layer, tensor);
            }
        }
        SCOPED_TRACE("seed " + std::to_string(seed + number) + "\n" + walker::to_yaml(given));
        check(given, met);
        ASSERT_FALSE(HasFailure());
    }
    EXPECT_EQ(met.cases, static_cast<std::int64_t>(cases));
    EXPECT_GT(met.several_units, 300);
    EXPECT_GT(met.one_by_one, 30);
    EXPECT_GT(met.handed_back, 1'000);
    EXPECT_GT(met.partly_new, 10'000);
    EXPECT_GT(met.forwarded, 100);
}

/// A convolution on two memories, all tensors stored at the same points.
class Convolution {
  public:
    Convolution(const walker::Numbers& sizes, const walker::Numbers& stride = {},
                const walker::Numbers& dilation = {}) {
        given.layer = walker::fixed_layer(workloads::LayerType::conv2d, sizes, stride, dilation);
        given.hardware = walker::plain_hardware({"DRAM", "L1"});
        add_dram(given);
    }
    Convolution(const Convolution&) = delete;
    Convolution& operator=(const Convolution&) = delete;
    Convolution(Convolution&&) = delete;
    Convolution& operator=(Convolution&&) = delete;
    ~Convolution() = default;

    walker::MappingBuilder nodes() { return {given.layer, given.hardware}; }
    void lay(const std::string& tensor, const std::vector<std::string>& levels) {
        given.hardware.memories[dram].layouts[tensor] = layout_of(levels);
    }
    /// Checks all phases with explicit sets, and returns the runs of each phase's fill.
    std::vector<std::vector<AddressRun>> fills(TensorIndex tensor) {
        Met met;
        check(given, met);
        const Program program = build_program(given.layer, given.hardware, given.mapping);
        PhaseSource source(program, given.layer, given.hardware, buffer);
        std::vector<std::vector<AddressRun>> runs;
        while (source.next()) {
            runs.push_back(source.tile_runs()->fill_runs()[tensor.value]);
        }
        return runs;
    }

    walker::Case given;
};

using Fills = std::vector<std::vector<AddressRun>>;

constexpr TensorIndex weight{0};
constexpr TensorIndex input{1};

TEST(TileRuns, OneElement) {
    Convolution one({{"K", 1}});
    one.given.mapping = one.nodes().store_all("L1").mapping();
    EXPECT_EQ(one.fills(weight), (Fills{{{0, 1}}}));
    EXPECT_EQ(one.fills(input), (Fills{{{64, 1}}}));
}

TEST(TileRuns, RowsThatSlideReadTheNewOnesOnly) {
    Convolution rows({{"P", 4}, {"Q", 6}, {"R", 3}, {"S", 3}});
    rows.given.mapping = rows.nodes().temporal("P", 1).store_all("L1").mapping();
    // 6 rows of 8, from 64 on: behind the 9 weights.
    EXPECT_EQ(rows.fills(input), (Fills{{{64, 24}}, {{88, 8}}, {{96, 8}}, {{104, 8}}}));
    EXPECT_EQ(rows.fills(weight), (Fills{{{0, 9}}, {}, {}, {}}));
}

TEST(TileRuns, AStrideBeyondTheFilterLeavesGaps) {
    Convolution gaps({{"P", 3}, {"Q", 3}}, {{"P", 2}, {"Q", 2}});
    gaps.given.mapping = gaps.nodes().temporal("P", 1).temporal("Q", 1).store_all("L1").mapping();
    EXPECT_EQ(gaps.fills(input), (Fills{{{64, 1}},
                                        {{66, 1}},
                                        {{68, 1}},
                                        {{74, 1}},
                                        {{76, 1}},
                                        {{78, 1}},
                                        {{84, 1}},
                                        {{86, 1}},
                                        {{88, 1}}}));
}

TEST(TileRuns, DilationGroupsAndBlocks) {
    Convolution dilated({{"G", 2}, {"K", 3}, {"C", 6}, {"P", 4}, {"Q", 3}, {"R", 2}, {"S", 2}}, {},
                        {{"R", 2}, {"S", 3}});
    dilated.lay("Input", {"N", "G", "C/4", "Y", "X", "C%4"});
    dilated.lay("Weight", {"G", "K/2", "C", "R", "S", "K%2"});
    dilated.lay("Output", {"P", "G", "Q", "K"});
    dilated.given.mapping = dilated.nodes()
                                .temporal("C", 2)
                                .temporal("G", 1)
                                .temporal("P", 2)
                                .temporal("K", 2)
                                .store_all("L1")
                                .mapping();
    EXPECT_EQ(dilated.fills(weight).size(), 24U);
}

TEST(TileRuns, WithoutMulticastEveryUnitReadsForItself) {
    Convolution spread({{"K", 4}, {"C", 3}});
    spread.given.mapping = spread.nodes().spatial("K", 1, 4).store_all("L1").mapping();
    EXPECT_EQ(spread.fills(input), (Fills{{{64, 3}}}));
    spread.given.hardware.memories[buffer].fill.multicast = false;
    EXPECT_EQ(spread.fills(input), (Fills{{{64, 3}, {64, 3}, {64, 3}, {64, 3}}}));
    EXPECT_EQ(spread.fills(weight), (Fills{{{0, 3}, {3, 3}, {6, 3}, {9, 3}}}));
}

TEST(TileRuns, NeighboursAmongUnitsJoinWhatTheyShare) {
    Convolution halo({{"P", 8}, {"R", 3}});
    halo.given.mapping = halo.nodes().temporal("P", 4).spatial("P", 1, 4).store_all("L1").mapping();
    // Rows 0 to 5, then 4 to 9: each of the units has moved to rows that are new to it.
    EXPECT_EQ(halo.fills(input), (Fills{{{64, 6}}, {{68, 6}}}));
}

TEST(TileRuns, DoNotExistWithoutADram) {
    Convolution ideal({{"K", 4}});
    ideal.given.mapping = ideal.nodes().store_all("L1").mapping();
    ideal.given.hardware.memories[dram].dram.reset();
    const Program program =
        build_program(ideal.given.layer, ideal.given.hardware, ideal.given.mapping);
    EXPECT_EQ(PhaseSource(program, ideal.given.layer, ideal.given.hardware, buffer).tile_runs(),
              nullptr);
}

TEST(TileRuns, AnotherNumberThanWasCountedIsADefect) {
    Convolution rows({{"P", 2}, {"K", 2}});
    rows.given.mapping = rows.nodes().store_all("L1").mapping();
    const Program program =
        build_program(rows.given.layer, rows.given.hardware, rows.given.mapping);
    PhaseWalk walk(program, buffer);
    TileRuns runs(program, walk, rows.given.layer, rows.given.hardware);
    Stay stay;
    stay.arrived = 4;
    EXPECT_NO_THROW(runs.update(walk, {{2, 0}, {2, 0}, {0, 0}}, stay));
    EXPECT_THROW(runs.update(walk, {{2, 0}, {3, 0}, {0, 0}}, stay), Defect);
    stay.arrived = 5;
    TileRuns others(program, walk, rows.given.layer, rows.given.hardware);
    EXPECT_THROW(others.update(walk, {{2, 0}, {2, 0}, {0, 0}}, stay), Defect);
}

} // namespace
} // namespace counterpoint::sim
