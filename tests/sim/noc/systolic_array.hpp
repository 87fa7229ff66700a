#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace counterpoint::sim::noc {

/// rows x columns, row by row.
struct Matrix {
    std::size_t rows = 0;
    std::size_t columns = 0;
    std::vector<std::int64_t> values;

    [[nodiscard]] std::int64_t at(std::size_t row, std::size_t column) const {
        return values[row * columns + column];
    }
};

Matrix product(const Matrix& a, const Matrix& b);
Matrix transposed(const Matrix& a);

/// What an array of registers did.
struct ArrayRun {
    Matrix result;
    std::int64_t last_mac = 0;  ///< cycles to the last multiplication
    std::int64_t shift_out = 0; ///< cycles after it until the last result has left
};

/// Both operands enter at the edges in skew and meet in the unit that keeps their sum: a.rows rows
/// and b.columns columns of units. Then the sums are shifted down and out.
ArrayRun output_stationary(const Matrix& a, const Matrix& b);

/// b is shifted down into b.rows x b.columns units, then the rows of a enter at the left edge in
/// skew, and sums go down.
ArrayRun weight_stationary(const Matrix& a, const Matrix& b);

} // namespace counterpoint::sim::noc
