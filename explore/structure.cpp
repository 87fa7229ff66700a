#include "explore/structure.hpp"

#include <algorithm>
#include <utility>

#include "analytical/time_formula.hpp"
#include "vocabulary/checked.hpp"

namespace counterpoint::explore {

namespace {

using analytical::Timing;
using hw::MemoryIndex;

template <class Same>
bool any_target(const Designs& designs, Role role, const Same& same) {
    const std::vector<const ResolvedAxis*> axes = designs.axes_of(role);
    return std::any_of(axes.begin(), axes.end(), [&](const ResolvedAxis* axis) {
        return std::any_of(axis->targets.begin(), axis->targets.end(), same);
    });
}

bool sweeps_capacity(const Designs& designs, MemoryIndex memory) {
    return any_target(designs, Role::capacity, [&](const Target& target) {
        return std::get<CapacityOf>(target).memory == memory;
    });
}

bool sweeps_bandwidth(const Designs& designs, MemoryIndex memory, bool drains) {
    return any_target(designs, Role::bandwidth, [&](const Target& target) {
        const auto& swept = std::get<BandwidthOf>(target);
        return swept.memory == memory && swept.drains == drains;
    });
}

/// What each value of an axis adds: a Price or a Cost.
template <class Each, class EachOf>
std::vector<Each> by_value(const ResolvedAxis& axis, const EachOf& each_of) {
    std::vector<Each> sums(axis.axis.size());
    for (std::size_t value = 0; value < sums.size(); ++value) {
        for (const Target& target : axis.targets) {
            sums[value] += each_of(target, axis.axis.numbers[value]);
        }
    }
    return sums;
}

/// What a memory has to hold in the layer that needs most of it; nothing where it need not fit.
std::optional<std::int64_t> demand_of(const CountedStructure& structure, MemoryIndex memory) {
    if (!structure.hardware.memories[memory].enforce_capacity) {
        return std::nullopt;
    }
    std::int64_t most = 0;
    for (const results::LayerResult& layer : structure.layers) {
        most = std::max(most, layer.numbers.capacity[memory].bytes);
    }
    return most;
}

Problem too_long(const Place& place) {
    return {place, "the layers take more than 2^53 cycles together", "", "",
            "search them one by one"};
}

} // namespace

Structure::Structure(const Designs& designs, std::int64_t number, DesignBuilder& builder,
                     const Costs& costs, Timing timing)
    : designs_(&designs), costs_(&costs), timing_(timing),
      cycles_(designs.layers().size() * CycleKernel::block) {
    try {
        builder.take_structure(number);
        analyse(designs, builder);
        count_units();
        check_capacities(designs, number);
        if (!shortfall_) {
            take_costs(designs);
            if (timing_ != Timing::exact) {
                kernel_.emplace(formulas_, counted_.hardware, designs);
            }
        }
    } catch (const InputError& error) {
        problems_ = error.problems();
    } catch (const Overflow&) {
        problems_ = {too_long(designs.layers().front().place)};
    }
}

void Structure::analyse(const Designs& designs, const DesignBuilder& builder) {
    counted_.hardware = builder.hardware();
    const Timing of_counts = timing_ == Timing::exact ? Timing::timeloop : timing_;
    for (const workloads::Layer& layer : designs.layers()) {
        mappings_.push_back(bind(builder.dataflow(), layer, counted_.hardware));
        analytical::FormulaAnalysis analysis =
            analyze_formula(layer, counted_.hardware, mappings_.back(), of_counts);
        counted_.layers.push_back(
            {layer, std::move(static_cast<hw::LayerNumbers&>(analysis.numbers))});
        formulas_.push_back(std::move(analysis.time));
    }
}

void Structure::count_units() {
    counted_.units = Table<MemoryIndex, std::int64_t>(counted_.hardware.memories.size(), 1);
    for (const results::LayerResult& layer : counted_.layers) {
        for (std::size_t b = 0; b < counted_.units.size(); ++b) {
            std::int64_t& units = counted_.units[MemoryIndex{b}];
            units = std::max(units, layer.numbers.units[MemoryIndex{b}]);
        }
    }
    std::int64_t& pes = counted_.units[counted_.hardware.innermost()];
    pes = std::max(pes, counted_.hardware.pe.count.value_or(pes));
}

void Structure::check_capacities(const Designs& designs, std::int64_t number) {
    for (std::size_t b = 1; b < counted_.hardware.memories.size(); ++b) {
        const MemoryIndex memory{b};
        const auto& capacity = counted_.hardware.memories[memory].capacity_bytes;
        if (capacity && !sweeps_capacity(designs, memory)) {
            check_capacity(memory, *capacity, number);
        }
    }
    for (const ResolvedAxis* axis : designs.axes_of(Role::capacity)) {
        const std::vector<std::int64_t>& values = axis->axis.numbers;
        std::int64_t needed = 0;
        for (const Target& target : axis->targets) {
            const MemoryIndex memory = std::get<CapacityOf>(target).memory;
            check_capacity(memory, values.back(), number);
            needed = std::max(needed, demand_of(counted_, memory).value_or(0));
        }
        first_fitting_.push_back(static_cast<std::size_t>(
            std::lower_bound(values.begin(), values.end(), needed) - values.begin()));
    }
}

void Structure::check_capacity(MemoryIndex memory, std::int64_t capacity, std::int64_t number) {
    const std::int64_t needed = demand_of(counted_, memory).value_or(0);
    Shortfall found{counted_.hardware.memories[memory].name, needed, capacity, number};
    if (needed > capacity && (!shortfall_ || found.ratio() > shortfall_->ratio())) {
        shortfall_ = std::move(found);
    }
}

void Structure::take_costs(const Designs& designs) {
    take_base(designs);
    for (const ResolvedAxis* axis : designs.axes_of(Role::bandwidth)) {
        bandwidth_prices_.push_back(
            by_value<Price>(*axis, [&](const Target& target, std::int64_t rate) {
                const auto& network = std::get<BandwidthOf>(target);
                return costs_->network(counted_, network.memory, network.drains, rate);
            }));
    }
    for (const ResolvedAxis* axis : designs.axes_of(Role::capacity)) {
        capacity_costs_.push_back(
            by_value<Cost>(*axis, [&](const Target& target, std::int64_t bytes) {
                return costs_->memory(counted_, std::get<CapacityOf>(target).memory, bytes);
            }));
        for (const Cost& cost : capacity_costs_.back()) {
            capacities_leak_ = capacities_leak_ || !cost.leaks.empty();
        }
    }
}

void Structure::take_base(const Designs& designs) {
    base_ = costs_->pes(counted_);
    for (std::size_t b = 0; b < counted_.hardware.memories.size(); ++b) {
        const MemoryIndex memory{b};
        const hw::Memory& described = counted_.hardware.memories[memory];
        if (!sweeps_capacity(designs, memory)) {
            base_ += costs_->memory(counted_, memory, described.capacity_bytes);
        }
        for (const bool drains : {false, true}) {
            if (b > 0 && !sweeps_bandwidth(designs, memory, drains)) {
                base_.price += costs_->network(counted_, memory, drains,
                                               drains ? described.drain.bytes_per_cycle
                                                      : described.fill.bytes_per_cycle);
            }
        }
    }
}

void Structure::cycles(std::int64_t first, std::size_t count, double* result) {
    if (kernel_) {
        kernel_->cycles(first, count, cycles_.data());
    } else {
        exact_cycles(first, count);
    }
    std::copy_n(cycles_.begin(), count, result);
    for (std::size_t l = 1; l < counted_.layers.size(); ++l) {
        for (std::size_t j = 0; j < count; ++j) {
            result[j] += cycles_[l * CycleKernel::block + j];
        }
    }
}

double Structure::base_over_time(std::size_t j) const {
    double energy = leaked(base_, j);
    for (std::size_t l = 0; l < counted_.layers.size(); ++l) {
        energy += costs_->over_time(counted_, l, cycles_[l * CycleKernel::block + j]);
    }
    return energy;
}

double Structure::leaked(const Cost& cost, std::size_t j) const {
    double energy = 0;
    for (const Leak& leak : cost.leaks) {
        energy += costs_->leaked(leak, cycles_[leak.layer * CycleKernel::block + j]);
    }
    return energy;
}

void Structure::exact_cycles(std::int64_t first, std::size_t count) {
    const auto axes = designs_->axes_of(Role::bandwidth);
    analytical::Options options;
    options.check_capacity = false;
    for (std::size_t j = 0; j < count; ++j) {
        const auto values = designs_->bandwidths().values(first + static_cast<std::int64_t>(j));
        for (std::size_t i = 0; i < axes.size(); ++i) {
            set_value(*axes[i], values[i], counted_.hardware);
        }
        for (std::size_t l = 0; l < mappings_.size(); ++l) {
            const analytical::Analysis analysis =
                analyze(counted_.layers[l].layer, counted_.hardware, mappings_[l], options);
            cycles_[l * CycleKernel::block + j] = static_cast<double>(analysis.cycles);
        }
    }
}

} // namespace counterpoint::explore
