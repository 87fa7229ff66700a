#include "sim/output_tiles.hpp"

#include <algorithm>

#include "sim/fast_forward/machine_state.hpp"

namespace counterpoint::sim {

namespace {

/// Does a loop over a reduction dimension go round one that brings other tiles to the place?
bool tiles_repeat(const Program& program, const std::vector<DimensionIndex>& dimensions,
                  std::size_t place) {
    bool inside_reduction = false;
    for (const Loop& loop : program.loops) {
        if (loop.node >= place || loop.most_trips < 2) {
            continue;
        }
        const bool of_output =
            std::find(dimensions.begin(), dimensions.end(), loop.dimension) != dimensions.end();
        if (of_output && inside_reduction) {
            return true;
        }
        inside_reduction = inside_reduction || !of_output;
    }
    return false;
}

} // namespace

void Stay::record(MachineState& state) const {
    state.figure({reloaded, drained, most_drained, arrived, most_arrived, added});
    for (const Arrived& through : passed) {
        state.figure({through.all, through.most});
    }
    state.identity(drain_pass);
}

OutputTiles::OutputTiles(const Program& program, PhaseWalk& walk, const workloads::Layer& layer,
                         const hw::Hardware& hardware, MemoryIndex memory)
    : memory_(memory), taken_(program.chains.takes(memory, layer.output)),
      reduction_(hardware.memories[memory].drain.reduction),
      census_(program, walk, layer, memory, program.stores[memory][layer.output.value],
              MemoryIndex{memory.value - 1}) {
    for (const workloads::Axis& axis : layer.tensors[layer.output].axes) {
        dimensions_.push_back(axis.front().dimension);
    }
    const bool innermost = memory == program.innermost();
    for (MemoryIndex b{1}; (taken_ || innermost) && b.value <= memory.value; ++b.value) {
        if (program.chains.takes(b, layer.output)) {
            add_level(program, layer, hardware, b);
        }
    }
    if (taken_) {
        take(program, walk, layer, hardware);
    }
    if (innermost) {
        touched_.emplace(program, walk, layer, memory, program.end, MemoryIndex{memory.value - 1});
        const MemoryIndex home = program.chains.home(layer.output);
        begun_tiles_.emplace(program, layer, program.stores[home][layer.output.value], program.end);
    }
}

void OutputTiles::add_level(const Program& program, const workloads::Layer& layer,
                            const hw::Hardware& hardware, MemoryIndex memory) {
    const std::size_t output = layer.output.value;
    const MemoryIndex parent = program.chains.parent(memory, layer.output);
    const std::size_t place = program.stores[memory][output];
    Level level{memory,
                parent,
                {},
                VisitedTiles(program, layer, program.stores[parent][output], place),
                parent.value == 0 || !hardware.memories[parent].accumulate,
                std::nullopt};
    for (const DimensionIndex d : dimensions_) {
        level.depths.push_back(program.depth(d, place));
    }
    levels_.push_back(std::move(level));
}

void OutputTiles::take(const Program& program, PhaseWalk& walk, const workloads::Layer& layer,
                       const hw::Hardware& hardware) {
    const std::size_t place = program.stores[memory_][layer.output.value];
    outer_adds_ = !levels_.back().reloads;
    repeats_ = tiles_repeat(program, dimensions_, place);
    for (MemoryIndex b{memory_.value - 1}; levels_.back().parent < b; --b.value) {
        passed_.emplace_back(program, walk, layer, memory_, place, MemoryIndex{b.value - 1});
        passed_reductions_.push_back(hardware.memories[b].drain.reduction);
    }
    stay_.passed.resize(passed_.size());
}

bool OutputTiles::comes(const PhaseWalk& walk, const Level& level) const {
    for (std::size_t d = 0; d < dimensions_.size(); ++d) {
        if (walk.moved(dimensions_[d], level.depths[d])) {
            return true;
        }
    }
    return walk.phase() == 0;
}

bool OutputTiles::update(const PhaseWalk& walk) {
    bool came = false;
    for (std::size_t which = 0; which < levels_.size(); ++which) {
        came = comes(walk, levels_[which]);
        if (came) {
            enter(walk, which);
        }
    }
    if (touched_) {
        count_begun(walk);
    }
    return came && taken_;
}

void OutputTiles::enter(const PhaseWalk& walk, std::size_t which) {
    Level& level = levels_[which];
    const bool visited = level.visited.knows(walk);
    const std::optional<MemoryIndex> outer_holders =
        which > 0 ? levels_[which - 1].holders : std::nullopt;
    level.holders = std::nullopt;
    if (level.reloads) {
        level.holders =
            visited ? std::optional(MemoryIndex{level.parent.value + 1}) : outer_holders;
    }
    if (level.memory == memory_) {
        census_.update(walk);
        count_stay(walk, outer_holders, visited);
        largest_tile_ = std::max(largest_tile_, census_.largest_tile());
        if (walk.phase() > 0) {
            largest_new_ = std::max(largest_new_, census_.largest_tile());
        }
    }
}

void OutputTiles::count_stay(const PhaseWalk& walk, std::optional<MemoryIndex> outer_holders,
                             bool visited) {
    const std::optional<MemoryIndex> holders = levels_.back().holders;
    stay_.reloaded = holders ? census_.elements(*holders) : 0;
    stay_.drained = census_.elements(census_.everyone());
    stay_.most_drained = census_.largest_tile();
    const MemoryIndex arriving = reduction_ ? memory_ : census_.everyone();
    stay_.arrived = reduction_ ? census_.elements(arriving) : stay_.drained;
    stay_.most_arrived = census_.most_elements(arriving);
    if (!passed_.empty()) {
        count_passed(walk, arriving);
    }
    const std::int64_t reached = stay_.reached().all;
    const MemoryIndex first{levels_.back().parent.value + 1};
    const std::int64_t different = first == arriving ? stay_.arrived : census_.elements(first);
    stay_.collision = !outer_adds_ && different < reached;
    stay_.added = 0;
    if (outer_adds_) {
        const std::int64_t held = visited         ? different
                                  : outer_holders ? census_.elements(*outer_holders)
                                                  : 0;
        stay_.added = reached - (different - held);
    }
}

/// `arriving`: which units' sums come out of the memory's own network.
void OutputTiles::count_passed(const PhaseWalk& walk, MemoryIndex arriving) {
    MemoryIndex network = memory_;
    for (std::size_t i = 0; i < passed_.size(); ++i) {
        --network.value;
        arriving = passed_reductions_[i] ? network : arriving;
        passed_[i].update(walk);
        stay_.passed[i] =
            Arrived{passed_[i].elements(arriving), passed_[i].most_elements(arriving)};
    }
}

void OutputTiles::count_begun(const PhaseWalk& walk) {
    touched_->update(walk);
    begun_ = 0;
    begun_by_first_ = 0;
    if (!begun_tiles_->knows(walk)) {
        const std::optional<MemoryIndex> holders = this->holders();
        begun_ =
            touched_->elements(touched_->everyone()) - (holders ? touched_->elements(*holders) : 0);
        begun_by_first_ = holders ? 0 : touched_->largest_tile();
    }
}

void OutputTiles::add_reloaded(std::int64_t bytes, std::vector<std::int64_t>& by_unit) const {
    if (const std::optional<MemoryIndex> holders = this->holders()) {
        census_.add_elements(*holders, bytes, by_unit);
    }
}

void OutputTiles::add_reloaded(std::int64_t bytes, std::size_t passed,
                               std::vector<std::int64_t>& by_unit) const {
    if (const std::optional<MemoryIndex> holders = this->holders()) {
        passed_[passed].add_elements(*holders, bytes, by_unit);
    }
}

} // namespace counterpoint::sim
