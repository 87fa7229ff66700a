#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>

#include <gtest/gtest.h>

#include "sim/scratchpad/banked_unit.hpp"

namespace counterpoint::sim {
namespace {

class Random {
  public:
    explicit Random(std::uint64_t seed) : engine_(seed) {}
    std::int64_t between(std::int64_t least, std::int64_t most) {
        return std::uniform_int_distribution<std::int64_t>(least, most)(engine_);
    }

  private:
    std::mt19937_64 engine_;
};

hw::Banks random_banks(Random& random) {
    hw::Banks banks;
    banks.count = random.between(1, 16);
    banks.bytes_per_cycle = random.between(1, 8);
    banks.ports = random.between(1, 2);
    banks.interleave_bytes = random.between(1, 16);
    banks.arbitration =
        random.between(0, 1) == 0 ? hw::Arbitration::round_robin : hw::Arbitration::inner_first;
    return banks;
}

StreamDemand random_demand(Random& random, Stream stream) {
    StreamDemand demand;
    demand.bytes = random.between(1, 3000);
    demand.bytes_per_cycle = random.between(1, 32);
    if (stream == Stream::inner_drain) {
        const std::int64_t kind = random.between(0, 2);
        demand.added_bytes = kind == 0   ? 0
                             : kind == 1 ? demand.bytes
                                         : random.between(0, demand.bytes);
    }
    return demand;
}

bool are_alike(const BankedUnit& one, const BankedUnit& other) {
    for (std::size_t i = 0; i < stream_count; ++i) {
        if (one.under_way(static_cast<Stream>(i)) != other.under_way(static_cast<Stream>(i))) {
            return false;
        }
    }
    return one.cycle() == other.cycle() && one.lost() == other.lost() &&
           one.accesses() == other.accesses() && one.busy_cycles() == other.busy_cycles();
}

/// Two units with the same history, of which only one leaps.
struct Twins {
    explicit Twins(const hw::Banks& banks) : leaping(banks, true), stepping(banks, false) {}

    void start(Stream stream, const StreamDemand& demand) {
        leaping.start(stream, demand);
        stepping.start(stream, demand);
    }
    void advance(std::int64_t cycle) {
        leaping.advance(cycle);
        stepping.advance(cycle);
    }

