#include "sim/functional/output_buffers.hpp"

#include <algorithm>
#include <utility>

#include "sim/defect.hpp"
#include "sim/functional/arithmetic.hpp"
#include "sim/functional/tensors.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::sim {

template <class Arithmetic>
OutputBuffers<Arithmetic>::OutputBuffers(const Program& program, std::vector<PhaseWalk>& walks,
                                         const workloads::Layer& layer,
                                         const hw::Hardware& hardware)
    : layer_(layer), hardware_(hardware), walks_(walks), stages_(program.units.size(), 0) {
    const Box everything = whole_box(layer, layer.tensors[layer.output]);
    memories_.push_back(Memory{Placement({Tiles::Sharers{0, {0}}}, everything),
                               Sums(static_cast<std::size_t>(volume(everything)))});
    memories_.front().placement.set_tile(0, everything);
    for (MemoryIndex b{1}; program.units.contains(b); ++b.value) {
        if (program.chains.takes(b, layer.output)) {
            stages_[b] = memories_.size();
            add_memory(program, walks, b);
        }
    }
}

template <class Arithmetic>
void OutputBuffers<Arithmetic>::add_memory(const Program& program, std::vector<PhaseWalk>& walks,
                                           MemoryIndex memory) {
    const std::size_t place = program.stores[memory][layer_.output.value];
    const MemoryIndex parent = program.chains.parent(memory, layer_.output);
    PhaseWalk& walk = walks[memory.value];
    Tiles tiles(program, walk, layer_.tensors[layer_.output].axes, memory, place, parent);
    Tiles ranges(program, walk, dimension_axes(layer_), memory, place, parent);
    tiles.find(0, tile_);
    Placement placement(tiles.sharers(), tile_);
    TileChange change(memories_.back().placement.room(), placement.room());
    const auto size = static_cast<std::size_t>(placement.room().size);
    channels_.push_back(Channel{memory, parent, program.chains.in_registers(memory, layer_.output),
                                added_together(program, memory), std::move(tiles),
                                std::move(ranges), std::move(change), Sums(size), true});
    Sums sums(placement.places());
    memories_.push_back(Memory{std::move(placement), std::move(sums)});
}

template <class Arithmetic>
std::size_t OutputBuffers<Arithmetic>::added_together(const Program& program,
                                                      MemoryIndex memory) const {
    const MemoryIndex parent = program.chains.parent(memory, layer_.output);
    for (MemoryIndex x{parent.value + 1}; x.value <= memory.value; ++x.value) {
        if (hardware_.memories[x].drain.reduction) {
            return static_cast<std::size_t>(program.units[memory] / program.units[{x.value - 1}]);
        }
    }
    return 1;
}

template <class Arithmetic>
void OutputBuffers<Arithmetic>::drain(MemoryIndex memory, bool over, hw::Counts& counts,
                                      Fault& fault) {
    const std::size_t stage = stages_[memory];
    if (stage == 0) {
        return;
    }
    Channel& channel = channels_[stage - 1];
    if (!adds(channel.parent)) {
        channel.ranges.update(walks_[memory.value]);
    }
    channel.moved = channel.tiles.update(walks_[memory.value]);
    if (!over && !channel.moved) {
        return;
    }
    const Placement& placement = memories_[stage].placement;
    for (const Tiles::Sharers& sharers : channel.tiles.sharers()) {
        const Box& held = placement.tile(sharers.units.front());
        channel.tiles.find(sharers.units.front(), tile_);
        if ((over || !(tile_ == held)) && volume(held) > 0) {
            drain_sharers(stage, sharers, counts, fault);
        }
    }
}

/// Sums of the same elements meet on the way, where a network can add; the parent takes what
/// remains.
template <class Arithmetic>
void OutputBuffers<Arithmetic>::drain_sharers(std::size_t stage, const Tiles::Sharers& sharers,
                                              hw::Counts& counts, Fault& fault) {
    Channel& channel = channels_[stage - 1];
    Memory& inner = memories_[stage];
    Memory& outer = memories_[stage - 1];
    const Box& tile = inner.placement.tile(sharers.units.front());
    channel.change.prepare(tile);
    const Destination parent{outer.sums,
                             outer.placement.find(sharers.parent, tile, "a drain brings elements"),
                             true, adds(channel.parent),
                             sharers.units.front() / channel.added_together !=
                                 sharers.units.back() / channel.added_together};
    Moved left;
    for (std::size_t first = 0; first < sharers.units.size();) {
        std::size_t last = first + 1;
        while (last < sharers.units.size() && sharers.units[last] / channel.added_together ==
                                                  sharers.units[first] / channel.added_together) {
            ++last;
        }
        const Moved arrived = drain_together(stage, sharers, first, last, parent, left, fault);
        counts[channel.parent][layer_.output.value].writes += arrived.sums;
        counts[channel.parent][layer_.output.value].reads += arrived.met;
        first = last;
    }
    if (!channel.in_registers) {
        counts[channel.memory][layer_.output.value].reads += left.sums;
    }
}

/// From a unit that is alone with its tile they go straight on.
template <class Arithmetic>
typename OutputBuffers<Arithmetic>::Moved
OutputBuffers<Arithmetic>::drain_together(std::size_t stage, const Tiles::Sharers& sharers,
                                          std::size_t first, std::size_t last,
                                          const Destination& parent, Moved& left, Fault& fault) {
    Channel& channel = channels_[stage - 1];
    Memory& inner = memories_[stage];
    const bool alone = last - first == 1;
    const Destination next = alone ? parent : Destination{channel.network, 0, false, true};
    Moved arrived;
    for (std::size_t i = first; i < last; ++i) {
        const std::int64_t start = inner.placement.start(sharers.units[i]);
        spoil(stage, start, fault);
        arrived = move(stage, inner.sums, start, next);
        left.sums += arrived.sums;
    }
    return alone ? arrived : move(stage, channel.network, 0, parent);
}

