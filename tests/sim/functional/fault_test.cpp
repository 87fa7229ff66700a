#include <cstdint>

#include <gtest/gtest.h>

#include "sim/defect.hpp"
#include "sim/functional/functional.hpp"
#include "tests/walker/builders.hpp"
#include "tests/walker/layers.hpp"

namespace counterpoint::sim {
namespace {

using hw::MemoryIndex;
using workloads::LayerType;

/// Three memories; windows slide within L1, sums over C come back to L1 and to L2 from memories
/// that do not add, two units share the channels.
class FaultyMachine : public testing::Test {
  protected:
    FaultyMachine() {
        for (hw::Memory& memory : hardware_.memories) {
            memory.accumulate = false;
        }
        builder_.temporal("C", 4).temporal("P", 4).store_all("L2");
        builder_.temporal("C", 2).spatial("C", 1, 2).temporal("P", 1).store_all("L1");
        for (Numbers& numbers : tensors_.by_tensor) {
            for (std::int32_t& number : std::get<std::vector<std::int32_t>>(numbers)) {
                number = number < 0 ? -number : number;
            }
        }
    }

    FunctionalResult run(Fault& fault) {
        return run_functional(layer_, hardware_, builder_.mapping(), tensors_, fault);
    }

    /// Makes the transfer of that number fail, for every number that there is. Returns how many
    /// there were.
    int expect_every_one_to_show(Fault::Kind kind, MemoryIndex memory) {
        for (int number = 1;; ++number) {
            Fault fault{kind, memory, number, false};
            const FunctionalResult result = run(fault);
            if (!fault.happened) {
                return number - 1;
            }
            EXPECT_GT(result.comparison.wrong, 0) << "number " << number;
            EXPECT_TRUE(result.comparison.first_wrong.has_value());
        }
    }

    workloads::Layer layer_ =
        walker::fixed_layer(LayerType::conv2d, {{"C", 8}, {"P", 8}, {"R", 3}});
    hw::Hardware hardware_ = walker::plain_hardware({"DRAM", "L2", "L1"});
    walker::MappingBuilder builder_{layer_, hardware_};
    TensorValues tensors_ = seeded_tensors(layer_, 3); ///< positive: nothing cancels out
};

constexpr MemoryIndex l2{1};
constexpr MemoryIndex l1{2};

TEST_F(FaultyMachine, IsRightWithoutAFault) {
    Fault none;
    EXPECT_EQ(run(none).comparison.wrong, 0);
    EXPECT_FALSE(none.happened);
}

TEST_F(FaultyMachine, ShowsAFillThatIsLost) {
    EXPECT_GT(expect_every_one_to_show(Fault::Kind::lose_fill, l2), 4);
    EXPECT_GT(expect_every_one_to_show(Fault::Kind::lose_fill, l1), 16);
}

TEST_F(FaultyMachine, ShowsWhatIsWronglyTakenToBeThereStill) {
    EXPECT_GT(expect_every_one_to_show(Fault::Kind::lose_kept, l1), 16);
}

TEST_F(FaultyMachine, ShowsADrainThatIsLost) {
    EXPECT_EQ(expect_every_one_to_show(Fault::Kind::lose_drain, l2), 4);
    EXPECT_EQ(expect_every_one_to_show(Fault::Kind::lose_drain, l1), 64);
}

TEST_F(FaultyMachine, ShowsADrainThatArrivesTwice) {
    EXPECT_EQ(expect_every_one_to_show(Fault::Kind::repeat_drain, l2), 4);
    EXPECT_EQ(expect_every_one_to_show(Fault::Kind::repeat_drain, l1), 64);
}

TEST_F(FaultyMachine, ShowsAReloadThatIsLost) {
    for (const MemoryIndex memory : {l2, l1}) {
        // The last of the units' first tiles come without any sum: losing nothing does not show.
        int shown = 0;
        for (int number = 1; number <= 64; ++number) {
            Fault fault{Fault::Kind::lose_reload, memory, number, false};
            shown += run(fault).comparison.wrong > 0 ? 1 : 0;
        }
        // Half of the tiles of L2 come back with sums; in L1 all but those of the first visit, to
        // one of two units.
        EXPECT_EQ(shown, memory == l2 ? 2 : 24);
    }
}

} // namespace
} // namespace counterpoint::sim
