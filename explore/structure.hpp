#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analytical/analysis.hpp"
#include "explore/costs.hpp"
#include "explore/cycle_kernel.hpp"
#include "explore/designs.hpp"
#include "mapping/mapping.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::explore {

/// A memory that does not hold what a structure needs, at the largest capacity it can have.
struct Shortfall {
    std::string memory;
    std::int64_t needed = 0;   ///< bytes
    std::int64_t capacity = 0; ///< bytes
    std::int64_t structure = 0;

    [[nodiscard]] double ratio() const {
        return static_cast<double>(needed) / static_cast<double>(capacity);
    }
};

/// Everything about one structure of a space that its designs share, worked out once.
class Structure {
  public:
    /// `builder` is of the same designs and stands at the structure then.
    Structure(const Designs& designs, std::int64_t number, DesignBuilder& builder,
              const Costs& costs, analytical::Timing timing);

    /// Why no design of it can be run; empty where some can.
    [[nodiscard]] const std::vector<Problem>& problems() const { return problems_; }
    /// The tightest memory, if not even the largest capacities hold what they have to.
    [[nodiscard]] const std::optional<Shortfall>& shortfall() const { return shortfall_; }
    [[nodiscard]] bool is_feasible() const { return problems_.empty() && !shortfall_; }

    // What follows is there only if it is feasible.

    /// By capacity axis: the first of its (ascending) values that is large enough.
    [[nodiscard]] const std::vector<std::size_t>& first_fitting() const { return first_fitting_; }
    /// What is the same for all designs, and what each value of an axis adds, at any speed.
    [[nodiscard]] const Price& base_price() const { return base_.price; }
    [[nodiscard]] const std::vector<std::vector<Price>>& bandwidth_prices() const {
        return bandwidth_prices_;
    }
    [[nodiscard]] const std::vector<std::vector<Cost>>& capacity_costs() const {
        return capacity_costs_;
    }
    /// Do values of capacity axes leak?
    [[nodiscard]] bool capacities_leak() const { return capacities_leak_; }

    /// The cycles of all layers together at `count` choices of bandwidths (at most
    /// CycleKernel::block) from number `first` on. With Timing::exact every choice is analysed by
    /// itself.
    void cycles(std::int64_t first, std::size_t count, double* result);
    /// What time costs at choice `j` of those: in what is the same for all designs, and with the
    /// value of an axis.
    [[nodiscard]] double base_over_time(std::size_t j) const;
    [[nodiscard]] double leaked(const Cost& cost, std::size_t j) const;
    /// As Costs says.
    [[nodiscard]] double clock_of_power() const { return costs_->clock_of_power(counted_); }

  private:
    void analyse(const Designs& designs, const DesignBuilder& builder);
    void count_units();
    void check_capacities(const Designs& designs, std::int64_t number);
    void check_capacity(hw::MemoryIndex memory, std::int64_t capacity, std::int64_t number);
    void take_costs(const Designs& designs);
    void take_base(const Designs& designs);
    void exact_cycles(std::int64_t first, std::size_t count);

    const Designs* designs_;
    const Costs* costs_;
    analytical::Timing timing_;
    std::vector<Problem> problems_;
    std::optional<Shortfall> shortfall_;
    CountedStructure counted_;
    std::vector<mapping::Mapping> mappings_;
    std::vector<analytical::TimeFormula> formulas_;
    std::optional<CycleKernel> kernel_;
    std::vector<std::size_t> first_fitting_;
    Cost base_;
    std::vector<std::vector<Price>> bandwidth_prices_;
    std::vector<std::vector<Cost>> capacity_costs_;
    bool capacities_leak_ = false;
    std::vector<double> cycles_; ///< of each layer a row of CycleKernel::block
};

} // namespace counterpoint::explore
