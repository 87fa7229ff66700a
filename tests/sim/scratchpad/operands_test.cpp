#include <algorithm>
#include <cstdint>

#include <gtest/gtest.h>

#include "sim/scratchpad/banked_unit.hpp"
#include "tests/sim/scratchpad/units.hpp"

namespace counterpoint::sim {
namespace {

std::int64_t end_of(const BankedUnit& unit) { return BankedUnit(unit).advance_to_end().value(); }

TEST(Operands, AloneTakeTheirTimeOrThatOfAllPortsWhicheverIsLonger) {
    for (const std::int64_t count : {1, 2, 3, 8}) {
        for (const std::int64_t width : {1, 4, 7}) {
            for (const std::int64_t ports : {1, 2}) {
                for (const std::int64_t pace : {1, 3, 4, 6, 10, 11, 16, 33, 100}) {
                    for (const std::int64_t bytes : {1, 7, 100, 9973}) {
                        BankedUnit unit(banks_of(count, width, ports));
                        unit.start(Stream::operands, {5, 0, 1}); // begin anywhere
                        unit.advance(5);
                        unit.start(Stream::operands, {bytes, 0, pace});
                        const std::int64_t give = count * width * ports;
                        EXPECT_EQ(end_of(unit) - 5,
                                  std::max(quotient_up(bytes, pace), quotient_up(bytes, give)))
                            << bytes << " bytes by " << pace << ", " << count << " banks of "
                            << width << " with " << ports << " ports";
                    }
                }
            }
        }
    }
}

TEST(Operands, AreSpreadOverTheBanksWhateverTheInterleaving) {
    hw::Banks banks = banks_of(4, 8);
    banks.interleave_bytes = 64; // a tile of 32 bytes lies in one bank
    BankedUnit unit(banks);
    unit.start(Stream::operands, {3200, 0, 32});
    EXPECT_EQ(end_of(unit), 100);
    unit.advance(100);
    unit.start(Stream::fill, {3200, 0, 32});
    EXPECT_EQ(end_of(unit), 100 + 4 * 100);
}

TEST(Operands, TakeAccessesOfTheirOwnInEveryCycle) {
    BankedUnit unit(banks_of(2, 8));
    unit.start(Stream::operands, {9 * 50, 0, 9}); // a byte of the second access is used
    unit.advance(50);
    EXPECT_FALSE(unit.under_way(Stream::operands));
    EXPECT_EQ(unit.accesses(), 2 * 50);
    EXPECT_EQ(unit.busy_cycles(), 50);
}

TEST(Operands, MeetAFillAtASinglePortAndNotAtTwo) {
    for (const std::int64_t ports : {1, 2}) {
        BankedUnit unit(banks_of(1, 8, ports));
        unit.start(Stream::operands, {8 * 100, 0, 8});
        unit.start(Stream::fill, {8 * 100, 0, 8});
        unit.advance(ports == 1 ? 200 : 100);
        EXPECT_FALSE(unit.under_way(Stream::operands));
        EXPECT_FALSE(unit.under_way(Stream::fill));
        EXPECT_EQ(lost(unit, Stream::operands, Stream::fill) > 0, ports == 1);
        EXPECT_EQ(lost(unit, Stream::fill, Stream::operands) > 0, ports == 1);
    }
}

TEST(Operands, AreServedBeforeAllOthersWhereTheInnerGoesFirst) {
    hw::Banks banks = banks_of(1, 8);
    banks.arbitration = hw::Arbitration::inner_first;
    BankedUnit unit(banks);
    unit.start(Stream::fill, {8 * 10, 0, 8});
    unit.start(Stream::drain, {8 * 10, 0, 8});
    unit.start(Stream::operands, {8 * 100, 0, 8});
    unit.advance(100);
    EXPECT_FALSE(unit.under_way(Stream::operands));
    EXPECT_EQ(lost(unit, Stream::operands, Stream::fill), 0);
    EXPECT_EQ(lost(unit, Stream::fill, Stream::operands), 100);
    EXPECT_EQ(lost(unit, Stream::drain, Stream::operands), 100);
}

TEST(Operands, OfASlowPeLeaveTheFillTheCyclesBetween) {
    BankedUnit unit(banks_of(4, 8));
    unit.start(Stream::operands, {100, 0, 1}); // an access a cycle, in each bank every fourth
    unit.start(Stream::fill, {100 * 8, 0, 8});
    unit.advance(101);
    EXPECT_FALSE(unit.under_way(Stream::fill)); // they meet once, then one is ahead of the other
    EXPECT_EQ(
        lost(unit, Stream::operands, Stream::fill) + lost(unit, Stream::fill, Stream::operands), 1);
}

} // namespace
} // namespace counterpoint::sim
