#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/sim/dram/checker/traces.hpp"

namespace counterpoint::dram_checker {
namespace {

using testing::HasSubstr;

/// Expects this one violation.
void expect_one(const std::vector<Violation>& found, const std::string& rule) {
    ASSERT_EQ(found.size(), 1U) << summary(found);
    EXPECT_THAT(found[0].rule, HasSubstr(rule));
}

TEST(ABank, IsReadAndWrittenWhereItsRowIsOpen) {
    EXPECT_TRUE(verdict({ACT(0, {}, 3), RD(50, {}, 3), WR(80, {}, 3)}).empty());
    expect_one(verdict({ACT(0, {}, 3), RD(50, {}, 4)}), "not open");
    expect_one(verdict({ACT(0, {}, 3), WR(50, {}, 2)}), "not open");
    expect_one(verdict({RD(0)}), "closed bank");
    expect_one(verdict({WR(0)}), "closed bank");
    expect_one(verdict({ACT(0), PRE(50), RD(100)}), "closed bank");
    expect_one(verdict({ACT(0), PREA(50), WR(100)}), "closed bank");
    expect_one(verdict({ACT(0), RD(100, {0, 1})}), "closed bank");
    expect_one(verdict({ACT(0), RD(100, {0, 0, 1})}), "closed bank");
}

TEST(ABank, IsOpenedOnlyWhereItIsClosed) {
    expect_one(verdict({ACT(0, {}, 3), ACT(100, {}, 4)}), "ACT to an open bank");
    expect_one(verdict({ACT(0), PRE(50, {1, 0}), ACT(100)}), "ACT to an open bank");
    EXPECT_TRUE(verdict({ACT(0), PREA(50), ACT(100)}).empty());
}

TEST(ABank, MayBeClosedTwice) {
    EXPECT_TRUE(verdict({PRE(0), ACT(50), PRE(100), PRE(102), PREA(104)}).empty());
}

TEST(ARefresh, FindsAllItsBanksClosed) {
    expect_one(verdict({ACT(0), REF(100)}), "REF while a bank is open");
    expect_one(verdict({ACT(0), REFpb(100)}), "REFpb to an open bank");
    EXPECT_TRUE(verdict({ACT(0), REFpb(100, {1, 0})}).empty());
    EXPECT_TRUE(verdict({ACT(0, {0, 0, 1}), REF(100)}).empty()) << "the other rank may stay open";
    EXPECT_EQ(verdict({ACT(0), ACT(10, {1, 0}), REF(100)}).size(), 2U);
}

TEST(ACommand, StaysInsideTheDevice) {
    for (const At at : {At{2, 0}, At{0, 2}, At{0, 0, 2}, At{-1, 0}, At{0, -1}, At{0, 0, -1}}) {
        expect_one(verdict({ACT(0, at)}), "no such place");
    }
    expect_one(verdict({ACT(0, {}, 16)}), "no such place");
    Command beyond = RD(50, {}, 15);
    beyond.column = 7;
    EXPECT_TRUE(verdict({ACT(0, {}, 15), beyond}).empty());
    beyond.column = 8;
    expect_one(verdict({ACT(0, {}, 15), beyond}), "no such place");
}

TEST(TheCommandBus, CarriesOneCommandAClock) {
    expect_one(verdict({ACT(0), ACT(0, {0, 0, 1})}), "command bus");
    EXPECT_TRUE(verdict({ACT(0), ACT(1, {0, 0, 1})}).empty());
}

TEST(TheCommandBus, MayBeTwoForRowsAndColumns) {
    Limits limits = made_up_device();
    limits.two_command_buses = true;
    EXPECT_TRUE(verdict({ACT(0), RD(50), ACT(50, {1, 0})}, limits).empty());
    expect_one(verdict({ACT(50), ACT(50, {0, 0, 1})}, limits), "command bus");
    expect_one(verdict({ACT(0), RD(50), ACT(50, {1, 0})}), "command bus");
}

TEST(TheCommandBus, IsTakenAsLongAsTheCommandLasts) {
    Limits limits = made_up_device();
    limits.on_bus[static_cast<std::size_t>(Kind::activate)] = 4;
    EXPECT_TRUE(verdict({ACT(0), PRE(4, {0, 0, 1})}, limits).empty());
    const auto found = verdict({ACT(0), PRE(3, {0, 0, 1})}, limits);
    expect_one(found, "command bus");
    EXPECT_EQ(found[0].required, 4);
    EXPECT_EQ(found[0].found, 3);
    EXPECT_TRUE(verdict({PRE(0), ACT(1, {0, 0, 1})}, limits).empty());
}

TEST(TheTrace, GoesForwardInTime) {
    expect_one(verdict({ACT(100), ACT(90, {0, 0, 1})}), "order of their clocks");
}

} // namespace
} // namespace counterpoint::dram_checker
