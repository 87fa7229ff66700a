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
    : layer_(layer), hardware_(hardware), walks_(walks) {
    const workloads::Tensor& output = layer.tensors[layer.output];
    const Box everything = whole_box(layer, output);
    memories_.push_back(Memory{Placement({Tiles::Sharers{0, {0}}}, everything),
                               Sums(static_cast<std::size_t>(volume(everything)))});
    memories_[MemoryIndex{0}].placement.set_tile(0, everything);
    for (MemoryIndex b{1}; program.units.contains(b); ++b.value) {
        const std::size_t place = program.stores[b][layer.output.value];
        Tiles tiles(program, walks[b.value], output.axes, b, place);
        Tiles ranges(program, walks[b.value], dimension_axes(layer), b, place);
        tiles.find(0, tile_);
        Placement placement(tiles.sharers(), tile_);
        TileChange change(memories_.back().placement.room(), placement.room());
        const auto size = static_cast<std::size_t>(placement.room().size);
        channels_.push_back(
            Channel{std::move(tiles), std::move(ranges), std::move(change), Sums(size), true});
        Sums sums(placement.places());
        memories_.push_back(Memory{std::move(placement), std::move(sums)});
    }
}

template <class Arithmetic>
void OutputBuffers<Arithmetic>::drain(MemoryIndex memory, bool over, hw::Counts& counts,
                                      Fault& fault) {
    Channel& channel = channels_[memory.value - 1];
    if (!adds(MemoryIndex{memory.value - 1})) {
        channel.ranges.update(walks_[memory.value]);
    }
    channel.moved = channel.tiles.update(walks_[memory.value]);
    if (!over && !channel.moved) {
        return;
    }
    const Placement& placement = memories_[memory].placement;
    for (const Tiles::Sharers& sharers : channel.tiles.sharers()) {
        const Box& held = placement.tile(sharers.units.front());
        channel.tiles.find(sharers.units.front(), tile_);
        if ((over || !(tile_ == held)) && volume(held) > 0) {
            drain_sharers(memory, sharers, counts, fault);
        }
    }
}

/// Sums of the same elements under one parent meet on the way, if the network can add; the parent
/// takes what remains. From a unit that is alone with its tile they go straight on.
template <class Arithmetic>
void OutputBuffers<Arithmetic>::drain_sharers(MemoryIndex memory, const Tiles::Sharers& sharers,
                                              hw::Counts& counts, Fault& fault) {
    const MemoryIndex outer_memory{memory.value - 1};
    const bool reduction = hardware_.memories[memory].drain.reduction;
    const bool parent_adds = adds(outer_memory);
    const bool one_by_one = sharers.units.size() == 1 || (!reduction && parent_adds);
    Channel& channel = channels_[outer_memory.value];
    Memory& inner = memories_[memory];
    Memory& outer = memories_[outer_memory];
    const Box& tile = inner.placement.tile(sharers.units.front());
    channel.change.prepare(tile);
    const Destination parent{outer.sums,
                             outer.placement.find(sharers.parent, tile, "a drain brings elements"),
                             true, parent_adds};
    const Destination next =
        one_by_one ? parent : Destination{channel.network, 0, false, reduction};
    Moved left;
    for (const std::size_t unit : sharers.units) {
        const std::int64_t start = inner.placement.start(unit);
        spoil(memory, start, fault);
        const Moved moved = move(memory, inner.sums, start, next);
        left.sums += moved.sums;
        left.met += moved.met;
    }
    const Moved arrived = one_by_one ? left : move(memory, channel.network, 0, parent);
    counts[memory][layer_.output.value].reads += left.sums;
    counts[outer_memory][layer_.output.value].writes += arrived.sums;
    counts[outer_memory][layer_.output.value].reads += arrived.met;
}

template <class Arithmetic>
void OutputBuffers<Arithmetic>::spoil(MemoryIndex memory, std::int64_t start, Fault& fault) {
    const bool lost = fault.strikes(Fault::Kind::lose_drain, memory);
    const bool repeated = fault.strikes(Fault::Kind::repeat_drain, memory);
    if (!lost && !repeated) {
        return;
    }
    Memory& inner = memories_[memory];
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
OutputBuffers<Arithmetic>::move(MemoryIndex memory, Sums& from, std::int64_t start,
                                const Destination& to) {
    Moved moved;
    for (const Stretch& stretch : channels_[memory.value - 1].change.taken()) {
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
                refuse_collision(memory, to);
            }
            from.give_up(at);
        }
    }
    return moved;
}

template <class Arithmetic>
void OutputBuffers<Arithmetic>::fill(MemoryIndex memory, hw::Counts& counts, Fault& fault) {
    const Channel& channel = channels_[memory.value - 1];
    if (!channel.moved) {
        return;
    }
    Placement& placement = memories_[memory].placement;
    const bool first = walks_[memory.value].phase() == 0;
    for (const Tiles::Sharers& sharers : channel.tiles.sharers()) {
        const std::size_t first_unit = sharers.units.front();
        channel.tiles.find(first_unit, tile_);
        if (!first && tile_ == placement.tile(first_unit)) {
            continue;
        }
        placement.set_tile(first_unit, tile_);
        if (!adds(MemoryIndex{memory.value - 1}) && volume(tile_) > 0) {
            reload(memory, sharers, counts, fault);
        }
    }
}

/// The first unit that does not idle gets the sums that the parent has; the parent has them no
/// longer.
template <class Arithmetic>
void OutputBuffers<Arithmetic>::reload(MemoryIndex memory, const Tiles::Sharers& sharers,
                                       hw::Counts& counts, Fault& fault) {
    Channel& channel = channels_[memory.value - 1];
    Box& range = tile_;
    const auto works = [&](std::size_t unit) {
        channel.ranges.find(unit, range);
        return volume(range) > 0;
    };
    const auto unit = std::find_if(sharers.units.begin(), sharers.units.end(), works);
    if (unit == sharers.units.end()) {
        return;
    }
    const MemoryIndex outer_memory{memory.value - 1};
    Memory& inner = memories_[memory];
    Memory& outer = memories_[outer_memory];
    const Box& tile = inner.placement.tile(*unit);
    const std::int64_t from =
        outer.placement.find(sharers.parent, tile, "a reload asks for elements");
    const std::int64_t to = inner.placement.start(*unit);
    const bool lost = fault.strikes(Fault::Kind::lose_reload, memory);
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
    counts[outer_memory][layer_.output.value].reads += taken;
    counts[memory][layer_.output.value].writes += taken;
}

template <class Arithmetic>
void OutputBuffers<Arithmetic>::refuse_collision(MemoryIndex memory, const Destination& to) const {
    if (to.parent) {
        throw Defect("a drain overwrites a partial sum");
    }
    const hw::Memory& where = hardware_.memories[memory];
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
