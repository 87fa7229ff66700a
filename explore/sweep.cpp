#include "explore/sweep.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace counterpoint::explore {

namespace {

Numbering all_but_last(const Numbering& numbering) {
    std::vector<std::size_t> sizes;
    for (std::size_t i = 0; i + 1 < numbering.choices(); ++i) {
        sizes.push_back(numbering.values_of(i));
    }
    return Numbering(std::move(sizes));
}

} // namespace

std::int64_t Sweep::row_length(const Designs& designs) {
    const Numbering& capacities = designs.capacities();
    return capacities.choices() == 0
               ? 1
               : static_cast<std::int64_t>(capacities.values_of(capacities.choices() - 1));
}

std::int64_t Sweep::rows(const Designs& designs) { return designs.size() / row_length(designs); }

Sweep::Sweep(const Question& question)
    : question_(question), builder_(*question.designs),
      outer_capacities_(all_but_last(question.designs->capacities())),
      row_length_(row_length(*question.designs)), objectives_(question.goals.count()) {}

void Sweep::run(std::int64_t first, std::int64_t last, const Front& known, Findings& findings,
                std::vector<DesignFigures>* valid) {
    known_ = &known;
    findings_ = &findings;
    valid_ = valid;
    const std::int64_t rows_of_structure = question_.designs->designs_of_structure() / row_length_;
    while (first < last) {
        const std::int64_t number = first / rows_of_structure;
        const std::int64_t begin = number * rows_of_structure;
        const std::int64_t end = std::min(last, begin + rows_of_structure);
        take_structure(number);
        sweep_structure(first - begin, end - begin);
        first = end;
    }
    if (question_.wants_density) {
        density_.give_to(findings.density);
    }
}

void Sweep::take_structure(std::int64_t number) {
    if (number != structure_number_) {
        structure_ = std::make_unique<Structure>(*question_.designs, number, builder_,
                                                 *question_.costs, question_.timing);
        structure_number_ = number;
        if (structure_->is_feasible()) {
            take_last_axis();
        }
    }
}

void Sweep::take_last_axis() {
    last_ = {};
    const auto& costs = structure_->capacity_costs();
    const std::vector<Cost> none(1);
    for (const Cost& cost : costs.empty() ? none : costs.back()) {
        last_.area.push_back(cost.price.area);
        last_.power.push_back(cost.price.power);
    }
    last_.area_rises = std::is_sorted(last_.area.begin(), last_.area.end());
    last_.power_rises =
        structure_->clock_of_power() == 0 && std::is_sorted(last_.power.begin(), last_.power.end());
    last_fitting_ = costs.empty() ? 0 : structure_->first_fitting().back();
    const auto fitting = static_cast<std::ptrdiff_t>(last_fitting_);
    last_.least_area = *std::min_element(last_.area.begin() + fitting, last_.area.end());
    last_.least_power = *std::min_element(last_.power.begin() + fitting, last_.power.end());
    energies_.assign(std::max<std::size_t>(1, costs.size()), {});
    take_energies(std::nullopt);
}

/// The energies of all capacities; they depend on the choice of bandwidths only where they leak.
void Sweep::take_energies(std::optional<std::size_t> choice) {
    const auto& costs = structure_->capacity_costs();
    energies_.back().assign(last_.area.size(), 0);
    for (std::size_t axis = 0; axis < costs.size(); ++axis) {
        energies_[axis].resize(costs[axis].size());
        for (std::size_t value = 0; value < costs[axis].size(); ++value) {
            const Cost& cost = costs[axis][value];
            energies_[axis][value] =
                cost.price.energy + (choice ? structure_->leaked(cost, *choice) : 0);
        }
    }
    const std::vector<double>& last = energies_.back();
    last_.least_energy =
        *std::min_element(last.begin() + static_cast<std::ptrdiff_t>(last_fitting_), last.end());
}

void Sweep::sweep_structure(std::int64_t first, std::int64_t last) {
    const std::int64_t designs = (last - first) * row_length_;
    Nearest nearest;
    if (!structure_->problems().empty()) {
        findings_->tally.illegal += designs;
        nearest.illegal_structure = structure_number_;
        nearest.illegal = structure_->problems();
        findings_->nearest.add(nearest);
        return;
    }
    if (structure_->shortfall()) {
        findings_->tally.too_small += designs;
        nearest.shortfall = structure_->shortfall();
        findings_->nearest.add(nearest);
        return;
    }
    const std::int64_t per_choice = outer_capacities_.size(); // rows of one choice of bandwidths
    const std::int64_t end = (last + per_choice - 1) / per_choice;
    std::array<double, CycleKernel::block> cycles{};
    for (std::int64_t choice = first / per_choice; choice < end;) {
        const auto count =
            static_cast<std::size_t>(std::min<std::int64_t>(CycleKernel::block, end - choice));
        structure_->cycles(choice, count, cycles.data());
        std::vector<std::size_t> values = question_.designs->bandwidths().values(choice);
        for (std::size_t j = 0; j < count; ++j, ++choice) {
            const std::int64_t begin = choice * per_choice;
            if (structure_->capacities_leak()) {
                take_energies(j);
            }
            sweep_bandwidths(bandwidths_at(begin, values, cycles[j], j),
                             std::max(first - begin, std::int64_t{0}),
                             std::min(last - begin, per_choice));
            question_.designs->bandwidths().advance(values);
        }
    }
}

Sweep::Row Sweep::bandwidths_at(std::int64_t row, const std::vector<std::size_t>& values,
                                double cycles, std::size_t choice) const {
    Row first{structure_number_ * question_.designs->designs_of_structure() + row * row_length_,
              cycles, structure_->base_price(), structure_->clock_of_power() / cycles};
    first.price.energy += structure_->base_over_time(choice);
    for (std::size_t axis = 0; axis < values.size(); ++axis) {
        first.price += structure_->bandwidth_prices()[axis][values[axis]];
    }
    return first;
}

