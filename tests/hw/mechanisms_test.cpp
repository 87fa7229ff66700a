#include "hw/mechanisms.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace counterpoint::hw {
namespace {

using testing::ElementsAre;

std::vector<std::string> present(const Hardware& hardware) {
    std::vector<std::string> names;
    for (const Mechanism& mechanism : mechanisms()) {
        if (mechanism.is_present(hardware)) {
            names.push_back(mechanism.name);
        }
    }
    return names;
}

Hardware two_memories() {
    Hardware hardware;
    hardware.memories = {Memory{}, Memory{}};
    return hardware;
}

Memory& inner(Hardware& hardware) { return hardware.memories.back(); }

TEST(Mechanisms, AreFourInTheOrderOfAttribution) {
    Hardware hardware = two_memories();
    EXPECT_THAT(present(hardware), ElementsAre());
    hardware.memories[MemoryIndex{0}].dram.emplace();
    inner(hardware).banks.emplace();
    inner(hardware).fill.network = Bus{};
    hardware.pe.decoupled = true;
    EXPECT_THAT(present(hardware),
                ElementsAre("networks", "scratchpad banks", "DRAM", "PEs out of lockstep"));
    strip_all(hardware);
    EXPECT_THAT(present(hardware), ElementsAre());
}

TEST(Mechanisms, EachIsStrippedByItself) {
    Hardware full = two_memories();
    full.memories[MemoryIndex{0}].dram.emplace();
    inner(full).banks.emplace();
    inner(full).drain.network = Chain{};
    full.pe.decoupled = true;
    const std::vector<std::string> all = present(full);
    for (const Mechanism& mechanism : mechanisms()) {
        Hardware hardware = full;
        mechanism.strip(hardware);
        std::vector<std::string> others = all;
        others.erase(std::remove(others.begin(), others.end(), mechanism.name), others.end());
        EXPECT_EQ(present(hardware), others) << mechanism.name;
    }
}

TEST(Mechanisms, ANetworkIsOneInEitherDirectionOrForwarding) {
    Hardware fill = two_memories();
    inner(fill).fill.network = Tree{};
    Hardware drain = two_memories();
    inner(drain).drain.network = AdderTree{};
    Hardware forwarding = two_memories();
    inner(forwarding).fill.forwarding = true;
    for (Hardware* hardware : {&fill, &drain, &forwarding}) {
        EXPECT_THAT(present(*hardware), ElementsAre("networks"));
        strip_all(*hardware);
        EXPECT_THAT(present(*hardware), ElementsAre());
        EXPECT_FALSE(inner(*hardware).fill.network || inner(*hardware).drain.network ||
                     inner(*hardware).fill.forwarding);
    }
}

TEST(Mechanisms, WhatCanRunAtAllStaysWhenANetworkIsStripped) {
    Hardware hardware = two_memories();
    inner(hardware).drain.network = NoReduction{};
    inner(hardware).drain.reduction = false;
    inner(hardware).fill.multicast = false;
    strip_all(hardware);
    EXPECT_FALSE(inner(hardware).drain.reduction);
    EXPECT_FALSE(inner(hardware).fill.multicast);
}

} // namespace
} // namespace counterpoint::hw
