#include "analytical/time_formula.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

#include "analytical/checked.hpp"
#include "analytical/estimate.hpp"
#include "analytical/phase_graph.hpp"

namespace counterpoint::analytical {

namespace {

/// A sum while it is put together: what is equal is counted together, so no loop nest makes it
/// longer than there are kinds of phases.
struct Collected {
    std::int64_t constant = 0;
    std::map<std::size_t, std::int64_t> transfers;
    std::map<std::size_t, std::int64_t> kinds;

    void add(const Collected& other, std::int64_t count) {
        constant = plus(constant, times(other.constant, count));
        add_to(transfers, other.transfers, count);
        add_to(kinds, other.kinds, count);
    }

    [[nodiscard]] TimeFormula::Sum sum() const {
        return {constant, listed(transfers), listed(kinds)};
    }

    friend bool operator<(const Collected& a, const Collected& b) {
        return std::tie(a.constant, a.transfers, a.kinds) <
               std::tie(b.constant, b.transfers, b.kinds);
    }

  private:
    using Counts = std::map<std::size_t, std::int64_t>;

    static void add_to(Counts& counts, const Counts& others, std::int64_t count) {
        for (const auto& [of, times_each] : others) {
            counts[of] = plus(counts[of], times(times_each, count));
        }
    }

    static std::vector<TimeFormula::Count> listed(const Counts& counts) {
        std::vector<TimeFormula::Count> list;
        for (const auto& [of, count] : counts) {
            list.push_back({of, count});
        }
        return list;
    }
};

/// MaestroEstimate with sums in place of numbers.
class MaestroFormula {
  public:
    MaestroFormula(const workloads::Layer& layer, const hw::Hardware& hardware, const Nest& nest,
                   const PhaseGraph& graph)
        : layer_(layer), hardware_(hardware), nest_(nest), graph_(graph),
          outermost_(hardware.memories.size() > 2 ? 2 : 1), rests_(graph.nodes().size()) {}

    TimeFormula build() {
        formula_.cycles = started(graph_.root(), outermost_, graph_.first_fill()).sum();
        return std::move(formula_);
    }

  private:
    using Transfers = std::vector<std::size_t>;

    [[nodiscard]] bool is_one_phase(std::size_t node, std::size_t memory) const {
        const PhaseNode& kind = graph_.nodes()[node];
        return kind.segments.empty() || kind.first_memory > memory;
    }

    Collected started(std::size_t node, std::size_t memory, const Transition& entry) {
        Collected sum;
        if (memory == hardware_.memories.size()) {
            sum.constant = graph_.nodes()[node].compute_cycles;
        } else if (is_one_phase(node, memory)) {
            sum = started(node, memory + 1, entry);
            add_longest(sum, fill(entry, memory));
        } else {
            sum = started(graph_.nodes()[node].segments.front().body, memory, entry);
            sum.add(rest(node, memory), 1);
        }
        return sum;
    }

    Collected continued(std::size_t node, std::size_t memory, const Transition& entry) {
        Collected sum;
        if (is_one_phase(node, memory)) {
            Transfers transfers = fill(entry, memory);
            const Transfers drains = drain(entry, memory);
            transfers.insert(transfers.end(), drains.begin(), drains.end());
            sum.kinds[kind(std::move(transfers), started(node, memory + 1, entry))] = 1;
        } else {
            sum = continued(graph_.nodes()[node].segments.front().body, memory, entry);
            sum.add(rest(node, memory), 1);
        }
        return sum;
    }

    const Collected& rest(std::size_t node, std::size_t memory) {
        if (!rests_[node]) {
            Collected sum;
            for (const Segment& segment : graph_.nodes()[node].segments) {
                if (segment.transition != Segment::none) {
                    sum.add(
                        continued(segment.body, memory, graph_.transitions()[segment.transition]),
                        segment.count);
                }
            }
            rests_[node] = std::move(sum);
        }
        return *rests_[node];
    }

    /// The longest of several is that of a phase in which nothing is computed.
    void add_longest(Collected& sum, Transfers transfers) {
        if (transfers.size() == 1) {
            sum.transfers[transfers.front()] += 1;
        } else if (!transfers.empty()) {
            sum.kinds[kind(std::move(transfers), {})] += 1;
        }
    }

    /// A transfer takes its slowest network's cycles and all latencies, so it is the longest of its
    /// networks with the latencies of all; none at all where nothing lies.
    Transfers fill(const Transition& entry, std::size_t memory) {
        const bool holds_anything =
            std::any_of(nest_.tensor_chains.begin(), nest_.tensor_chains.end(),
                        [&](const TensorChain& chain) { return chain.has(memory); });
        if (!holds_anything) {
            return {};
        }
        const std::int64_t bytes = entry.steps[memory - entry.first_memory].fill_bytes;
        return delays(entry.passed_in, {MemoryIndex{memory}, false, bytes, 0});
    }

