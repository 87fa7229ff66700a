#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "analytical/analysis.hpp"
#include "explore/costs.hpp"
#include "explore/designs.hpp"
#include "explore/findings.hpp"
#include "explore/structure.hpp"

namespace counterpoint::explore {

/// What is asked of every design.
struct Question {
    const Designs* designs = nullptr;
    const Costs* costs = nullptr;
    Goals goals;
    LimitsOfDesigns limits;
    analytical::Timing timing = analytical::Timing::maestro;
    std::size_t best_wanted = 0;           ///< how many of the best designs to keep,
    Objective best_by = Objective::cycles; ///< by this objective
    bool wants_density = false;            ///< over the first two objectives, if there are two
};

/// Evaluates ranges of designs, for one thread. A range is counted in rows: the designs that differ
/// only in the last capacity axis (one design where no capacity is swept).
class Sweep {
  public:
    explicit Sweep(const Question& question);

    [[nodiscard]] static std::int64_t rows(const Designs& designs);
    [[nodiscard]] static std::int64_t row_length(const Designs& designs);

    /// Adds what the rows from `first` to before `last` are. A design that `known` covers is left
    /// out of the front. `valid`, if given, gets every valid design, in order.
    void run(std::int64_t first, std::int64_t last, const Front& known, Findings& findings,
             std::vector<DesignFigures>* valid);

  private:
    /// Values of the last capacity axis that are worked on at once.
    static constexpr std::size_t segment = 256;
    using Values = std::array<double, segment>;
    using Objectives = std::array<double, all_objectives.size()>;

    /// The values of the last capacity axis by what they add, in arrays.
    struct LastAxis {
        std::vector<double> area, power;
        bool area_rises = true;
        bool power_rises = true;
        double least_area = 0; ///< of the values that fit
        double least_power = 0;
        double least_energy = 0;
    };

    /// Designs that share their cycles: the number of the first, and what they cost without the
    /// capacities that are still to come.
    struct Row {
        std::int64_t first_design = 0;
        double cycles = 0;
        Price price;
        double energy_power = 0; ///< mW that follow from a pJ
    };

    void take_structure(std::int64_t number);
    void take_last_axis();
    void take_energies(std::optional<std::size_t> choice);
    void sweep_structure(std::int64_t first, std::int64_t last);
    [[nodiscard]] Row bandwidths_at(std::int64_t row, const std::vector<std::size_t>& values,
                                    double cycles, std::size_t choice) const;
    void sweep_bandwidths(const Row& bandwidths, std::int64_t first, std::int64_t last);
    void sweep_row(const Row& row);
    void evaluate(const Row& row, std::size_t first, std::size_t count);
    void offer(const Row& row, std::size_t first, std::size_t count);
    void offer(const DesignFigures& found, const Objectives& values);
    void keep(const Row& row, std::size_t first, std::size_t count);
    void count_cells(std::size_t count);
    [[nodiscard]] std::size_t within_limits(const Row& row, std::size_t first) const;
    [[nodiscard]] DesignFigures design(const Row& row, std::size_t first, std::size_t i) const;

    const Question& question_;
    DesignBuilder builder_;
    Numbering outer_capacities_; ///< all capacity axes but the last
    std::int64_t row_length_;
    std::int64_t structure_number_ = -1;
    std::unique_ptr<Structure> structure_;
    LastAxis last_;
    std::vector<std::vector<double>> energies_; ///< by capacity axis (at least one) and its value
    std::size_t last_fitting_ = 0;              ///< the first value of the last axis that fits

    // where the results of run() go
    const Front* known_ = nullptr;
    Findings* findings_ = nullptr;
    std::vector<DesignFigures>* valid_ = nullptr;

    Values energy_{};
    Values area_{};
    Values power_{};
    std::vector<Values> objectives_;
    std::array<unsigned char, segment> is_valid_{};
    DensityCounter density_;
};

} // namespace counterpoint::explore
