#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "analytical/time_formula.hpp"
#include "explore/designs.hpp"

namespace counterpoint::explore {

/// The cycles of each layer at many choices of bandwidths, by their formulas. What the slowest
/// bandwidths cannot make longer than the rest of a phase is settled beforehand, so what is left to
/// do for a choice are the phases in which some bandwidth matters.
class CycleKernel {
  public:
    /// `hardware` gives the bandwidths that no axis sweeps. Throws Overflow where cycles at the
    /// slowest bandwidths exceed 2^53, up to which a double holds every integer.
    CycleKernel(const std::vector<analytical::TimeFormula>& layers, const hw::Hardware& hardware,
                const Designs& designs);

    /// Choices of bandwidths that are worked on at once.
    static constexpr std::size_t block = 256;

    /// Cycles at `count` choices (at most `block`) from number `first` on, whole numbers: a row of
    /// `block` for each layer.
    void cycles(std::int64_t first, std::size_t count, double* result);

    /// Kinds of phases in which a bandwidth matters.
    [[nodiscard]] std::size_t kinds() const { return kinds_.size(); }

  private:
    /// The cycles of a transfer by the value of the axis that sweeps its network.
    struct Transfer {
        std::size_t axis = 0; ///< among the bandwidth axes
        std::vector<double> cycles;
    };
    struct Count {
        std::size_t of = 0;
        double count = 0;
    };
    struct Sum {
        double constant = 0;
        std::vector<Count> transfers;
        std::vector<Count> kinds;
    };
    struct Kind {
        std::vector<std::size_t> transfers;
        Sum compute;
        double floor = 0; ///< the longest transfer that no axis sweeps
    };
    class Compilation;

    void look_up(std::int64_t first, std::size_t count);
    void add_up(const Sum& sum, std::size_t count, double* result) const;

    const Numbering& bandwidths_;
    std::vector<Transfer> transfers_;
    std::vector<Kind> kinds_;
    std::vector<Sum> layers_;           ///< the cycles of each
    std::vector<double> transfer_rows_; ///< a row of `block` for each transfer
    std::vector<double> kind_rows_;
    std::vector<std::uint32_t> values_; ///< a row of `block` for each axis: its value
};

} // namespace counterpoint::explore
