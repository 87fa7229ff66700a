#include "analytical/analysis.hpp"

#include <optional>
#include <string>
#include <utility>

#include <boost/container/flat_map.hpp>

#include "analytical/capacity.hpp"
#include "analytical/checked.hpp"
#include "analytical/counting.hpp"
#include "analytical/estimate.hpp"
#include "analytical/footprint.hpp"
#include "analytical/movement.hpp"
#include "analytical/nest.hpp"
#include "analytical/phase_delays.hpp"
#include "analytical/phase_graph.hpp"
#include "analytical/ranges.hpp"
#include "analytical/recurrence.hpp"
#include "analytical/repetition.hpp"
#include "analytical/time_formula.hpp"
#include "analytical/transition_costs.hpp"

namespace counterpoint::analytical {

namespace {

/// One layer under analysis: each step fills in its part of the result.
class LayerAnalysis {
  public:
    LayerAnalysis(const workloads::Layer& layer, const hw::Hardware& hardware,
                  const mapping::Mapping& mapping)
        : layer_(layer), hardware_(hardware), nest_(build_nest(layer, hardware, mapping)),
          ranges_(ranges_of(nest_)), footprints_(layer, nest_, ranges_),
          movements_(layer, nest_, ranges_, footprints_),
          counting_(layer, hardware, nest_, movements_) {}

    Analysis run(const Options& options) {
        result_.macs = counting_.macs();
        result_.units = nest_.units;
        result_.pes = nest_.units[hardware_.innermost()];
        count_phases();
        result_.capacity = capacity_demand(layer_, hardware_, nest_, counting_);
        if (options.check_capacity) {
            check_capacity(layer_, hardware_, result_.capacity);
        }
        result_.counts = counting_.counts();
        sum_compute();
        sum_traffic();
        result_.stack.waiting = Table<MemoryIndex, hw::MemoryStalls>(hardware_.memories.size());
        if (options.time) {
            check_time_fits();
            take_time(options);
        }
        result_.effort.counting = footprints_.measured();
        return std::move(result_);
    }

    TimeFormula formula(Timing timing, std::int64_t compute_cycles) {
        TransitionCosts costs(layer_, hardware_, nest_, ranges_, footprints_);
        const PhaseGraph graph(layer_, hardware_, nest_, ranges_, costs);
        return timing == Timing::maestro
                   ? maestro_formula(layer_, hardware_, nest_, graph)
                   : timeloop_formula(graph, hardware_.memories.size(), compute_cycles);
    }

  private:
    static Table<DimensionIndex, Ranges> ranges_of(const Nest& nest) {
        Table<DimensionIndex, Ranges> ranges;
        for (const Chain& chain : nest.chains) {
            ranges.push_back(Ranges(chain));
        }
        return ranges;
    }

    void count_phases();
    void sum_compute();
    void sum_traffic();
    void check_time_fits() const;
    /// Phases whose transfers may use the networks of a memory.
    [[nodiscard]] std::int64_t crossing_phases(std::size_t network) const;
    void take_time(const Options& options);
    void take_exact_time(const PhaseGraph& graph);

