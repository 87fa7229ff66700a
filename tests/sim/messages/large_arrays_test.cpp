#include <algorithm>
#include <cstdint>
#include <vector>

#include <gtest/gtest.h>

#include "sim/phase_source.hpp"
#include "tests/walker/builders.hpp"
#include "tests/walker/cases.hpp"
#include "tests/walker/layers.hpp"

namespace counterpoint::sim {
namespace {

constexpr MemoryIndex buffer{1};
constexpr std::int64_t side = 128;

/// The messages of one parent unit by how many units they reach, each distinct number once.
std::vector<std::pair<std::size_t, std::int64_t>> sizes(const noc::Messages& messages,
                                                        std::size_t tensor) {
    std::vector<std::pair<std::size_t, std::int64_t>> found;
    for (std::size_t m = 0; m < messages.size(); ++m) {
        if (messages.tensor(m) != tensor) {
            continue;
        }
        const std::size_t units = messages.units(m).size();
        const auto same = std::find_if(found.begin(), found.end(),
                                       [units](const auto& entry) { return entry.first == units; });
        if (same == found.end()) {
            found.emplace_back(units, 1);
        } else {
            ++same->second;
        }
    }
    return found;
}

using Sizes = std::vector<std::pair<std::size_t, std::int64_t>>;

/// A matrix product with one row of one operand in each row of units, one column of the other in
/// each column.
TEST(LargeArrays, RowsAndColumnsOf16384UnitsAreOneMessageEach) {
    walker::Case given;
    given.layer = walker::fixed_layer(workloads::LayerType::gemm,
                                      {{"M", 4 * side}, {"N", 4 * side}, {"K", 64}});
    given.hardware = walker::plain_hardware({"DRAM", "L1"});
    given.mapping = walker::MappingBuilder(given.layer, given.hardware)
                        .temporal("M", side)
                        .temporal("N", side)
                        .spatial("M", 1, side)
                        .spatial("N", 1, side)
                        .temporal("K", 4)
                        .store_all("L1")
                        .mapping();
    const Program program = build_program(given.layer, given.hardware, given.mapping);
    PhaseSource source(program, given.layer, given.hardware, buffer);
    ASSERT_TRUE(source.next());
    const std::vector<noc::ParentMessages> transfer = source.fill_messages();
    ASSERT_EQ(transfer.size(), 1U);
    EXPECT_EQ(sizes(transfer.front().messages, 0), (Sizes{{side, side}}));
    EXPECT_EQ(sizes(transfer.front().messages, 1), (Sizes{{side, side}}));
    EXPECT_EQ(transfer.front().messages.all_bytes(), source.phase().down_bytes);
    EXPECT_EQ(sizes(source.drain_messages().front().messages, given.layer.output.value),
              (Sizes{{1, side * side}}));
}

/// A depthwise convolution with a channel in each unit.
TEST(LargeArrays, ADifferentTileInEachOf16384Units) {
    walker::Case given;
    given.layer = walker::fixed_layer(workloads::LayerType::dwconv2d,
                                      {{"C", side * side}, {"P", 8}, {"R", 3}});
    given.hardware = walker::plain_hardware({"DRAM", "L1"});
    given.mapping = walker::MappingBuilder(given.layer, given.hardware)
                        .spatial("C", 1, side * side)
                        .temporal("P", 1)
                        .store_all("L1")
                        .mapping();
    const Program program = build_program(given.layer, given.hardware, given.mapping);
    PhaseSource source(program, given.layer, given.hardware, buffer);
    ASSERT_TRUE(source.next());
    const std::vector<noc::ParentMessages> transfer = source.fill_messages();
    ASSERT_EQ(transfer.size(), 1U);
    EXPECT_EQ(sizes(transfer.front().messages, 0), (Sizes{{1, side * side}}));
    EXPECT_EQ(sizes(transfer.front().messages, 1), (Sizes{{1, side * side}}));
    EXPECT_EQ(transfer.front().messages.all_bytes(), source.phase().down_bytes);
}

/// Memories one in another: each of 16,384 parent units has one unit, and all look alike.
TEST(LargeArrays, ParentUnitsThatLookAlikeShareTheirMessages) {
    walker::Case given;
    given.layer = walker::fixed_layer(workloads::LayerType::dwconv2d,
                                      {{"C", side * side}, {"P", 8}, {"R", 3}});
    given.hardware = walker::plain_hardware({"DRAM", "L1", "RF"});
    given.mapping = walker::MappingBuilder(given.layer, given.hardware)
                        .spatial("C", 1, side * side)
                        .store_all("L1")
                        .temporal("P", 1)
                        .store_all("RF")
                        .mapping();
    const Program program = build_program(given.layer, given.hardware, given.mapping);
    PhaseSource source(program, given.layer, given.hardware, MemoryIndex{2});
    ASSERT_TRUE(source.next());
    const std::vector<noc::ParentMessages> transfer = source.fill_messages();
    ASSERT_EQ(transfer.size(), 1U);
    EXPECT_EQ(transfer.front().parents.size(), static_cast<std::size_t>(side * side));
    EXPECT_EQ(transfer.front().messages.all_bytes(), source.phase().down_bytes);
}

} // namespace
} // namespace counterpoint::sim