void Sweep::sweep_bandwidths(const Row& bandwidths, std::int64_t first, std::int64_t last) {
    std::vector<std::size_t> values = outer_capacities_.values(first);
    for (std::int64_t number = first; number < last; ++number) {
        Row row{bandwidths.first_design + number * row_length_, bandwidths.cycles, bandwidths.price,
                bandwidths.energy_power};
        bool fits = true;
        for (std::size_t axis = 0; axis < values.size(); ++axis) {
            fits = fits && values[axis] >= structure_->first_fitting()[axis];
            const Price& price = structure_->capacity_costs()[axis][values[axis]].price;
            row.price += {energies_[axis][values[axis]], price.area, price.power};
        }
        if (fits) {
            sweep_row(row);
        } else {
            findings_->tally.too_small += row_length_;
        }
        outer_capacities_.advance(values);
    }
}

/// Where area and power rise with the last capacity (the tables were looked at), nothing behind the
/// first design beyond a limit keeps it.
std::size_t Sweep::within_limits(const Row& row, std::size_t first) const {
    const auto end_of = [&](const std::vector<double>& values, double base, double limit) {
        return static_cast<std::size_t>(
            std::partition_point(values.begin() + static_cast<std::ptrdiff_t>(first), values.end(),
                                 [&](double value) { return base + value <= limit; }) -
            values.begin());
    };
    std::size_t end = last_.area.size();
    if (last_.area_rises) {
        end = std::min(end, end_of(last_.area, row.price.area, question_.limits.area));
    }
    if (last_.power_rises) {
        end = std::min(end, end_of(last_.power, row.price.power, question_.limits.power));
    }
    return end;
}

void Sweep::sweep_row(const Row& row) {
    const std::size_t first = last_fitting_;
    const std::size_t end = within_limits(row, first);
    findings_->tally.too_small += static_cast<std::int64_t>(first);
    findings_->tally.too_large += row_length_ - static_cast<std::int64_t>(end);
    Nearest& nearest = findings_->nearest;
    nearest.area = std::min(nearest.area, row.price.area + last_.least_area);
    const double least_energy =
        (row.price.energy + last_.least_energy) / question_.costs->units_in_picojoule();
    nearest.power = std::min(nearest.power,
                             row.price.power + last_.least_power + least_energy * row.energy_power);
    for (std::size_t i = first; i < end; i += segment) {
        const std::size_t count = std::min(segment, end - i);
        evaluate(row, i, count);
        offer(row, i, count);
        if (valid_ != nullptr || question_.best_wanted > 0) {
            keep(row, i, count);
        }
        if (question_.wants_density && objectives_.size() > 1) {
            count_cells(count);
        }
    }
}

void Sweep::evaluate(const Row& row, std::size_t first, std::size_t count) {
    const double* energy = &energies_.back()[first];
    const double* area = &last_.area[first];
    const double* power = &last_.power[first];
    std::int64_t valid = 0;
    const LimitsOfDesigns limits = question_.limits;
    const double units = question_.costs->units_in_picojoule();
    for (std::size_t i = 0; i < count; ++i) {
        energy_[i] = (row.price.energy + energy[i]) / units;
        area_[i] = row.price.area + area[i];
        power_[i] = row.price.power + power[i] + energy_[i] * row.energy_power;
        is_valid_[i] = area_[i] <= limits.area && power_[i] <= limits.power ? 1 : 0;
        valid += is_valid_[i];
    }
    findings_->tally.valid += valid;
    findings_->tally.over_limit += static_cast<std::int64_t>(count) - valid;
    for (std::size_t k = 0; k < objectives_.size(); ++k) {
        double* values = objectives_[k].data();
        const Objective objective = question_.goals.objectives[k];
        for (std::size_t i = 0; i < count; ++i) {
            values[i] = value_of(objective, {row.cycles, energy_[i], area_[i], power_[i]},
                                 question_.goals.macs);
        }
    }
}

DesignFigures Sweep::design(const Row& row, std::size_t first, std::size_t i) const {
    return {row.first_design + static_cast<std::int64_t>(first + i),
            {row.cycles, energy_[i], area_[i], power_[i]}};
}

/// What another design of the segment is no worse than cannot be on the front, so most designs are
/// compared with the first valid one only.
void Sweep::offer(const Row& row, std::size_t first, std::size_t count) {
    std::optional<Objectives> pivot;
    for (std::size_t i = 0; i < count; ++i) {
        if (is_valid_[i] == 0) {
            continue;
        }
        Objectives values{};
        bool covered = pivot.has_value();
        for (std::size_t k = 0; k < objectives_.size(); ++k) {
            values[k] = objectives_[k][i];
            covered = covered && (*pivot)[k] <= values[k];
        }
        if (!covered) {
            offer(design(row, first, i), values);
            pivot = pivot.value_or(values);
        }
    }
}

void Sweep::offer(const DesignFigures& found, const Objectives& values) {
    if (!known_->covers(values.data(), found.number)) {
        findings_->front.add(found);
    }
}

void Sweep::keep(const Row& row, std::size_t first, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
        if (is_valid_[i] == 0) {
            continue;
        }
        const DesignFigures found = design(row, first, i);
        if (question_.best_wanted > 0) {
            findings_->best.add(found);
        }
        if (valid_ != nullptr) {
            valid_->push_back(found);
        }
    }
}

void Sweep::count_cells(std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
        if (is_valid_[i] != 0) {
            density_.count(std::abs(objectives_[0][i]), std::abs(objectives_[1][i]));
        }
    }
}

} // namespace counterpoint::explore
