#include "analytical/estimate.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "analytical/checked.hpp"

namespace counterpoint::analytical {

namespace {

template <class Sums>
void add_each(Sums& sums, const Sums& part, std::int64_t count = 1) {
    for (std::size_t i = 0; i < sums.size(); ++i) {
        sums[i] = plus(sums[i], times(part[i], count));
    }
}

/// Bytes on each network of a layer: fill, then drain of every memory but the outermost.
class BytesByNetwork {
  public:
    BytesByNetwork(const PhaseGraph& graph, std::size_t memories)
        : graph_(graph), memories_(memories), known_(graph.nodes().size()) {}

    using Bytes = boost::container::small_vector<std::int64_t, 8>;

    Bytes of_layer() {
        Bytes sum = of_node(graph_.root());
        add_each(sum, of_transition(graph_.first_fill()));
        add_each(sum, of_transition(graph_.last_drain()));
        return sum;
    }

    [[nodiscard]] std::int64_t evaluated() const { return evaluated_; }

  private:
    [[nodiscard]] Bytes of_transition(const Transition& transition) const {
        Bytes bytes(2 * memories_, 0);
        for (std::size_t i = 0; i < transition.steps.size(); ++i) {
            const std::size_t memory = transition.first_memory + i;
            bytes[2 * memory] = transition.steps[i].fill_bytes;
            bytes[2 * memory + 1] = transition.steps[i].drain_bytes;
        }
        for (const PassedNetwork& passed : transition.passed_in) {
            bytes[2 * passed.network] = plus(bytes[2 * passed.network], passed.bytes);
        }
        for (const PassedNetwork& passed : transition.passed_out) {
            bytes[2 * passed.network + 1] = plus(bytes[2 * passed.network + 1], passed.bytes);
        }
        return bytes;
    }

    const Bytes& of_node(std::size_t node) {
        if (known_[node].empty()) {
            Bytes sum(2 * memories_, 0);
            for (const Segment& segment : graph_.nodes()[node].segments) {
                ++evaluated_;
                if (segment.transition != Segment::none) {
                    add_each(sum, of_transition(graph_.transitions()[segment.transition]),
                             segment.count);
                }
                add_each(sum, of_node(segment.body), segment.count);
            }
            known_[node] = std::move(sum);
        }
        return known_[node];
    }

