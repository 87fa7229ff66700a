#include <algorithm>

#include <gtest/gtest.h>

#include "sim/noc/fabrics.hpp"
#include "tests/sim/noc/topologies.hpp"
#include "tests/sim/noc/transfers.hpp"

namespace counterpoint::sim::noc {

namespace {

std::int64_t ideal_cycles(const Messages& messages, const Ends& ends) {
    return (messages.all_bytes() + ends.bytes_per_cycle - 1) / ends.bytes_per_cycle;
}

/// What holds for any passage.
void expect_sound(const Passage& passage, const Messages& messages, const Ends& ends,
                  const Fabric& fabric) {
    EXPECT_EQ(passage.transfer_cycles, ideal_cycles(messages, ends) + passage.extra.all());
    EXPECT_GE(passage.extra.fragmentation, 0);
    EXPECT_GE(passage.extra.narrow_links, 0);
    EXPECT_GE(passage.extra.contention, 0);
    EXPECT_GE(passage.latency_cycles, 0);
    ASSERT_EQ(passage.link_busy.size(), fabric.links());
    for (const std::int64_t busy : passage.link_busy) {
        EXPECT_LE(busy, passage.transfer_cycles);
        EXPECT_GE(busy, 0);
    }
    EXPECT_EQ(messages.empty(), passage.most_hops == 0);
    EXPECT_EQ(messages.empty(), passage.transfer_cycles == 0);
    EXPECT_GE(passage.link_traversals, messages.all_bytes());
}

/// Every unit that gets something has it, the last one at the end.
void expect_arrivals(const Passage& passage, const Messages& messages, const Ends& ends) {
    std::vector<std::int64_t> bytes(static_cast<std::size_t>(ends.units()), 0);
    for (std::size_t message = 0; message < messages.size(); ++message) {
        for (const Unit unit : messages.units(message)) {
            bytes[static_cast<std::size_t>(unit)] += messages.bytes(message);
        }
    }
    ASSERT_EQ(passage.arrivals.size(), bytes.size());
    std::int64_t last = 0;
    for (std::size_t unit = 0; unit < bytes.size(); ++unit) {
        EXPECT_EQ(passage.arrivals[unit] > 0, bytes[unit] > 0) << "unit " << unit;
        EXPECT_GE(passage.arrivals[unit] * ends.bytes_per_cycle, bytes[unit]) << "unit " << unit;
        last = std::max(last, passage.arrivals[unit]);
    }
    EXPECT_EQ(last, passage.transfer_cycles + passage.latency_cycles);
}

void expect_sound_fill(const hw::FillTopology& topology, const Messages& messages,
                       const Ends& ends) {
    const std::unique_ptr<Fabric> fabric = make_fabric(topology, ends);
    const Passage passage = fabric->carry(messages);
    expect_sound(passage, messages, ends, *fabric);
    expect_arrivals(passage, messages, ends);
    const LinkBytes expected =
        link_bytes(topology, messages, ends.spatial_units[0], ends.spatial_units[1]);
    EXPECT_GE(passage.link_traversals, expected.least);
    EXPECT_LE(passage.link_traversals, expected.most);
}

void expect_sound_drain(const hw::DrainTopology& topology, const Messages& messages,
                        const Ends& ends) {
    const std::unique_ptr<Fabric> fabric = make_fabric(topology, ends);
    const Passage passage = fabric->carry(messages);
    expect_sound(passage, messages, ends, *fabric);
    EXPECT_TRUE(passage.arrivals.empty());
    const LinkBytes expected =
        link_bytes(topology, messages, ends.spatial_units[0], ends.spatial_units[1]);
    EXPECT_EQ(passage.link_traversals, expected.least);
}

template <class Topology>
void expect_not_slower(const Topology& topology, const Ends& ends, const Topology& wider,
                       const Ends& wider_ends, const Messages& messages) {
    const Passage before = make_fabric(topology, ends)->carry(messages);
    const Passage after = make_fabric(wider, wider_ends)->carry(messages);
    EXPECT_LE(after.transfer_cycles, before.transfer_cycles);
    EXPECT_LE(after.transfer_cycles + after.latency_cycles,
              before.transfer_cycles + before.latency_cycles);
}

/// A random case on rows x columns units.
struct Case {
    std::mt19937 random;
    Ends ends;
    Messages messages;
};

Case draw_case(unsigned seed, bool multicast) {
    Case drawn;
    drawn.random.seed(seed);
    const std::int64_t rows = draw(drawn.random, 1, 5);
    const std::int64_t columns = draw(drawn.random, 1, 5);
    drawn.ends = ends_of({rows, columns}, draw(drawn.random, 1, 20));
    Kind kind = Kind::single_units;
    if (multicast) {
        kind = static_cast<Kind>(draw(drawn.random, 1, 3));
    }
    drawn.messages = random_messages(drawn.random, static_cast<Unit>(rows * columns), 12, kind);
    return drawn;
}

Ends faster(Case& drawn) {
    Ends ends = drawn.ends;
    ends.bytes_per_cycle += draw(drawn.random, 1, 3);
    return ends;
}

constexpr unsigned cases = 400;

TEST(FabricProperties, FillsAreNeverFasterThanIdealAndReachEveryUnit) {
    for (unsigned seed = 0; seed < cases; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Case drawn = draw_case(seed, seed % 4 != 0);
        for (const hw::FillTopology& topology :
             draw_fills(drawn.random, drawn.ends.spatial_units[0], drawn.ends.spatial_units[1])) {
            SCOPED_TRACE(hw::name_of(topology));
            expect_sound_fill(topology, drawn.messages, drawn.ends);
        }
    }
}

TEST(FabricProperties, DrainsAreNeverFasterThanIdeal) {
    for (unsigned seed = 0; seed < cases; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Case drawn = draw_case(seed, seed % 4 != 0);
        for (const hw::DrainTopology& topology :
             draw_drains(drawn.random, drawn.ends.spatial_units[0], drawn.ends.spatial_units[1])) {
            SCOPED_TRACE(hw::name_of(topology));
            expect_sound_drain(topology, drawn.messages, drawn.ends);
        }
        Case single = draw_case(seed, false);
        expect_sound_drain(hw::NoReduction{draw(single.random, 1, 9)}, single.messages,
                           single.ends);
    }
}

TEST(FabricProperties, WideningNeverSlowsAFill) {
    for (unsigned seed = 0; seed < cases; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Case drawn = draw_case(seed, seed % 4 != 0);
        const Ends wider_ends = faster(drawn);
        for (const hw::FillTopology& topology :
             draw_fills(drawn.random, drawn.ends.spatial_units[0], drawn.ends.spatial_units[1])) {
            SCOPED_TRACE(hw::name_of(topology));
            const hw::FillTopology wider = widened(drawn.random, topology);
            expect_not_slower(topology, drawn.ends, wider, drawn.ends, drawn.messages);
            expect_not_slower(topology, drawn.ends, topology, wider_ends, drawn.messages);
        }
    }
}

TEST(FabricProperties, WideningNeverSlowsADrain) {
    for (unsigned seed = 0; seed < cases; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Case drawn = draw_case(seed, seed % 4 != 0);
        const Ends wider_ends = faster(drawn);
        for (const hw::DrainTopology& topology :
             draw_drains(drawn.random, drawn.ends.spatial_units[0], drawn.ends.spatial_units[1])) {
            SCOPED_TRACE(hw::name_of(topology));
            const hw::DrainTopology wider = widened(drawn.random, topology);
            expect_not_slower(topology, drawn.ends, wider, drawn.ends, drawn.messages);
            expect_not_slower(topology, drawn.ends, topology, wider_ends, drawn.messages);
        }
        Case single = draw_case(seed, false);
        const hw::DrainTopology bus = hw::NoReduction{draw(single.random, 1, 9)};
        expect_not_slower(bus, single.ends, widened(single.random, bus), single.ends,
                          single.messages);
    }
}

TEST(FabricProperties, ACrossbarThatTakesTurnsIsSound) {
    for (unsigned seed = 0; seed < cases; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Case drawn = draw_case(seed, seed % 4 != 0);
        const hw::FillTopology crossbar = hw::Crossbar{
            draw(drawn.random, 1, 4), draw(drawn.random, 1, 9), hw::LinkArbitration::round_robin};
        expect_sound_fill(crossbar, drawn.messages, drawn.ends);
    }
}

TEST(FabricProperties, OneMessageOverFullWidthsIsIdeal) {
    constexpr std::int64_t width = 8;
    const Ends ends = ends_of({3, 3}, width);
    for (const std::int64_t bytes : {1, 7, 8, 9, 800}) {
        const Messages all = messages_of({{0, bytes, neighbours(0, 9)}});
        for (const hw::FillTopology& topology : std::vector<hw::FillTopology>{
                 hw::Bus{width, 1}, hw::Crossbar{2, width}, hw::Tree{2, 2, {width}, 1},
                 hw::RowColumnBus{3, 3, {}}, hw::SystolicFill{3, 3, width, 0}}) {
            const Passage passage = make_fabric(topology, ends)->carry(all);
            EXPECT_EQ(passage.transfer_cycles, ideal_cycles(all, ends)) << hw::name_of(topology);
        }
        for (const hw::DrainTopology& topology : std::vector<hw::DrainTopology>{
                 hw::AdderTree{2, {width}, 1}, hw::AugmentedTree{width, 1}, hw::Chain{width, 1},
                 hw::SystolicDrain{3, 3, width, true}}) {
            const Passage passage = make_fabric(topology, ends)->carry(all);
            EXPECT_EQ(passage.transfer_cycles, ideal_cycles(all, ends)) << hw::name_of(topology);
        }
    }
}

TEST(FabricProperties, NothingTakesNothing) {
    std::mt19937 random(5);
    const Ends ends = ends_of({2, 3}, 4);
    for (const hw::FillTopology& topology : draw_fills(random, 2, 3)) {
        expect_sound_fill(topology, {}, ends);
    }
    for (const hw::DrainTopology& topology : draw_drains(random, 2, 3)) {
        expect_sound_drain(topology, {}, ends);
    }
    expect_sound_drain(hw::NoReduction{1}, {}, ends);
}

TEST(FabricProperties, SixteenThousandUnitsAreSound) {
    std::mt19937 random(6);
    const Ends ends = ends_of({128, 128}, 16);
    constexpr Unit units = 16'384;
    const std::vector<Messages> transfers{one_for_each(units, 3),
                                          messages_of({{1, 100, neighbours(0, units)}})};
    for (const Messages& messages : transfers) {
        for (const hw::FillTopology& topology : draw_fills(random, 128, 128)) {
            SCOPED_TRACE(hw::name_of(topology));
            const std::unique_ptr<Fabric> fabric = make_fabric(topology, ends);
            const Passage passage = fabric->carry(messages);
            expect_sound(passage, messages, ends, *fabric);
            expect_arrivals(passage, messages, ends);
        }
        for (const hw::DrainTopology& topology : draw_drains(random, 128, 128)) {
            SCOPED_TRACE(hw::name_of(topology));
            const std::unique_ptr<Fabric> fabric = make_fabric(topology, ends);
            expect_sound(fabric->carry(messages), messages, ends, *fabric);
        }
    }
}

} // namespace

} // namespace counterpoint::sim::noc
