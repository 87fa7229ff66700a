#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

#include "analytical/nest.hpp"
#include "analytical/ranges.hpp"
#include "analytical/recurrence.hpp"
#include "analytical/transition_costs.hpp"
#include "hw/hardware.hpp"
#include "workloads/layer.hpp"

namespace counterpoint::analytical {

/// Iterations of a loop that look alike: each is a transition and a body.
struct Segment {
    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    std::size_t transition = none; ///< none: the body starts where the loop starts
    std::size_t body = 0;          ///< a node of the graph
    std::int64_t count = 1;
};

/// A loop with ranges of one kind in all dimensions, or (without segments) one phase of
/// computation.
struct PhaseNode {
    std::vector<Segment> segments;
    std::int64_t compute_cycles = 0;
    std::size_t first_memory = 0; ///< the outermost memory whose phases end inside
    Recurrence::Traffic traffic;
};

/// All phases of a layer, each kind once: a graph whose size depends on the depth of the mapping
/// and on the number of dimensions with short edges, not on trip counts.
class PhaseGraph {
  public:
    PhaseGraph(const workloads::Layer& layer, const hw::Hardware& hardware, const Nest& nest,
               const Table<DimensionIndex, Ranges>& ranges, TransitionCosts& costs);

    [[nodiscard]] const std::vector<PhaseNode>& nodes() const { return nodes_; }
    [[nodiscard]] const std::vector<Transition>& transitions() const { return transitions_; }
    [[nodiscard]] std::size_t root() const { return root_; }
    [[nodiscard]] const Transition& first_fill() const { return first_fill_; }
    [[nodiscard]] const Transition& last_drain() const { return last_drain_; }

  private:
    /// Everything that decides what happens from a loop inwards.
    struct Context {
        std::vector<std::size_t> classes; ///< by dimension, at the level that loop has reached
        std::vector<std::size_t> holders; ///< by memory; see TransitionCosts::Step
    };
    using Key = std::vector<std::size_t>;

    std::size_t build(std::size_t loop, const Context& context);
    std::size_t build_leaf(const Context& context);
    void build_loop(PhaseNode& node, std::size_t loop, const Context& context);
    void add_advance(PhaseNode& node, std::size_t loop, const Context& context,
                     const Advance& advance);
    void update_holders(std::vector<std::size_t>& holders,
                        const std::vector<std::size_t>& drained_loop, bool output_loop) const;
    void join(PhaseNode& node, std::size_t body) const;
    [[nodiscard]] Key key(std::size_t loop, const Context& context) const;
    [[nodiscard]] const RangeClass& range(DimensionIndex dimension, std::size_t loop,
                                          const Context& context) const;
    /// Tiles of a tensor in a memory.
    struct Tiles {
        MemoryIndex memory;
        TensorIndex tensor;
    };
    /// The loop whose iteration the tiles have lived through when all loops from `first` inwards
    /// stand at their last index; `outer` where none of these replaces them.
    [[nodiscard]] std::size_t replacing_loop(const Tiles& tiles, std::size_t first,
                                             const std::vector<std::size_t>& classes,
                                             std::size_t outer) const;
    /// The same of each memory's output tiles, `none` where the output never lies.
    [[nodiscard]] std::vector<std::size_t> drained_loops(std::size_t first,
                                                         const std::vector<std::size_t>& classes,
                                                         std::size_t outer) const;
    /// See TransitionCosts::Step, when the loop goes on.
    [[nodiscard]] std::vector<bool> moved_leaps(std::size_t loop,
                                                const std::vector<std::size_t>& before) const;
    static void note(Recurrence::Traffic& traffic, const Transition& transition);
    [[nodiscard]] std::size_t first_memory(std::size_t loop) const;
    [[nodiscard]] bool mentions(TensorIndex tensor, std::size_t loop) const;
    void build_ends();

    const workloads::Layer& layer_;
    const hw::Hardware& hardware_;
    const Nest& nest_;
    const Table<DimensionIndex, Ranges>& ranges_;
    TransitionCosts& costs_;
    std::vector<std::size_t> origin_; ///< by memory; see the constructor
    std::vector<PhaseNode> nodes_;
    std::vector<Transition> transitions_;
    std::map<Key, std::size_t> known_;
    std::size_t root_ = 0;
    Transition first_fill_;
    Transition last_drain_;
};

} // namespace counterpoint::analytical
