#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <map>
#include <utility>
#include <vector>

namespace counterpoint::explore {

/// How many designs lie in each cell of a grid over two figures, which are positive. Cells are
/// narrower for small values and wider for large ones, always the same number from a value to its
/// double; where the designs fill too many, neighbours become one, so there are never more than
/// `most_cells`. What comes out depends on the designs only, not on their order.
class Density {
  public:
    /// In the grid at its finest; cells of one octave are equally wide.
    static constexpr int finest_bits = 5;
    static constexpr std::size_t most_cells = 4096;

    /// The column (or row) at the finest: 2^finest_bits to an octave. A double is its exponent,
    /// then the bits of its fraction: the highest bits number the cells.
    static std::int64_t finest_cell(double value) {
        std::int64_t bits = 0;
        static_assert(sizeof bits == sizeof value);
        std::memcpy(&bits, &value, sizeof bits);
        return bits >> shift_of_cells;
    }

    /// Adds `count` designs to a cell, given by its column and row at the finest.
    void add(std::int64_t column, std::int64_t row, std::int64_t count);
    void add(const Density& other);
    /// Makes neighbours one until it is at least so coarse.
    void coarsen_to(int coarser);

    /// Columns and rows there are now are 2^coarser of those at the finest.
    [[nodiscard]] int coarser() const { return coarser_; }
    /// By column and row.
    [[nodiscard]] const std::map<std::pair<std::int64_t, std::int64_t>, std::int64_t>&
    cells() const {
        return cells_;
    }
    /// The least value of a column (or row) of those there are now.
    [[nodiscard]] double least_of(std::int64_t column) const;

  private:
    static constexpr int shift_of_cells = 52 - finest_bits; // a fraction has 52 bits

    void coarsen();

    int coarser_ = 0;
    std::map<std::pair<std::int64_t, std::int64_t>, std::int64_t> cells_;
};

/// Counts designs for a density, quickly where those that follow each other lie near each other.
class DensityCounter {
  public:
    DensityCounter() : kept_(columns_kept * rows_kept) {}

    /// A design of these two figures.
    void count(double column, double row) {
        const std::int64_t at_column = Density::finest_cell(column);
        const std::int64_t at_row = Density::finest_cell(row);
        Cell& cell = kept_[static_cast<std::size_t>((at_column % columns_kept) * rows_kept +
                                                    at_row % rows_kept)];
        if (cell.column != at_column || cell.row != at_row) {
            settle(cell);
            cell = {at_column, at_row, 0};
        }
        ++cell.count;
    }
    /// Adds all that was counted to it.
    void give_to(Density& density);

  private:
    struct Cell {
        std::int64_t column = 0;
        std::int64_t row = 0;
        std::int64_t count = 0;
    };
    static constexpr std::int64_t columns_kept = 64;
    static constexpr std::int64_t rows_kept = 64;

    void settle(const Cell& cell);

    std::vector<Cell> kept_;
    Density settled_;
};

} // namespace counterpoint::explore