    Transfers drain(const Transition& entry, std::size_t memory) {
        if (!nest_.tensor_chains[layer_.output].has(memory)) {
            return {};
        }
        const std::int64_t bytes = entry.steps[memory - entry.first_memory].drain_bytes;
        return delays(entry.passed_out, {MemoryIndex{memory}, true, bytes, 0});
    }

    /// `own`: on the network of the memory itself.
    Transfers delays(const std::vector<PassedNetwork>& passed, const TimeFormula::Transfer& own) {
        std::vector<TimeFormula::Transfer> networks{own};
        for (const PassedNetwork& other : passed) {
            if (other.memory == own.memory.value && other.network >= outermost_ &&
                other.bytes > 0) {
                networks.push_back({MemoryIndex{other.network}, own.drains, other.bytes, 0});
            }
        }
        std::int64_t latency = 0;
        for (const TimeFormula::Transfer& network : networks) {
            const hw::Memory& filled = hardware_.memories[network.memory];
            latency += own.drains ? filled.drain.latency_cycles : filled.fill.latency_cycles;
        }
        Transfers numbers;
        for (TimeFormula::Transfer& network : networks) {
            network.offset = latency - 1;
            numbers.push_back(transfer(network));
        }
        return numbers;
    }

    std::size_t transfer(const TimeFormula::Transfer& transfer) {
        const auto key =
            std::tuple(transfer.memory.value, transfer.drains, transfer.bytes, transfer.offset);
        const auto [known, is_new] = transfers_.emplace(key, formula_.transfers.size());
        if (is_new) {
            formula_.transfers.push_back(transfer);
        }
        return known->second;
    }

    std::size_t kind(Transfers transfers, const Collected& compute) {
        const auto [known, is_new] =
            kinds_.emplace(std::pair(transfers, compute), formula_.kinds.size());
        if (is_new) {
            formula_.kinds.push_back({std::move(transfers), compute.sum()});
        }
        return known->second;
    }

    const workloads::Layer& layer_;
    const hw::Hardware& hardware_;
    const Nest& nest_;
    const PhaseGraph& graph_;
    std::size_t outermost_;                       ///< the outermost memory whose traffic counts
    std::vector<std::optional<Collected>> rests_; ///< by node
    std::map<std::tuple<std::size_t, bool, std::int64_t, std::int64_t>, std::size_t> transfers_;
    std::map<std::pair<Transfers, Collected>, std::size_t> kinds_;
    TimeFormula formula_;
};

std::int64_t value_of(const TimeFormula::Sum& sum, const std::vector<std::int64_t>& transfers,
                      const std::vector<std::int64_t>& kinds) {
    std::int64_t value = sum.constant;
    for (const TimeFormula::Count& each : sum.transfers) {
        value = plus(value, times(transfers[each.of], each.count));
    }
    for (const TimeFormula::Count& each : sum.kinds) {
        value = plus(value, times(kinds[each.of], each.count));
    }
    return value;
}

} // namespace

TimeFormula maestro_formula(const workloads::Layer& layer, const hw::Hardware& hardware,
                            const Nest& nest, const PhaseGraph& graph) {
    return MaestroFormula(layer, hardware, nest, graph).build();
}

TimeFormula timeloop_formula(const PhaseGraph& graph, std::size_t memories,
                             std::int64_t compute_cycles) {
    const std::vector<std::int64_t> bytes = bytes_by_network(graph, memories);
    TimeFormula formula;
    TimeFormula::PhaseKind layer;
    layer.compute.constant = compute_cycles;
    for (std::size_t b = 1; b < memories; ++b) {
        for (const bool drains : {false, true}) {
            layer.transfers.push_back(formula.transfers.size());
            formula.transfers.push_back(
                {MemoryIndex{b}, drains, bytes[2 * b + (drains ? 1 : 0)], 0});
        }
    }
    formula.kinds.push_back(std::move(layer));
    formula.cycles.kinds.push_back({0, 1});
    return formula;
}

std::int64_t cycles_of(const TimeFormula& formula, const hw::Hardware& hardware) {
    std::vector<std::int64_t> transfers;
    for (const TimeFormula::Transfer& transfer : formula.transfers) {
        const hw::Memory& memory = hardware.memories[transfer.memory];
        const std::int64_t rate =
            transfer.drains ? memory.drain.bytes_per_cycle : memory.fill.bytes_per_cycle;
        transfers.push_back(
            std::max<std::int64_t>(0, plus(transfer.offset, ceiling(transfer.bytes, rate))));
    }
    std::vector<std::int64_t> kinds;
    for (const TimeFormula::PhaseKind& kind : formula.kinds) {
        std::int64_t longest = value_of(kind.compute, transfers, kinds);
        for (const std::size_t transfer : kind.transfers) {
            longest = std::max(longest, transfers[transfer]);
        }
        kinds.push_back(longest);
    }
    return value_of(formula.cycles, transfers, kinds);
}

} // namespace counterpoint::analytical
