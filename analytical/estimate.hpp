#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include <boost/container/small_vector.hpp>

#include "analytical/phase_graph.hpp"
#include "hw/counts.hpp"
#include "hw/hardware.hpp"

namespace counterpoint::analytical {

/// What a shortcut says of a layer's time. The stack adds up to the cycles.
struct EstimatedTime {
    std::int64_t cycles = 0;
    hw::CycleStack stack;
    std::int64_t evaluated = 0; ///< kinds of phases looked at
};

/// MAESTRO's estimate (docs/timings.md): the first phase takes its fill and its computation, every
/// other one the longest of fill, computation and drain; inside of a phase of an outer memory the
/// phases of the inner ones start anew. A transfer that passes memories takes the cycles of the
/// slowest network and the latencies of all on which it sends anything; to a memory in which
/// nothing lies there is none, nor a drain from one without outputs: MAESTRO has neither. Formula:
/// CA_cost-analysis-engine.hpp and AHW_noc-model.hpp of github.com/maestro-project/maestro, commit
/// 3bee2df.
class MaestroEstimate {
  public:
    MaestroEstimate(const workloads::Layer& layer, const hw::Hardware& hardware, const Nest& nest,
                    const PhaseGraph& graph);

    EstimatedTime run();

  private:
    /// Cycles by what they go to: computation, then fill and drain of each memory.
    using Parts = boost::container::small_vector<std::int64_t, 8>;

    /// Phases of `memory` in a part of the layer that lies within one phase of the next outer one
    /// and begins with `entry`: the first of them pays for its fill.
    Parts started(std::size_t node, std::size_t memory, const Transition& entry);
    /// The same where other phases of `memory` came before.
    Parts continued(std::size_t node, std::size_t memory, const Transition& entry);
    /// All phases of `memory` in a loop behind its first iteration.
    const Parts& rest(std::size_t node, std::size_t memory);
    [[nodiscard]] bool is_one_phase(std::size_t node, std::size_t memory) const;
    /// Of a transfer: `latency + cycles − 1`, at least 0.
    struct Delay {
        std::int64_t latency = 0;
        std::int64_t cycles = 0;

        [[nodiscard]] std::int64_t sum() const;
    };
    [[nodiscard]] std::int64_t fill_delay(const Transition& entry, std::size_t memory) const;
    [[nodiscard]] std::int64_t drain_delay(const Transition& entry, std::size_t memory) const;
    /// Networks off the chip do not count.
    void add_passed(Delay& delay, const PassedNetwork& passed, std::size_t memory,
                    std::int64_t latency) const;
    [[nodiscard]] bool holds_anything(std::size_t memory) const;
    [[nodiscard]] static std::size_t fill_part(std::size_t memory) { return 2 * memory - 1; }
    [[nodiscard]] static std::size_t drain_part(std::size_t memory) { return 2 * memory; }

    const workloads::Layer& layer_;
    const hw::Hardware& hardware_;
    const Nest& nest_;
    const PhaseGraph& graph_;
    std::size_t outermost_;    ///< the outermost memory whose traffic counts
    std::vector<Parts> rests_; ///< by node; empty: not known yet
    std::int64_t evaluated_ = 0;
};

/// Timeloop's estimate (docs/timings.md): the longest of the computation and, for every network,
/// all bytes of its busiest parent unit at full bandwidth.
EstimatedTime timeloop_estimate(const hw::Hardware& hardware, const PhaseGraph& graph,
                                std::int64_t compute_cycles);

/// All bytes of a layer over each network, of its busiest unit in each phase: at 2b those that fill
/// memory b, at 2b + 1 those that leave it.
std::vector<std::int64_t> bytes_by_network(const PhaseGraph& graph, std::size_t memories);

} // namespace counterpoint::analytical