    const PhaseGraph& graph_;
    std::size_t memories_;
    std::vector<Bytes> known_; ///< by node; empty: not known yet
    std::int64_t evaluated_ = 0;
};

} // namespace

MaestroEstimate::MaestroEstimate(const workloads::Layer& layer, const hw::Hardware& hardware,
                                 const Nest& nest, const PhaseGraph& graph)
    : layer_(layer), hardware_(hardware), nest_(nest), graph_(graph),
      outermost_(hardware.memories.size() > 2 ? 2 : 1), rests_(graph.nodes().size()) {}

EstimatedTime MaestroEstimate::run() {
    const std::size_t memories = hardware_.memories.size();
    Parts parts = started(graph_.root(), outermost_, graph_.first_fill());
    EstimatedTime time;
    time.cycles = std::accumulate(parts.begin(), parts.end(), std::int64_t{0});
    time.stack.waiting = Table<hw::MemoryIndex, hw::MemoryStalls>(memories);
    time.stack.compute = parts[0];
    for (std::size_t b = outermost_; b < memories; ++b) {
        const std::int64_t first = fill_delay(graph_.first_fill(), b);
        time.stack.start = plus(time.stack.start, first);
        hw::MemoryStalls& stalls = time.stack.waiting[hw::MemoryIndex{b}];
        stalls.fill_transfer = parts[fill_part(b)] - first;
        stalls.drain = parts[drain_part(b)];
    }
    time.evaluated = evaluated_;
    return time;
}

bool MaestroEstimate::is_one_phase(std::size_t node, std::size_t memory) const {
    const PhaseNode& kind = graph_.nodes()[node];
    return kind.segments.empty() || kind.first_memory > memory;
}

MaestroEstimate::Parts MaestroEstimate::started(std::size_t node, std::size_t memory,
                                                const Transition& entry) {
    if (memory == hardware_.memories.size()) {
        ++evaluated_;
        Parts computation(2 * memory - 1, 0);
        computation[0] = graph_.nodes()[node].compute_cycles;
        return computation;
    }
    if (is_one_phase(node, memory)) {
        Parts phase = started(node, memory + 1, entry);
        phase[fill_part(memory)] = plus(phase[fill_part(memory)], fill_delay(entry, memory));
        return phase;
    }
    Parts sum = started(graph_.nodes()[node].segments.front().body, memory, entry);
    add_each(sum, rest(node, memory));
    return sum;
}

MaestroEstimate::Parts MaestroEstimate::continued(std::size_t node, std::size_t memory,
                                                  const Transition& entry) {
    if (!is_one_phase(node, memory)) {
        Parts sum = continued(graph_.nodes()[node].segments.front().body, memory, entry);
        add_each(sum, rest(node, memory));
        return sum;
    }
    Parts phase = started(node, memory + 1, entry);
    const std::int64_t computation = std::accumulate(phase.begin(), phase.end(), std::int64_t{0});
    const std::int64_t fill = fill_delay(entry, memory);
    const std::int64_t drain = drain_delay(entry, memory);
    const std::size_t longer = fill >= drain ? fill_part(memory) : drain_part(memory);
    phase[longer] =
        plus(phase[longer], std::max<std::int64_t>(0, std::max(fill, drain) - computation));
    return phase;
}

const MaestroEstimate::Parts& MaestroEstimate::rest(std::size_t node, std::size_t memory) {
    if (rests_[node].empty()) {
        const std::vector<Segment>& segments = graph_.nodes()[node].segments;
        Parts sum(2 * hardware_.memories.size() - 1, 0);
        for (const Segment& segment : segments) {
            if (segment.transition != Segment::none) {
                add_each(sum,
                         continued(segment.body, memory, graph_.transitions()[segment.transition]),
                         segment.count);
            }
        }
        rests_[node] = std::move(sum);
    }
    return rests_[node];
}

std::int64_t MaestroEstimate::Delay::sum() const {
    return std::max<std::int64_t>(0, latency + cycles - 1);
}

std::int64_t MaestroEstimate::fill_delay(const Transition& entry, std::size_t memory) const {
    if (!holds_anything(memory)) {
        return 0;
    }
    const BoundaryStep& step = entry.steps[memory - entry.first_memory];
    const hw::FillNetwork& network = hardware_.memories[hw::MemoryIndex{memory}].fill;
    Delay delay{network.latency_cycles, ceiling(step.fill_bytes, network.bytes_per_cycle)};
    for (const PassedNetwork& passed : entry.passed_in) {
        add_passed(delay, passed, memory,
                   hardware_.memories[hw::MemoryIndex{passed.network}].fill.latency_cycles);
    }
    return delay.sum();
}

std::int64_t MaestroEstimate::drain_delay(const Transition& entry, std::size_t memory) const {
    if (!nest_.tensor_chains[layer_.output].has(memory)) {
        return 0;
    }
    const BoundaryStep& step = entry.steps[memory - entry.first_memory];
    const hw::DrainNetwork& network = hardware_.memories[hw::MemoryIndex{memory}].drain;
    Delay delay{network.latency_cycles, ceiling(step.drain_bytes, network.bytes_per_cycle)};
    for (const PassedNetwork& passed : entry.passed_out) {
        add_passed(delay, passed, memory,
                   hardware_.memories[hw::MemoryIndex{passed.network}].drain.latency_cycles);
    }
    return delay.sum();
}

void MaestroEstimate::add_passed(Delay& delay, const PassedNetwork& passed, std::size_t memory,
                                 std::int64_t latency) const {
    if (passed.memory == memory && passed.network >= outermost_ && passed.bytes > 0) {
        delay.latency += latency;
        delay.cycles = std::max(delay.cycles, passed.cycles);
    }
}

bool MaestroEstimate::holds_anything(std::size_t memory) const {
    return std::any_of(nest_.tensor_chains.begin(), nest_.tensor_chains.end(),
                       [&](const TensorChain& chain) { return chain.has(memory); });
}

EstimatedTime timeloop_estimate(const hw::Hardware& hardware, const PhaseGraph& graph,
                                std::int64_t compute_cycles) {
    const std::size_t memories = hardware.memories.size();
    BytesByNetwork bytes(graph, memories);
    const auto sent = bytes.of_layer();
    EstimatedTime time;
    time.cycles = compute_cycles;
    time.stack.compute = compute_cycles;
    time.stack.waiting = Table<hw::MemoryIndex, hw::MemoryStalls>(memories);
    std::int64_t* bound = nullptr; // the part of the stack that the slowest network goes to
    for (std::size_t b = 1; b < memories; ++b) {
        const hw::Memory& memory = hardware.memories[hw::MemoryIndex{b}];
        hw::MemoryStalls& stalls = time.stack.waiting[hw::MemoryIndex{b}];
        const auto consider = [&](std::int64_t moved, std::int64_t rate, std::int64_t& part) {
            if (ceiling(moved, rate) > time.cycles) {
                time.cycles = ceiling(moved, rate);
                bound = &part;
            }
        };
        consider(sent[2 * b], memory.fill.bytes_per_cycle, stalls.fill_transfer);
        consider(sent[2 * b + 1], memory.drain.bytes_per_cycle, stalls.drain);
    }
    if (bound != nullptr) {
        *bound = time.cycles - compute_cycles;
    }
    time.evaluated = bytes.evaluated();
    return time;
}

std::vector<std::int64_t> bytes_by_network(const PhaseGraph& graph, std::size_t memories) {
    const auto bytes = BytesByNetwork(graph, memories).of_layer();
    return {bytes.begin(), bytes.end()};
}

} // namespace counterpoint::analytical
