#include "sim/noc/crossbar.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "sim/noc/crossbar_schedule.hpp"
#include "tests/sim/noc/transfers.hpp"

namespace counterpoint::sim::noc {

namespace {

Passage over_crossbar(const hw::Crossbar& crossbar, std::int64_t bytes_per_cycle,
                      const Messages& messages) {
    return CrossbarFabric(crossbar, ends_of({4}, bytes_per_cycle)).carry(messages);
}

hw::Crossbar in_turn(std::int64_t ports, std::int64_t link_bytes) {
    return {ports, link_bytes, hw::LinkArbitration::round_robin};
}

hw::Crossbar by_age(std::int64_t ports, std::int64_t link_bytes) {
    return {ports, link_bytes, hw::LinkArbitration::oldest_first};
}

TEST(Crossbar, SendsFromAllPortsAtOnce) {
    const Messages four = one_for_each(4, 6);
    EXPECT_EQ(over_crossbar(in_turn(1, 2), 8, four).transfer_cycles, 12);
    EXPECT_EQ(over_crossbar(in_turn(2, 2), 8, four).transfer_cycles, 6);
    EXPECT_EQ(over_crossbar(in_turn(4, 2), 8, four).transfer_cycles, 3);
}

TEST(Crossbar, MulticastsInOneFlit) {
    const Passage passage = over_crossbar(in_turn(2, 4), 4, messages_of({{0, 8, {0, 1, 3}}}));
    EXPECT_EQ(passage.transfer_cycles, 2);
    EXPECT_EQ(passage.link_traversals, 8 * 4);
    EXPECT_EQ(passage.switch_traversals, 8);
    EXPECT_EQ(passage.link_busy, (std::vector<std::int64_t>{2, 0, 2, 2, 0, 2}));
}

TEST(Crossbar, PutsWaitingDownToContention) {
    // Both ports want unit 0, then port 0 has a message for unit 1.
    const Messages messages = messages_of({{0, 3, {0}}, {0, 3, {0, 2}}, {0, 3, {1}}});
    const Passage passage = over_crossbar(by_age(2, 1), 9, messages);
    EXPECT_EQ(passage.transfer_cycles, 6);
    EXPECT_EQ(passage.extra.narrow_links, 5) << "6 bytes for unit 0";
    EXPECT_EQ(passage.extra.contention, 0);
    const Messages crossed =
        messages_of({{0, 3, {0}}, {0, 3, {0, 1}}, {0, 3, {2}}, {0, 3, {1}}, {0, 3, {1, 2}}});
    EXPECT_EQ(over_crossbar(by_age(2, 1), 15, crossed).transfer_cycles, 3 * 4);
    EXPECT_EQ(over_crossbar(by_age(2, 1), 15, crossed).extra.contention, 3);
}

TEST(Crossbar, FillsFlitsOfOneMessageOnly) {
    const Passage passage =
        over_crossbar(in_turn(1, 4), 4, messages_of({{0, 5, {0}}, {0, 1, {1}}, {0, 2, {2}}}));
    EXPECT_EQ(passage.transfer_cycles, 2 + 1 + 1);
    EXPECT_EQ(passage.extra.fragmentation, 2);
}

TEST(Crossbar, TakesTurnsByCycle) {
    // Three ports with 2, 2 and 1 flits for one unit.
    const CrossbarSize size{3, 1, 100, 1};
    const std::vector<std::int64_t> ends =
        ends_round_robin(size, messages_of({{0, 2, {0}}, {0, 2, {0}}, {0, 1, {0}}}));
    EXPECT_EQ(ends[0], 4);
    EXPECT_EQ(ends[1], 5);
    EXPECT_EQ(ends[2], 3);
}

TEST(Crossbar, ServesTheOldestFirst) {
    const CrossbarSize size{3, 1, 100, 1};
    const std::vector<std::int64_t> ends =
        ends_by_age(size, messages_of({{0, 2, {0}}, {0, 2, {0}}, {0, 1, {0}}}));
    EXPECT_EQ(ends[0], 2);
    EXPECT_EQ(ends[1], 4);
    EXPECT_EQ(ends[2], 5);
}

TEST(Crossbar, PassesTheMemorysPortInTheOrderOfTheLinks) {
    const CrossbarSize size{2, 2, 4, 4};
    const Messages messages = messages_of({{0, 12, {0}}, {0, 2, {1}}});
    for (const auto& ends : {ends_by_age(size, messages), ends_round_robin(size, messages)}) {
        EXPECT_EQ(ends[1], 2) << "6 bytes in the first cycle";
        EXPECT_EQ(ends[0], 4) << "14 bytes";
    }
}

/// Messages such that no two of the ports want one unit.
Messages without_conflicts(std::mt19937& random, std::size_t ports, Unit units_of_port) {
    std::vector<Message> list(static_cast<std::size_t>(draw(random, 0, 12)));
    for (std::size_t i = 0; i < list.size(); ++i) {
        const auto first = static_cast<Unit>(i % ports) * units_of_port;
        const auto skip = static_cast<Unit>(draw(random, 0, units_of_port - 1));
        const auto count = static_cast<Unit>(draw(random, 1, units_of_port - skip));
        list[i] = {0, draw(random, 1, 30), neighbours(first + skip, count)};
    }
    return messages_of(list);
}

TEST(Crossbar, IsTheSameFlitByFlitAndAtOnceWhereNothingConflicts) {
    std::mt19937 random(4711);
    for (int i = 0; i < 500; ++i) {
        CrossbarSize size;
        size.ports = static_cast<std::size_t>(draw(random, 1, 4));
        size.units = size.ports * 3;
        size.bytes_per_cycle = draw(random, 1, 16);
        size.link_bytes = draw(random, 1, size.bytes_per_cycle);
        const Messages messages = without_conflicts(random, size.ports, 3);
        ASSERT_EQ(ends_by_age(size, messages), ends_round_robin(size, messages)) << "round " << i;
    }
}

/// Whether an older message that is not through wants a unit of this one.
bool older_wants(const Messages& messages, const std::vector<std::int64_t>& left,
                 std::size_t message) {
    for (std::size_t older = 0; older < message; ++older) {
        for (const Unit unit : messages.units(message)) {
            const Messages::Units others = messages.units(older);
            if (left[older] > 0 && std::find(others.begin(), others.end(), unit) != others.end()) {
                return true;
            }
        }
    }
    return false;
}

/// Whether another message before this one waits in its port.
bool waits_behind(const std::vector<std::int64_t>& left, std::size_t ports, std::size_t message) {
    for (std::size_t older = message % ports; older < message; older += ports) {
        if (left[older] > 0) {
            return true;
        }
    }
    return false;
}

/// Cycle by cycle and byte by byte; an older message keeps its units for itself.
std::vector<std::int64_t> ends_by_cycle(const CrossbarSize& size, const Messages& messages) {
    std::vector<std::int64_t> left;
    std::vector<std::int64_t> to_arrive;
    for (std::size_t message = 0; message < messages.size(); ++message) {
        left.push_back(messages.bytes(message));
    }
    to_arrive = left;
    std::vector<std::int64_t> ends(messages.size(), 0);
    std::vector<std::size_t> in_port; // bytes by their message, in cycles' order
    std::size_t passed = 0;
    for (std::int64_t cycle = 1;
         std::any_of(to_arrive.begin(), to_arrive.end(), [](std::int64_t n) { return n > 0; });
         ++cycle) {
        const std::vector<std::int64_t> before = left;
        for (std::size_t message = 0; message < messages.size(); ++message) {
            if (!waits_behind(before, size.ports, message) &&
                !older_wants(messages, before, message)) {
                for (std::int64_t i = 0; i < size.link_bytes && left[message] > 0; ++i) {
                    in_port.push_back(message);
                    --left[message];
                }
            }
        }
        for (std::int64_t i = 0; i < size.bytes_per_cycle && passed < in_port.size(); ++i) {
            const std::size_t message = in_port[passed++];
            if (--to_arrive[message] == 0) {
                ends[message] = cycle;
            }
        }
    }
    return ends;
}

std::int64_t last(const std::vector<std::int64_t>& ends) {
    return ends.empty() ? 0 : *std::max_element(ends.begin(), ends.end());
}

TEST(Crossbar, ByAgeIsTheSameCycleByCycle) {
    std::mt19937 random(1969);
    for (int i = 0; i < 500; ++i) {
        CrossbarSize size;
        size.ports = static_cast<std::size_t>(draw(random, 1, 4));
        size.units = 6;
        size.bytes_per_cycle = draw(random, 1, 16);
        size.link_bytes = draw(random, 1, size.bytes_per_cycle);
        const Messages messages =
            random_messages(random, 6, 10, i % 2 == 0 ? Kind::any_sets : Kind::single_units);
        const std::vector<std::int64_t> ends = ends_by_age(size, messages);
        const std::vector<std::int64_t> exact = ends_by_cycle(size, messages);
        for (std::size_t message = 0; message < messages.size(); ++message) {
            // Bytes of one cycle pass the memory's port in no order among themselves.
            ASSERT_GE(ends[message], exact[message]) << "round " << i;
        }
        ASSERT_EQ(last(ends), last(exact)) << "round " << i;
    }
}

} // namespace

} // namespace counterpoint::sim::noc
