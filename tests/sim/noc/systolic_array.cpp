#include "tests/sim/noc/systolic_array.hpp"

#include <optional>

namespace counterpoint::sim::noc {

namespace {

using Register = std::optional<std::int64_t>;

/// One register in each unit.
class Registers {
  public:
    Registers(std::size_t rows, std::size_t columns) : columns_(columns), held_(rows * columns) {}

    Register& at(std::size_t row, std::size_t column) { return held_[row * columns_ + column]; }

  private:
    std::size_t columns_;
    std::vector<Register> held_;
};

/// What row or column `lane` of an edge feeds in `cycle` (from 0): value cycle - lane of its list,
/// so that lane i begins i cycles late.
Register skewed(std::size_t lane, std::size_t cycle, std::size_t count) {
    if (cycle < lane || cycle - lane >= count) {
        return std::nullopt;
    }
    return static_cast<std::int64_t>(cycle - lane);
}

} // namespace

Matrix product(const Matrix& a, const Matrix& b) {
    Matrix c{a.rows, b.columns, std::vector<std::int64_t>(a.rows * b.columns, 0)};
    for (std::size_t i = 0; i < a.rows; ++i) {
        for (std::size_t j = 0; j < b.columns; ++j) {
            for (std::size_t k = 0; k < a.columns; ++k) {
                c.values[i * c.columns + j] += a.at(i, k) * b.at(k, j);
            }
        }
    }
    return c;
}

Matrix transposed(const Matrix& a) {
    Matrix t{a.columns, a.rows, {}};
    for (std::size_t column = 0; column < a.columns; ++column) {
        for (std::size_t row = 0; row < a.rows; ++row) {
            t.values.push_back(a.at(row, column));
        }
    }
    return t;
}

ArrayRun output_stationary(const Matrix& a, const Matrix& b) {
    const std::size_t rows = a.rows;
    const std::size_t columns = b.columns;
    Registers left(rows, columns);
    Registers upper(rows, columns);
    ArrayRun run;
    run.result = {rows, columns, std::vector<std::int64_t>(rows * columns, 0)};
    Matrix sums = run.result;
    std::size_t macs = 0;
    for (std::size_t cycle = 0; macs < rows * columns * a.columns; ++cycle) {
        // From the last unit to the first, so that each sees what its neighbours held before.
        for (std::size_t i = rows; i-- > 0;) {
            for (std::size_t j = columns; j-- > 0;) {
                const Register k_a = j > 0 ? left.at(i, j - 1) : skewed(i, cycle, a.columns);
                const Register k_b = i > 0 ? upper.at(i - 1, j) : skewed(j, cycle, a.columns);
                left.at(i, j) = k_a;
                upper.at(i, j) = k_b;
                if (k_a && k_b) {
                    sums.values[i * columns + j] += a.at(i, static_cast<std::size_t>(*k_a)) *
                                                    b.at(static_cast<std::size_t>(*k_b), j);
                    ++macs;
                    run.last_mac = static_cast<std::int64_t>(cycle) + 1;
                }
            }
        }
    }
    for (std::size_t out = rows; out-- > 0; ++run.shift_out) {
        for (std::size_t j = 0; j < columns; ++j) {
            run.result.values[out * columns + j] = sums.at(rows - 1, j);
            for (std::size_t i = rows - 1; i > 0; --i) {
                sums.values[i * columns + j] = sums.at(i - 1, j);
            }
        }
    }
    return run;
}

ArrayRun weight_stationary(const Matrix& a, const Matrix& b) {
    const std::size_t rows = b.rows;
    const std::size_t columns = b.columns;
    Registers weights(rows, columns);
    std::size_t cycle = 0;
    for (; cycle < rows; ++cycle) {
        for (std::size_t j = 0; j < columns; ++j) {
            for (std::size_t i = rows; i-- > 0;) {
                weights.at(i, j) =
                    i > 0 ? weights.at(i - 1, j) : Register(b.at(rows - 1 - cycle, j));
            }
        }
    }
    Registers left(rows, columns);
    Registers sums(rows, columns);
    ArrayRun run;
    run.result = {a.rows, columns, std::vector<std::int64_t>(a.rows * columns, 0)};
    std::size_t macs = 0;
    for (std::size_t step = 0; macs < rows * columns * a.rows; ++step) {
        ++cycle;
        for (std::size_t i = rows; i-- > 0;) {
            for (std::size_t j = columns; j-- > 0;) {
                const Register m = j > 0 ? left.at(i, j - 1) : skewed(i, step, a.rows);
                left.at(i, j) = m;
                sums.at(i, j) = std::nullopt;
                if (!m) {
                    continue;
                }
                const Register above = i > 0 ? sums.at(i - 1, j) : Register(0);
                sums.at(i, j) =
                    above.value() + a.at(static_cast<std::size_t>(*m), i) * *weights.at(i, j);
                ++macs;
                run.last_mac = static_cast<std::int64_t>(cycle);
                if (i + 1 == rows) {
                    run.result.values[static_cast<std::size_t>(*m) * columns + j] = *sums.at(i, j);
                }
            }
        }
    }
    return run;
}

} // namespace counterpoint::sim::noc
