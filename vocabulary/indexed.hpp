#pragma once

#include <cstddef>
#include <functional>
#include <initializer_list>
#include <utility>
#include <vector>

namespace counterpoint {

/// A position in one kind of table. Two kinds never convert into each other, so a dimension cannot
/// index a table of memories.
template <class Tag>
struct Index {
    std::size_t value = 0;

    friend constexpr bool operator==(Index a, Index b) { return a.value == b.value; }
    friend constexpr bool operator!=(Index a, Index b) { return a.value != b.value; }
    friend constexpr bool operator<(Index a, Index b) { return a.value < b.value; }
};

/// A vector that only its own kind of index opens. Iteration is in the order of the indices.
template <class I, class T>
class Table {
  public:
    Table() = default;
    explicit Table(std::size_t size, const T& value = T{}) : items_(size, value) {}
    Table(std::initializer_list<T> items) : items_(items) {}

    T& operator[](I index) { return items_[index.value]; }
    const T& operator[](I index) const { return items_[index.value]; }

    I push_back(T item) {
        items_.push_back(std::move(item));
        return I{items_.size() - 1};
    }

    [[nodiscard]] std::size_t size() const { return items_.size(); }
    [[nodiscard]] bool empty() const { return items_.empty(); }
    [[nodiscard]] bool contains(I index) const { return index.value < items_.size(); }

    auto begin() { return items_.begin(); }
    auto end() { return items_.end(); }
    [[nodiscard]] auto begin() const { return items_.begin(); }
    [[nodiscard]] auto end() const { return items_.end(); }

    T& back() { return items_.back(); }
    [[nodiscard]] const T& back() const { return items_.back(); }

    friend bool operator==(const Table& a, const Table& b) { return a.items_ == b.items_; }
    friend bool operator!=(const Table& a, const Table& b) { return !(a == b); }

  private:
    std::vector<T> items_;
};

} // namespace counterpoint
