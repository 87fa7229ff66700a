#include "analytical/phase_graph.hpp"

#include <algorithm>
#include <utility>

#include "analytical/checked.hpp"

namespace counterpoint::analytical {

namespace {

/// `origin` of a memory whose parent adds up partial sums and never hands them back.
constexpr std::size_t accumulated = static_cast<std::size_t>(-1);

} // namespace

PhaseGraph::PhaseGraph(const workloads::Layer& layer, const hw::Hardware& hardware,
                       const Nest& nest, const Table<DimensionIndex, Ranges>& ranges,
                       TransitionCosts& costs)
    : layer_(layer), hardware_(hardware), nest_(nest), ranges_(ranges), costs_(costs),
      origin_(nest.stores.size(), accumulated) {
    // A memory of the output's chain that does not accumulate gets its sums back from the one
    // before, if that one does not accumulate either. The outermost memory of such a row starts
    // every tile without sums; from there on a tile comes back with sums once a reduction loop has
    // advanced.
    const TensorChain& chain = nest.tensor_chains[layer.output];
    const auto accumulates = [&](std::size_t memory) {
        return memory > 0 && hardware.memories[MemoryIndex{memory}].accumulate;
    };
    for (std::size_t b = chain.after(0); b != TensorChain::none; b = chain.after(b)) {
        std::size_t origin = chain.before(b);
        if (accumulates(origin)) {
            continue;
        }
        while (origin > 0 && !accumulates(chain.before(origin))) {
            origin = chain.before(origin);
        }
        origin_[b] = origin;
    }
    const Context start{std::vector<std::size_t>(layer.dimensions.size(), 0),
                        std::vector<std::size_t>(nest.stores.size(), TransitionCosts::none)};
    root_ = build(0, start);
    build_ends();
}

std::size_t PhaseGraph::first_memory(std::size_t loop) const {
    std::size_t memory = 1;
    while (nest_.loops_above[MemoryIndex{memory}] <= loop) {
        ++memory;
    }
    return memory;
}

bool PhaseGraph::mentions(TensorIndex tensor, std::size_t loop) const {
    return nest_.mentions(tensor, nest_.loops[loop].dimension);
}

const RangeClass& PhaseGraph::range(DimensionIndex dimension, std::size_t loop,
                                    const Context& context) const {
    return ranges_[dimension].classes(
        nest_.level_at(dimension, loop))[context.classes[dimension.value]];
}

PhaseGraph::Key PhaseGraph::key(std::size_t loop, const Context& context) const {
    Key key{loop};
    key.insert(key.end(), context.classes.begin(), context.classes.end());
    for (std::size_t b = 1; b < context.holders.size(); ++b) {
        const bool matters = loop < nest_.stores[MemoryIndex{b}][layer_.output.value].loops_above;
        key.push_back(matters ? context.holders[b] : TransitionCosts::none);
    }
    return key;
}

std::size_t PhaseGraph::build(std::size_t loop, const Context& context) {
    // Loops with one iteration here change nothing but the level of their dimension.
    Context inner = context;
    while (loop < nest_.loops.size()) {
        const DimensionIndex dimension = nest_.loops[loop].dimension;
        const RangeClass& current = range(dimension, loop, inner);
        if (current.trips > 1) {
            break;
        }
        inner.classes[dimension.value] = current.first_child;
        ++loop;
    }
    const Key id = key(loop, inner);
    const auto found = known_.find(id);
    if (found != known_.end()) {
        return found->second;
    }
    std::size_t index = 0;
    if (loop == nest_.loops.size()) {
        index = build_leaf(inner);
    } else {
        PhaseNode node;
        build_loop(node, loop, inner);
        index = nodes_.size();
        nodes_.push_back(std::move(node));
    }
    known_.emplace(id, index);
    return index;
}

std::size_t PhaseGraph::build_leaf(const Context& context) {
    std::int64_t macs = 1;
    for (std::size_t d = 0; d < context.classes.size(); ++d) {
        macs = times(macs, range(DimensionIndex{d}, nest_.loops.size(), context).length());
    }
    PhaseNode leaf;
    leaf.compute_cycles = ceiling(macs, hardware_.pe.lanes);
    nodes_.push_back(std::move(leaf));
    return nodes_.size() - 1;
}

void PhaseGraph::build_loop(PhaseNode& node, std::size_t loop, const Context& context) {
    node.first_memory = first_memory(loop);
    node.traffic.resize(nest_.stores.size());
    const DimensionIndex dimension = nest_.loops[loop].dimension;
    const RangeClass& current = range(dimension, loop, context);
    Context inner = context;
    inner.classes[dimension.value] = current.first_child;
    const std::size_t body = build(loop + 1, inner);
    node.segments.push_back(Segment{Segment::none, body, 1});
    join(node, body);
    for (const Advance& advance : current.advances) {
        add_advance(node, loop, context, advance);
    }
}

void PhaseGraph::add_advance(PhaseNode& node, std::size_t loop, const Context& context,
                             const Advance& advance) {
    const DimensionIndex dimension = nest_.loops[loop].dimension;
    std::vector<std::size_t> before = context.classes;
    before[dimension.value] = advance.before;
    Context inner = context;
    inner.classes[dimension.value] = advance.after;

    TransitionCosts::Step step;
    step.first_memory = first_memory(loop);
    const bool output_loop = mentions(layer_.output, loop);
    step.drained_loop = drained_loops(loop + 1, before, output_loop ? loop : TransitionCosts::none);
    update_holders(inner.holders, step.drained_loop, output_loop);
    step.holders = inner.holders;
    step.moved = moved_leaps(loop, before);
    step.pairs.reserve(context.classes.size());
    for (std::size_t d = 0; d < context.classes.size(); ++d) {
        step.pairs.push_back(DimensionIndex{d} == dimension
                                 ? advance.pair
                                 : range(DimensionIndex{d}, loop, context).reset_pair);
    }
    Transition transition = costs_.transition(step);
    note(node.traffic, transition);
    transitions_.push_back(std::move(transition));
    const std::size_t index = transitions_.size() - 1;
    const std::size_t body = build(loop + 1, inner);
    node.segments.push_back(Segment{index, body, advance.count});
    join(node, body);
}

void PhaseGraph::update_holders(std::vector<std::size_t>& holders,
                                const std::vector<std::size_t>& drained_loop,
                                bool output_loop) const {
    // Memories of the chain whose tile of the output stays: up to `kept`.
    const TensorChain& chain = nest_.tensor_chains[layer_.output];
    std::size_t kept = 0;
    while (chain.after(kept) != TensorChain::none &&
           drained_loop[chain.after(kept)] == TransitionCosts::none) {
        kept = chain.after(kept);
    }
    for (std::size_t b = chain.after(0); b != TensorChain::none; b = chain.after(b)) {
        std::size_t& holder = holders[b];
        if (origin_[b] == accumulated || kept < origin_[b]) {
            holder = TransitionCosts::none;
        } else if (!output_loop) {
            holder = std::min(kept, chain.before(b)); // worked on before, in the same tile
        } else if (holder != TransitionCosts::none) {
            holder = std::min(kept, holder);
        }
    }
}

void PhaseGraph::note(Recurrence::Traffic& traffic, const Transition& transition) {
    for (std::size_t i = 0; i < transition.steps.size(); ++i) {
        const BoundaryStep& boundary = transition.steps[i];
        Recurrence::MemoryTraffic& memory = traffic[transition.first_memory + i];
        memory.drains = memory.drains || boundary.drain_cycles > 0;
        memory.reloads = memory.reloads || boundary.reloads;
    }
    for (const PassedNetwork& passed : transition.passed_in) {
        traffic[passed.network].passed = true;
    }
}

void PhaseGraph::join(PhaseNode& node, std::size_t body) const {
    const Recurrence::Traffic& inner = nodes_[body].traffic;
    for (std::size_t b = 0; b < inner.size(); ++b) {
        Recurrence::MemoryTraffic& memory = node.traffic[b];
        memory.drains = memory.drains || inner[b].drains;
        memory.reloads = memory.reloads || inner[b].reloads;
        memory.passed = memory.passed || inner[b].passed;
    }
}

std::size_t PhaseGraph::replacing_loop(const Tiles& tiles, std::size_t first,
                                       const std::vector<std::size_t>& classes,
                                       std::size_t outer) const {
    std::size_t found = outer;
    const std::size_t end = nest_.stores[tiles.memory][tiles.tensor.value].loops_above;
    if (first > end) {
        return TransitionCosts::none; // the loop stands inside of the tensor's store point
    }
    boost::container::small_vector<std::size_t, 8> reached(classes.begin(), classes.end());
    for (std::size_t loop = first; loop < end; ++loop) {
        const Loop& at = nest_.loops[loop];
        const RangeClass& current =
            ranges_[at.dimension].classes(at.level)[reached[at.dimension.value]];
        if (current.trips > 1 && mentions(tiles.tensor, loop)) {
            found = loop;
        }
        reached[at.dimension.value] = current.last_child;
    }
    return found;
}

std::vector<std::size_t> PhaseGraph::drained_loops(std::size_t first,
                                                   const std::vector<std::size_t>& classes,
                                                   std::size_t outer) const {
    std::vector<std::size_t> loops(nest_.stores.size(), TransitionCosts::none);
    const TensorChain& chain = nest_.tensor_chains[layer_.output];
    for (std::size_t b = chain.after(0); b != TensorChain::none; b = chain.after(b)) {
        loops[b] = replacing_loop(Tiles{MemoryIndex{b}, layer_.output}, first, classes, outer);
    }
    return loops;
}

std::vector<bool> PhaseGraph::moved_leaps(std::size_t loop,
                                          const std::vector<std::size_t>& before) const {
    std::vector<bool> moved;
    for (const Leap& leap : nest_.leaps) {
        const std::size_t outer = mentions(leap.tensor, loop) ? loop : TransitionCosts::none;
        moved.push_back(replacing_loop(Tiles{MemoryIndex{leap.to}, leap.tensor}, loop + 1, before,
                                       outer) != TransitionCosts::none);
    }
    return moved;
}

void PhaseGraph::build_ends() {
    const std::size_t memories = nest_.stores.size();
    const std::vector<std::size_t> classes(layer_.dimensions.size(), 0);
    TransitionCosts::Step step;
    step.drained_loop.assign(memories, TransitionCosts::none);
    step.holders.assign(memories, TransitionCosts::none);
    step.moved.assign(nest_.leaps.size(), true);
    step.pairs.assign(classes.size(), Ranges::initial_pair());
    step.first = true;
    first_fill_ = costs_.transition(step);

    step.first = false;
    step.begins = false;
    step.drained_loop = drained_loops(0, classes, TransitionCosts::whole_layer);
    for (std::size_t d = 0; d < classes.size(); ++d) {
        step.pairs[d] = ranges_[DimensionIndex{d}].classes(0).front().reset_pair;
    }
    last_drain_ = costs_.transition(step);
}

} // namespace counterpoint::analytical