    BankedUnit leaping;
    BankedUnit stepping;
};

/// Starts streams at random, to the end of some of them and to cycles in between.
void compare_history(Random& random, Twins& twins) {
    for (int i = 0; i < 12; ++i) {
        const auto stream = static_cast<Stream>(random.between(0, stream_count - 1));
        if (!twins.leaping.under_way(stream)) {
            twins.start(stream, random_demand(random, stream));
        }
        std::int64_t cycle = twins.leaping.cycle() + random.between(0, 400);
        if (random.between(0, 4) == 0) {
            const auto end = BankedUnit(twins.leaping).advance_to_end();
            ASSERT_EQ(end, BankedUnit(twins.stepping).advance_to_end());
            cycle = end.value_or(cycle);
        }
        twins.advance(cycle);
        ASSERT_TRUE(are_alike(twins.leaping, twins.stepping)) << "at cycle " << cycle;
    }
}

TEST(Leaping, EqualsCycleByCycle) {
    constexpr std::uint64_t seed = 20261121;
    for (std::uint64_t i = 0; i < 2000 && !testing::Test::HasFailure(); ++i) {
        SCOPED_TRACE("seed " + std::to_string(seed + i));
        Random random(seed + i);
        Twins twins(random_banks(random));
        compare_history(random, twins);
    }
}

TEST(Leaping, TakesAsLittleTimeForABillionBytesAsForAMillion) {
    hw::Banks banks;
    banks.count = 16;
    banks.bytes_per_cycle = 8;
    banks.interleave_bytes = 8;
    BankedUnit unit(banks);
    // More cycles than could be done one by one before a test's time is up.
    constexpr std::int64_t bytes = 1'000'000'000'000'000;
    unit.start(Stream::fill, {bytes, 0, 16});
    unit.start(Stream::inner_fill, {bytes, 0, 64});
    const std::int64_t end = BankedUnit(unit).advance_to_end().value();
    EXPECT_GE(end, bytes / 64);
    EXPECT_LE(end, bytes / 32);
}

TEST(Leaping, OverOperandsThatAreAloneGoesOnWhereTheyEnd) {
    hw::Banks banks;
    banks.count = 3;
    banks.bytes_per_cycle = 4;
    Twins twins(banks);
    for (const std::int64_t bytes : {1, 8, 9, 16, 1000, 1001, 7, 8}) {
        for (const std::int64_t pace : {1, 8, 12, 13}) {
            twins.start(Stream::operands, {bytes, 0, pace});
            const auto end = BankedUnit(twins.leaping).advance_to_end();
            ASSERT_EQ(end, BankedUnit(twins.stepping).advance_to_end());
            twins.advance(*end - (bytes > 500 ? 20 : 0)); // a fill meets the end of long ones
            if (!twins.leaping.under_way(Stream::fill)) {
                twins.start(Stream::fill, {bytes, 0, pace});
            }
            twins.advance(*end + 40);
            ASSERT_TRUE(are_alike(twins.leaping, twins.stepping)) << bytes << " by " << pace;
            twins.advance(*end + 5000);
        }
    }
    EXPECT_GT(twins.leaping.accesses(), 0);
}

/// Of operands: each group takes accesses of its own, each as wide as a port.
std::int64_t accesses_of_operands(const hw::Banks& banks, const StreamDemand& demand) {
    const std::int64_t group =
        std::min(demand.bytes_per_cycle, banks.count * banks.ports * banks.bytes_per_cycle);
    std::int64_t accesses = 0;
    for (std::int64_t first = 0; first < demand.bytes; first += group) {
        for (std::int64_t byte = first; byte < std::min(first + group, demand.bytes);
             byte += banks.bytes_per_cycle) {
            ++accesses;
        }
    }
    return accesses;
}

/// Of any other stream: how many accesses the demand takes when it begins at the first bank, byte
/// by byte: a new one for each group, bank and `bytes_per_cycle` of it; two where sums are added.
std::int64_t accesses_of(const hw::Banks& banks, const StreamDemand& demand) {
    std::int64_t accesses = 0;
    std::int64_t in_access = 0;
    for (std::int64_t byte = 0; byte < demand.bytes; ++byte) {
        const bool begins = byte % demand.bytes_per_cycle == 0 ||
                            byte % banks.interleave_bytes == 0 || byte == demand.added_bytes ||
                            in_access == banks.bytes_per_cycle;
        in_access = begins ? 1 : in_access + 1;
        if (begins) {
            accesses += byte < demand.added_bytes ? 2 : 1;
        }
    }
    return accesses;
}

TEST(Accesses, AreAllServedAndNoMore) {
    constexpr std::uint64_t seed = 7;
    for (std::uint64_t i = 0; i < 2000; ++i) {
        SCOPED_TRACE("seed " + std::to_string(seed + i));
        Random random(seed + i);
        const hw::Banks banks = random_banks(random);
        BankedUnit unit(banks);
        std::int64_t expected = 0;
        for (std::size_t k = 0; k < stream_count; ++k) {
            const auto stream = static_cast<Stream>(k);
            const StreamDemand demand = random_demand(random, stream);
            unit.start(stream, demand);
            expected += stream == Stream::operands ? accesses_of_operands(banks, demand)
                                                   : accesses_of(banks, demand);
        }
        unit.advance(1'000'000);
        ASSERT_EQ(unit.accesses(), expected);
        ASSERT_LE(unit.accesses(), unit.busy_cycles() * banks.count * banks.ports);
    }
}

} // namespace
} // namespace counterpoint::sim
