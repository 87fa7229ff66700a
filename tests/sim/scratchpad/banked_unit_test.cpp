#include "sim/scratchpad/banked_unit.hpp"

#include <cstdint>

#include <gtest/gtest.h>

#include "tests/sim/scratchpad/units.hpp"

namespace counterpoint::sim {
namespace {

constexpr std::int64_t access_bytes = 8;

hw::Banks wide_banks(std::int64_t count, std::int64_t ports = 1) {
    return banks_of(count, access_bytes, ports);
}

StreamDemand plain(std::int64_t bytes, std::int64_t pace) { return {bytes, 0, pace}; }

/// The cycles from now to the end of the stream that ends first.
std::int64_t cycles_to_next_end(const BankedUnit& unit) {
    BankedUnit copy = unit;
    return copy.advance_to_end().value() - unit.cycle();
}

/// Does what is under way, and returns the cycle after the last one.
std::int64_t run_out(BankedUnit& unit) {
    while (true) {
        BankedUnit copy = unit;
        const auto end = copy.advance_to_end();
        if (!end) {
            return unit.cycle();
        }
        unit.advance(*end);
    }
}

std::int64_t alone(const hw::Banks& banks, const StreamDemand& demand,
                   Stream stream = Stream::fill) {
    BankedUnit unit(banks);
    unit.start(stream, demand);
    return run_out(unit);
}

std::int64_t all_lost(const BankedUnit& unit) {
    std::int64_t sum = 0;
    for (const auto& of_loser : unit.lost()) {
        for (const std::int64_t accesses : of_loser) {
            sum += accesses;
        }
    }
    return sum;
}

TEST(Banks, AStreamAloneMovesItsBytesACycle) {
    for (const std::int64_t pace : {1, 8, 24, 64}) {
        for (const std::int64_t bytes : {1, 7, 8, 64, 65, 1000, 123'456'789}) {
            EXPECT_EQ(alone(wide_banks(8), plain(bytes, pace)), quotient_up(bytes, pace))
                << bytes << " bytes, " << pace << " a cycle";
        }
    }
}

TEST(Banks, WithNothingUnderWayTimePassesAndNothingIsBusy) {
    BankedUnit unit(wide_banks(4));
    EXPECT_FALSE(BankedUnit(unit).advance_to_end());
    unit.advance(1'000'000'000'000);
    EXPECT_EQ(unit.cycle(), 1'000'000'000'000);
    EXPECT_EQ(unit.busy_cycles(), 0);
    EXPECT_EQ(unit.accesses(), 0);
}

TEST(Banks, TooFewOfThemSlowAStreamByWhatIsMissing) {
    constexpr std::int64_t pace = 16 * access_bytes;
    constexpr std::int64_t groups = 500;
    for (const std::int64_t count : {1, 2, 4, 8, 16, 32}) {
        for (const std::int64_t ports : {1, 2}) {
            const std::int64_t factor = quotient_up(16, count * ports);
            EXPECT_EQ(alone(wide_banks(count, ports), plain(groups * pace, pace)), groups * factor)
                << count << " banks with " << ports << " ports";
        }
    }
}

TEST(Banks, AStreamThatIsWiderThanTheBanksLosesToItself) {
    BankedUnit unit(wide_banks(2));
    unit.start(Stream::drain,
               plain(8 * access_bytes, 8 * access_bytes)); // four accesses of each of two banks
    EXPECT_EQ(run_out(unit), 4);
    EXPECT_EQ(lost(unit, Stream::drain, Stream::drain), 2 * (3 + 2 + 1));
    EXPECT_EQ(all_lost(unit), lost(unit, Stream::drain, Stream::drain));
}

TEST(Banks, OfOneBankWithOnePortEveryAccessTakesACycle) {
    EXPECT_EQ(alone(wide_banks(1), plain(1, 64)), 1);
    EXPECT_EQ(alone(wide_banks(1), plain(64, 64)), 64 / access_bytes);
}

TEST(Banks, TwoStreamsShareASinglePortAndDualPortsServeBoth) {
    constexpr std::int64_t cycles = 1000;
    for (const std::int64_t ports : {1, 2}) {
        BankedUnit unit(wide_banks(4, ports));
        unit.start(Stream::fill, plain(cycles * 4 * access_bytes, 4 * access_bytes));
        unit.start(Stream::inner_fill, plain(cycles * 4 * access_bytes, 4 * access_bytes));
        EXPECT_EQ(run_out(unit), ports == 1 ? 2 * cycles : cycles);
        EXPECT_EQ(all_lost(unit) > 0, ports == 1);
        EXPECT_EQ(unit.accesses(), 2 * cycles * 4);
    }
}

TEST(Banks, StreamsInDifferentBanksDoNotMeet) {
    BankedUnit unit(wide_banks(2));
    unit.start(Stream::fill, plain(access_bytes, access_bytes)); // the next fill begins at bank 1
    unit.advance(1);
    unit.start(Stream::fill, plain(100 * access_bytes, access_bytes));
    unit.start(Stream::inner_fill, plain(100 * access_bytes, access_bytes));
    EXPECT_EQ(run_out(unit), 1 + 100);
    EXPECT_EQ(all_lost(unit), 0);
}

TEST(Banks, WhatIsAddedToIsReadAndWritten) {
    constexpr std::int64_t cycles = 300;
    constexpr std::int64_t pace = 4 * access_bytes;
    const StreamDemand all{cycles * pace, cycles * pace, pace};
    const StreamDemand half{cycles * pace, cycles * pace / 2, pace};
    EXPECT_EQ(alone(wide_banks(4), all, Stream::inner_drain), 2 * cycles);
    EXPECT_EQ(alone(wide_banks(4), half, Stream::inner_drain), cycles + cycles / 2);
    EXPECT_EQ(alone(wide_banks(4, 2), all, Stream::inner_drain), cycles); // both ports of a bank
    BankedUnit unit(wide_banks(4));
    unit.start(Stream::inner_drain, half);
    run_out(unit);
    EXPECT_EQ(unit.accesses(), cycles * 4 + cycles / 2 * 4);
}

TEST(Banks, NeighboursInOneBankComeOneAfterTheOther) {
    hw::Banks banks = wide_banks(4);
    banks.interleave_bytes = 4 * access_bytes; // all that moves in a cycle lies in one bank
    EXPECT_EQ(alone(banks, plain(100 * 4 * access_bytes, 4 * access_bytes)), 4 * 100);
    EXPECT_EQ(alone(banks, plain(100 * access_bytes, access_bytes)), 100);
    EXPECT_EQ(alone(banks, plain(100 * 16 * access_bytes, 16 * access_bytes)),
              4 * 100); // of each bank four
}

TEST(Banks, AnAccessReachesNoFurtherThanTheInterleaving) {
    hw::Banks banks = wide_banks(4);
    banks.interleave_bytes = access_bytes / 2; // half of each access is of no use
    EXPECT_EQ(alone(banks, plain(100 * 4 * access_bytes / 2, 4 * access_bytes / 2)), 100);
    EXPECT_EQ(alone(banks, plain(100 * 4 * access_bytes, 4 * access_bytes)), 2 * 100);
}

TEST(Banks, RoundRobinGivesEachOfTwoStreamsHalf) {
    for (std::size_t first = 0; first < stream_count; ++first) {
        for (std::size_t second = first + 1; second < stream_count; ++second) {
            BankedUnit unit(wide_banks(4));
            const auto one = static_cast<Stream>(first);
            const auto other = static_cast<Stream>(second);
            unit.start(one, plain(1000 * 4 * access_bytes, 4 * access_bytes));
            unit.start(other, plain(1000 * 4 * access_bytes, 4 * access_bytes));
            unit.advance(1000);
            EXPECT_EQ(lost(unit, one, other), lost(unit, other, one)) << first << ' ' << second;
            EXPECT_EQ(cycles_to_next_end(unit), 1000 - 1);
        }
    }
}

TEST(Banks, RoundRobinGivesEachStreamItsShare) {
    BankedUnit unit(wide_banks(2));
    for (std::size_t stream = 0; stream < stream_count; ++stream) {
        unit.start(static_cast<Stream>(stream), plain(100 * 2 * access_bytes, 2 * access_bytes));
    }
    constexpr std::int64_t streams = stream_count;
    EXPECT_EQ(cycles_to_next_end(unit), streams * 100 - (streams - 1));
    EXPECT_EQ(run_out(unit), streams * 100);
    for (std::size_t loser = 0; loser < stream_count; ++loser) {
        EXPECT_EQ(unit.lost()[loser][loser], 0);
    }
}

/// A fill that meets an inner fill of `pace` for 10,000 cycles, in two banks.
BankedUnit inner_first_against(std::int64_t pace) {
    hw::Banks banks = wide_banks(2);
    banks.arbitration = hw::Arbitration::inner_first;
    BankedUnit unit(banks);
    unit.start(Stream::fill, plain(100 * access_bytes, access_bytes));
    unit.start(Stream::inner_fill, plain(10'000 * pace, pace));
    return unit;
}

TEST(Banks, InnerFirstStarvesWhoeverIsFurtherOutWhileTheInnerWantsAll) {
    BankedUnit unit = inner_first_against(2 * access_bytes);
    unit.advance(10'000);
    EXPECT_FALSE(unit.under_way(Stream::inner_fill)); // as if it were alone
    EXPECT_TRUE(unit.under_way(Stream::fill));
    EXPECT_EQ(lost(unit, Stream::fill, Stream::inner_fill), 10'000);
    EXPECT_EQ(lost(unit, Stream::inner_fill, Stream::fill), 0);
    EXPECT_EQ(run_out(unit), 10'000 + 100); // and afterwards it gets all
}

TEST(Banks, InnerFirstLeavesTheOthersWhatTheInnerDoesNotWant) {
    BankedUnit unit = inner_first_against(access_bytes);
    unit.advance(101); // the first access loses once; then each is in the other's last bank
    EXPECT_FALSE(unit.under_way(Stream::fill));
    EXPECT_EQ(lost(unit, Stream::fill, Stream::inner_fill), 1);
    EXPECT_EQ(run_out(unit), 10'000);
}

TEST(Banks, InnerFirstGoesFromTheOperandsOutwards) {
    hw::Banks banks = wide_banks(1);
    banks.arbitration = hw::Arbitration::inner_first;
    BankedUnit unit(banks);
    for (std::size_t stream = stream_count; stream-- > 0;) {
        unit.start(static_cast<Stream>(stream), plain(10 * access_bytes, access_bytes));
    }
    for (std::size_t stream = 0; stream < stream_count; ++stream) {
        const auto ends = static_cast<std::int64_t>(10 * (stream + 1));
        unit.advance(ends - 1);
        EXPECT_TRUE(unit.under_way(static_cast<Stream>(stream)));
        unit.advance(ends);
        EXPECT_FALSE(unit.under_way(static_cast<Stream>(stream)));
    }
}

TEST(Banks, WhoLostToWhomIsCountedInAccessesThatWaitedACycle) {
    hw::Banks banks = wide_banks(1);
    banks.arbitration = hw::Arbitration::inner_first;
    BankedUnit unit(banks);
    unit.start(Stream::inner_drain, plain(3 * access_bytes, access_bytes));
    unit.start(Stream::drain, plain(2 * access_bytes, access_bytes));
    unit.start(Stream::fill, plain(access_bytes, access_bytes));
    EXPECT_EQ(run_out(unit), 3 + 2 + 1);
    EXPECT_EQ(lost(unit, Stream::drain, Stream::inner_drain), 3);
    EXPECT_EQ(lost(unit, Stream::fill, Stream::inner_drain), 3);
    EXPECT_EQ(lost(unit, Stream::fill, Stream::drain), 2);
    EXPECT_EQ(all_lost(unit), 3 + 3 + 2);
}

TEST(Banks, AStreamGoesOnWhereTheLastOneOfItsKindEnded) {
    BankedUnit unit(wide_banks(4));
    unit.start(Stream::fill, plain(3 * access_bytes, 3 * access_bytes));
    unit.advance(1);
    // From bank 3 around to bank 2: the inner fill, which begins at bank 0, meets it in three.
    unit.start(Stream::fill, plain(4 * access_bytes, 4 * access_bytes));
    unit.start(Stream::inner_fill, plain(3 * access_bytes, 3 * access_bytes));
    run_out(unit);
    EXPECT_EQ(lost(unit, Stream::fill, Stream::inner_fill) +
                  lost(unit, Stream::inner_fill, Stream::fill),
              3);
}

} // namespace
} // namespace counterpoint::sim
