#include "vocabulary/indexed.hpp"

#include <cstddef>
#include <string>
#include <type_traits>
#include <utility>

#include <gtest/gtest.h>

namespace counterpoint {
namespace {

using RowIndex = Index<struct RowTag>;
using ColumnIndex = Index<struct ColumnTag>;
using Rows = Table<RowIndex, std::string>;

template <class T, class I, class = void>
constexpr bool opens = false;
template <class T, class I>
constexpr bool opens<T, I, std::void_t<decltype(std::declval<T>()[std::declval<I>()])>> = true;

TEST(Table, opens_with_its_own_kind_of_index_only) {
    EXPECT_TRUE((opens<Rows, RowIndex>));
    EXPECT_FALSE((opens<Rows, ColumnIndex>));
    EXPECT_FALSE((opens<Rows, std::size_t>));
    EXPECT_FALSE((std::is_convertible_v<RowIndex, ColumnIndex>));
}

TEST(Table, gives_each_new_item_the_next_index) {
    Rows rows;
    EXPECT_TRUE(rows.empty());
    EXPECT_EQ(rows.push_back("first"), RowIndex{0});
    EXPECT_EQ(rows.push_back("second"), RowIndex{1});
    EXPECT_EQ(rows[RowIndex{1}], "second");
    EXPECT_EQ(rows.back(), "second");
    EXPECT_EQ(rows.size(), 2U);
}

TEST(Table, contains_indices_below_its_size) {
    const Rows rows(2, "same");
    EXPECT_TRUE(rows.contains(RowIndex{1}));
    EXPECT_FALSE(rows.contains(RowIndex{2}));
    EXPECT_FALSE(Rows().contains(RowIndex{0}));
}

TEST(Table, is_visited_in_the_order_of_its_indices) {
    std::string visited;
    for (const std::string& row : Rows{"a", "b", "c"}) {
        visited += row;
    }
    EXPECT_EQ(visited, "abc");
}

TEST(Table, equals_one_with_the_same_items) {
    EXPECT_EQ((Rows{"a", "b"}), (Rows{"a", "b"}));
    EXPECT_NE((Rows{"a", "b"}), (Rows{"b", "a"}));
    EXPECT_NE((Rows{"a"}), (Rows{"a", "a"}));
}

TEST(Index, is_ordered_by_position) {
    EXPECT_LT(RowIndex{0}, RowIndex{1});
    EXPECT_FALSE(RowIndex{1} < RowIndex{1});
    EXPECT_NE(RowIndex{0}, RowIndex{1});
}

} // namespace
} // namespace counterpoint