    const workloads::Layer& layer_;
    const hw::Hardware& hardware_;
    Nest nest_;
    Table<DimensionIndex, Ranges> ranges_;
    Footprints footprints_;
    Movements movements_;
    Counting counting_;
    Analysis result_;
};

void LayerAnalysis::count_phases() {
    result_.phases = Table<MemoryIndex, std::int64_t>(hardware_.memories.size(), 1);
    for (std::size_t b = 1; b < hardware_.memories.size(); ++b) {
        std::int64_t& phases = result_.phases[MemoryIndex{b}];
        for (std::size_t d = 0; d < layer_.dimensions.size(); ++d) {
            const DimensionIndex dimension{d};
            phases = times(phases, ranges_[dimension].positions(nest_.level_at(
                                       dimension, nest_.loops_above[MemoryIndex{b}])));
        }
    }
}

void LayerAnalysis::sum_compute() {
    // ⌈MACs/lanes⌉ is no product over dimensions: combine the few lengths that PE 0 meets.
    boost::container::flat_map<std::int64_t, std::int64_t> phases_by_macs{{1, 1}};
    boost::container::flat_map<std::int64_t, std::int64_t> combined;
    for (std::size_t d = 0; d < layer_.dimensions.size(); ++d) {
        const Ranges& ranges = ranges_[DimensionIndex{d}];
        combined.clear();
        for (const auto& [macs, phases] : phases_by_macs) {
            for (const RangeClass& range : ranges.classes(nest_.chains[DimensionIndex{d}].loops)) {
                std::int64_t& sum = combined[times(macs, range.length())];
                sum = plus(sum, times(phases, range.occurrences));
            }
        }
        std::swap(phases_by_macs, combined);
    }
    for (const auto& [macs, phases] : phases_by_macs) {
        result_.compute_cycles =
            plus(result_.compute_cycles, times(phases, ceiling(macs, hardware_.pe.lanes)));
    }
}

void LayerAnalysis::sum_traffic() {
    const std::size_t memories = hardware_.memories.size();
    result_.fill_bytes = Table<MemoryIndex, std::int64_t>(memories);
    result_.drain_bytes = Table<MemoryIndex, std::int64_t>(memories);
    result_.additions = counting_.additions();
    for (std::size_t b = 1; b < memories; ++b) {
        const MemoryIndex memory{b};
        for (std::size_t t = 0; t < layer_.tensors.size(); ++t) {
            const std::int64_t width = hardware_.bytes_of(layer_.tensors[TensorIndex{t}].name);
            const Crossing& crossing = counting_.crossings(memory)[t];
            std::int64_t& fill = result_.fill_bytes[memory];
            std::int64_t& drain = result_.drain_bytes[memory];
            fill = plus(fill, times(crossing.in, width));
            drain = plus(drain, times(crossing.out, width));
        }
    }
}

std::int64_t LayerAnalysis::crossing_phases(std::size_t network) const {
    std::int64_t phases = result_.phases[MemoryIndex{network}];
    for (std::size_t b = network + 1; b < hardware_.memories.size(); ++b) {
        for (const TensorChain& chain : nest_.tensor_chains) {
            if (chain.has(b) && chain.before(b) < network) {
                phases = plus(phases, result_.phases[MemoryIndex{b}]);
                break;
            }
        }
    }
    return phases;
}

void LayerAnalysis::check_time_fits() const {
    // Everything one after the other takes longest; if that fits, no time on the way overflows.
    std::int64_t bound = result_.compute_cycles;
    for (std::size_t b = 1; b < hardware_.memories.size(); ++b) {
        const MemoryIndex memory{b};
        const hw::Memory& described = hardware_.memories[memory];
        const std::int64_t phases = crossing_phases(b);
        const auto add = [&](std::int64_t bytes, std::int64_t rate, std::int64_t latency) {
            bound = plus(bound, plus(ceiling(bytes, rate), times(phases, plus(latency, 1))));
        };
        add(result_.fill_bytes[memory], described.fill.bytes_per_cycle,
            described.fill.latency_cycles);
        add(result_.drain_bytes[memory], described.drain.bytes_per_cycle,
            described.drain.latency_cycles);
    }
    plus(bound, bound); // room for sums of two times
}

void LayerAnalysis::take_time(const Options& options) {
    TransitionCosts costs(layer_, hardware_, nest_, ranges_, footprints_);
    const PhaseGraph graph(layer_, hardware_, nest_, ranges_, costs);
    if (options.phase_delays) {
        result_.delays = phase_delays(graph);
    }
    if (options.timing == Timing::exact) {
        take_exact_time(graph);
        return;
    }
    EstimatedTime time = options.timing == Timing::maestro
                             ? MaestroEstimate(layer_, hardware_, nest_, graph).run()
                             : timeloop_estimate(hardware_, graph, result_.compute_cycles);
    result_.cycles = time.cycles;
    result_.stack = std::move(time.stack);
    result_.effort.timing = time.evaluated;
}

void LayerAnalysis::take_exact_time(const PhaseGraph& graph) {
    const Recurrence recurrence(layer_, hardware_, nest_, result_.phases);
    Repetition repetition(recurrence, graph);

    Clock clock = recurrence.initial();
    Ledger before = recurrence.empty_ledger();
    recurrence.advance(graph.first_fill(), clock, before);
    result_.stack.start = recurrence.tile_here(clock);
    Ledger ledger = recurrence.empty_ledger();
    repetition.run(clock, ledger);
    const std::int64_t done = Recurrence::done(clock);
    recurrence.drain(graph.last_drain(), clock);

    result_.cycles = recurrence.finished(clock);
    result_.stack.compute = result_.compute_cycles;
    result_.stack.tail = result_.cycles - done;
    for (std::size_t b = 1; b < hardware_.memories.size(); ++b) {
        result_.stack.waiting[MemoryIndex{b}] = Recurrence::stalls(ledger, b);
    }
    result_.effort.timing = repetition.evaluated();
}

InputError too_large(const workloads::Layer& layer) {
    Problem problem;
    problem.place = layer.place;
    problem.message = "layer " + layer.name + ": its counts or cycles do not fit 64 bits";
    problem.remedy = "reduce its dimensions, or split the layer";
    return InputError(problem);
}

} // namespace

std::string to_string(Timing timing) {
    switch (timing) {
    case Timing::exact:
        return "exact";
    case Timing::maestro:
        return "maestro";
    case Timing::timeloop:
        return "timeloop";
    }
    return "";
}

Analysis analyze(const workloads::Layer& layer, const hw::Hardware& hardware,
                 const mapping::Mapping& mapping, const Options& options) {
    try {
        return LayerAnalysis(layer, hardware, mapping).run(options);
    } catch (const Overflow&) {
        throw too_large(layer);
    }
}

FormulaAnalysis analyze_formula(const workloads::Layer& layer, const hw::Hardware& hardware,
                                const mapping::Mapping& mapping, Timing timing) {
    try {
        LayerAnalysis analysis(layer, hardware, mapping);
        Options options;
        options.check_capacity = false;
        options.time = false;
        FormulaAnalysis result{analysis.run(options), {}};
        result.time = analysis.formula(timing, result.numbers.compute_cycles);
        return result;
    } catch (const Overflow&) {
        throw too_large(layer);
    }
}

} // namespace counterpoint::analytical