template <class Arithmetic>
void OutputBuffers<Arithmetic>::spoil(std::size_t stage, std::int64_t start, Fault& fault) {
    const MemoryIndex memory = channels_[stage - 1].memory;
    const bool lost = fault.strikes(Fault::Kind::lose_drain, memory);
    const bool repeated = fault.strikes(Fault::Kind::repeat_drain, memory);
    if (!lost && !repeated) {
        return;
    }
    Memory& inner = memories_[stage];
    for (std::int64_t at = start; at < start + inner.placement.room().size; ++at) {
        if (lost) {
            inner.sums.give_up(at);
        } else if (inner.sums.holds(at)) {
            inner.sums.add(at, inner.sums.sum(at));
        }
    }
}

/// The sums of a tile, which lies in `from` from `start` on, as far as they are held there.
template <class Arithmetic>
typename OutputBuffers<Arithmetic>::Moved
OutputBuffers<Arithmetic>::move(std::size_t stage, Sums& from, std::int64_t start,
                                const Destination& to) {
    Moved moved;
    for (const Stretch& stretch : channels_[stage - 1].change.taken()) {
        std::int64_t at = start + stretch.inner;
        std::int64_t there = to.start + (to.parent ? stretch.outer : stretch.inner);
        for (const std::int64_t end = at + stretch.length; at < end; ++at, ++there) {
            if (!from.holds(at)) {
                continue;
            }
            ++moved.sums;
            if (!to.sums.holds(there)) {
                to.sums.hold(there, from.sum(at));
            } else if (to.adds) {
                ++moved.met;
                to.sums.add(there, from.sum(at));
            } else {
                if (!to.one_by_one) {
                    throw Defect("a drain overwrites a partial sum");
                }
                refuse_collision(stage);
            }
            from.give_up(at);
        }
    }
    return moved;
}

template <class Arithmetic>
void OutputBuffers<Arithmetic>::fill(MemoryIndex memory, hw::Counts& counts, Fault& fault) {
    const std::size_t stage = stages_[memory];
    if (stage == 0 || !channels_[stage - 1].moved) {
        return;
    }
    const Channel& channel = channels_[stage - 1];
    Placement& placement = memories_[stage].placement;
    const bool first = walks_[memory.value].phase() == 0;
    for (const Tiles::Sharers& sharers : channel.tiles.sharers()) {
        const std::size_t first_unit = sharers.units.front();
        channel.tiles.find(first_unit, tile_);
        if (!first && tile_ == placement.tile(first_unit)) {
            continue;
        }
        placement.set_tile(first_unit, tile_);
        if (!adds(channel.parent) && volume(tile_) > 0) {
            reload(stage, sharers, counts, fault);
        }
    }
}

/// The first unit that does not idle gets the sums that the parent has; the parent has them no
/// longer.
template <class Arithmetic>
void OutputBuffers<Arithmetic>::reload(std::size_t stage, const Tiles::Sharers& sharers,
                                       hw::Counts& counts, Fault& fault) {
    Channel& channel = channels_[stage - 1];
    Box& range = tile_;
    const auto works = [&](std::size_t unit) {
        channel.ranges.find(unit, range);
        return volume(range) > 0;
    };
    const auto unit = std::find_if(sharers.units.begin(), sharers.units.end(), works);
    if (unit == sharers.units.end()) {
        return;
    }
    Memory& inner = memories_[stage];
    Memory& outer = memories_[stage - 1];
    const Box& tile = inner.placement.tile(*unit);
    const std::int64_t from =
        outer.placement.find(sharers.parent, tile, "a reload asks for elements");
    const std::int64_t to = inner.placement.start(*unit);
    const bool lost = fault.strikes(Fault::Kind::lose_reload, channel.memory);
    channel.change.prepare(tile);
    std::int64_t taken = 0;
    for (const Stretch& stretch : channel.change.taken()) {
        for (std::int64_t i = 0; i < stretch.length; ++i) {
            if (outer.sums.holds(from + stretch.outer + i)) {
                ++taken;
                if (!lost) {
                    inner.sums.hold(to + stretch.inner + i,
                                    outer.sums.sum(from + stretch.outer + i));
                }
                outer.sums.give_up(from + stretch.outer + i);
            }
        }
    }
    counts[channel.parent][layer_.output.value].reads += taken;
    counts[channel.memory][layer_.output.value].writes += channel.in_registers ? 0 : taken;
}

template <class Arithmetic>
void OutputBuffers<Arithmetic>::refuse_collision(std::size_t stage) const {
    const hw::Memory& where = hardware_.memories[channels_[stage - 1].memory];
    Problem problem;
    problem.place = where.place;
    problem.message = "layer " + layer_.name + ": several units of " + where.name +
                      " drain the same output element at once, through a network without " +
                      "reduction, into a memory that does not add";
    problem.remedy = "give the drain network of " + where.name +
                     " reduction, or spread no reduction dimension over its units";
    throw InputError(problem);
}

template class OutputBuffers<IntegerArithmetic>;
template class OutputBuffers<FloatArithmetic>;

} // namespace counterpoint::sim
