#include "sim/unit_numbers.hpp"

#include <cstdint>
#include <vector>

#include <gtest/gtest.h>

#include "sim/alike_parents.hpp"
#include "tests/walker/builders.hpp"
#include "tests/walker/layers.hpp"

namespace counterpoint::sim {
namespace {

using Units = std::vector<noc::Unit>;
using Pieces = std::vector<std::size_t>;

/// A matrix product (M, N, K) on 2 x 3 parent units with 4 x 2 x 2 units each.
class Units2x3 : public testing::Test {
  protected:
    Units2x3()
        : layer_(walker::fixed_layer(workloads::LayerType::gemm, {{"M", 16}, {"N", 12}, {"K", 4}})),
          hardware_(walker::plain_hardware({"DRAM", "L2", "L1"})),
          program_(build_program(layer_, hardware_,
                                 walker::MappingBuilder(layer_, hardware_)
                                     .spatial("M", 8, 2)
                                     .spatial("N", 4, 3)
                                     .store_all("L2")
                                     .spatial("N", 1, 4)
                                     .spatial("K", 2, 2)
                                     .spatial("M", 4, 2)
                                     .store_all("L1")
                                     .mapping())) {
        for (DimensionIndex d{0}; layer_.dimensions.contains(d); ++d.value) {
            const std::string& name = layer_.dimensions[d].name;
            (name == "M" ? m_ : (name == "N" ? n_ : k_)) = d;
        }
    }

    workloads::Layer layer_;
    hw::Hardware hardware_;
    Program program_;
    DimensionIndex m_;
    DimensionIndex n_;
    DimensionIndex k_;
};

TEST_F(Units2x3, TheOutermostNodeIsMostSignificant) {
    const UnitNumbers numbers(program_, MemoryIndex{2});
    EXPECT_EQ(numbers.of_pieces(n_), (Units{0, 4, 8, 12}));
    EXPECT_EQ(numbers.of_pieces(k_), (Units{0, 2}));
    EXPECT_EQ(numbers.of_pieces(m_), (Units{0, 1}));
    EXPECT_EQ(numbers.parents(), 6U);
    EXPECT_EQ(numbers.parent_pieces(m_), (Pieces{0, 0, 0, 1, 1, 1}));
    EXPECT_EQ(numbers.parent_pieces(n_), (Pieces{0, 1, 2, 0, 1, 2}));
    EXPECT_EQ(numbers.parent_pieces(k_), (Pieces{0, 0, 0, 0, 0, 0}));
}

TEST_F(Units2x3, AnAxisCountsThePiecesOfItsDimensionsInItsOwnOrder) {
    const UnitNumbers numbers(program_, MemoryIndex{2});
    EXPECT_EQ(numbers.parent_pieces(workloads::Axis{{1, n_}, {1, m_}}), (Pieces{0, 2, 4, 1, 3, 5}));
}

TEST_F(Units2x3, TheOutermostMemoryIsOneParent) {
    const UnitNumbers numbers(program_, MemoryIndex{1});
    EXPECT_EQ(numbers.parents(), 1U);
    EXPECT_EQ(numbers.of_pieces(m_), (Units{0, 3}));
    EXPECT_EQ(numbers.of_pieces(n_), (Units{0, 1, 2}));
    EXPECT_EQ(numbers.of_pieces(k_), (Units{0}));
}

TEST(AlikeParents, AgreeInAllColumns) {
    const AlikeParents alike = find_alike(4, {{0, 1, 0, 0}, {5, 5, 5, 6}});
    EXPECT_EQ(alike.kind, (Pieces{0, 1, 0, 2}));
    EXPECT_EQ(alike.first, (Pieces{0, 1, 3}));
}

TEST(AlikeParents, AreAllAlikeWhereNothingIsSaid) {
    EXPECT_EQ(find_alike(3, {}).kind, (Pieces{0, 0, 0}));
}

TEST(AlikeParents, GetTheMessagesOfAllTensorsInTheirOrder) {
    noc::Messages few;
    few.begin(1, 7);
    few.add(0);
    noc::Messages none;
    noc::Messages many;
    many.begin(2, 5);
    many.add(0);
    many.add(3);
    const auto transfer = put_together(3, {{{0, 1, 0}, {few, none}}, {{0, 0, 0}, {many}}});
    ASSERT_EQ(transfer.size(), 2U);
    EXPECT_EQ(transfer[0].parents, (std::vector<std::int64_t>{0, 2}));
    EXPECT_EQ(transfer[1].parents, (std::vector<std::int64_t>{1}));
    EXPECT_EQ(transfer[0].messages.all_bytes(), 12);
    EXPECT_EQ(transfer[0].messages.tensor(0), 1U);
    EXPECT_EQ(transfer[0].messages.units(1).size(), 2U);
    EXPECT_TRUE(transfer[1].messages == many);
}

} // namespace
} // namespace counterpoint::sim
