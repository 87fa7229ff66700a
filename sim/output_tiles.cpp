#include "sim/output_tiles.hpp"

#include <algorithm>

#include "sim/fast_forward/machine_state.hpp"

namespace counterpoint::sim {

void Stay::record(MachineState& state) const {
    state.figure({reloaded, drained, most_drained, arrived, most_arrived, added});
    state.identity(drain_pass);
}

OutputTiles::OutputTiles(const Program& program, PhaseWalk& walk, const workloads::Layer& layer,
                         const hw::Hardware& hardware, MemoryIndex memory)
    : memory_(memory), reduction_(hardware.memories[memory].drain.reduction),
      outer_adds_(memory.value > 1 && hardware.memories[{memory.value - 1}].accumulate),
      levels_(memory.value + 1),
      census_(program, walk, layer, memory, program.stores[memory][layer.output.value]) {
    const std::size_t output = layer.output.value;
    for (const workloads::Axis& axis : layer.tensors[layer.output].axes) {
        dimensions_.push_back(axis.front().dimension);
    }
    for (MemoryIndex b{1}; b.value <= memory.value; ++b.value) {
        const MemoryIndex outer{b.value - 1};
        Level level{
            {},
            VisitedTiles(program, layer, program.stores[outer][output], program.stores[b][output]),
            outer.value == 0 || !hardware.memories[outer].accumulate,
            std::nullopt};
        for (const DimensionIndex d : dimensions_) {
            level.depths.push_back(program.depth(d, program.stores[b][output]));
        }
        levels_[b] = std::move(level);
    }
    if (memory == program.innermost()) {
        touched_.emplace(program, walk, layer, memory, program.end);
        begun_tiles_.emplace(program, layer, program.stores[memory][output], program.end);
    }
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
    for (MemoryIndex b{1}; b.value <= memory_.value; ++b.value) {
        Level& level = *levels_[b];
        came = comes(walk, level);
        if (came) {
            enter(walk, b, level.visited.knows(walk));
        }
    }
    if (touched_) {
        count_begun(walk);
    }
    return came;
}

void OutputTiles::enter(const PhaseWalk& walk, MemoryIndex memory, bool visited) {
    Level& level = *levels_[memory];
    const std::optional<MemoryIndex> outer_holders =
        memory.value > 1 ? levels_[{memory.value - 1}]->holders : std::nullopt;
    level.holders = std::nullopt;
    if (level.reloads) {
        level.holders = visited ? std::optional(memory) : outer_holders;
    }
    if (memory == memory_) {
        census_.update(walk);
        count_stay(outer_holders, visited);
        largest_tile_ = std::max(largest_tile_, census_.largest_tile());
        if (walk.phase() > 0) {
            largest_new_ = std::max(largest_new_, census_.largest_tile());
        }
    }
}

void OutputTiles::count_stay(std::optional<MemoryIndex> outer_holders, bool visited) {
    const std::optional<MemoryIndex> holders = levels_[memory_]->holders;
    stay_.reloaded = holders ? census_.elements(*holders) : 0;
    stay_.drained = census_.elements(census_.everyone());
    stay_.most_drained = census_.largest_tile();
    const std::int64_t different = census_.elements(memory_);
    const MemoryIndex arriving = reduction_ ? memory_ : census_.everyone();
    stay_.arrived = reduction_ ? different : stay_.drained;
    stay_.most_arrived = census_.most_elements(arriving);
    stay_.collision = !outer_adds_ && !reduction_ && different < stay_.drained;
    stay_.added = 0;
    if (outer_adds_) {
        const std::int64_t held = visited         ? different
                                  : outer_holders ? census_.elements(*outer_holders)
                                                  : 0;
        stay_.added = stay_.arrived - (different - held);
    }
}

void OutputTiles::count_begun(const PhaseWalk& walk) {
    touched_->update(walk);
    begun_ = 0;
    begun_by_first_ = 0;
    if (!begun_tiles_->knows(walk)) {
        const std::optional<MemoryIndex> holders = levels_[memory_]->holders;
        begun_ =
            touched_->elements(touched_->everyone()) - (holders ? touched_->elements(*holders) : 0);
        begun_by_first_ = holders ? 0 : touched_->largest_tile();
    }
}

void OutputTiles::add_reloaded(std::int64_t bytes, std::vector<std::int64_t>& by_parent) const {
    if (const std::optional<MemoryIndex> holders = levels_[memory_]->holders) {
        census_.add_elements(*holders, bytes, by_parent);
    }
}

} // namespace counterpoint::sim
