#include "sim/functional/input_buffers.hpp"

#include <algorithm>
#include <utility>

#include "sim/functional/arithmetic.hpp"
#include "sim/functional/rooms.hpp"
#include "sim/functional/tensors.hpp"

namespace counterpoint::sim {

namespace {

/// Calls visit(element), a box of one, for each element of `tile` that is not in `before`.
template <class Visit>
void for_each_new_element(const Box& tile, const Box& before, const Visit& visit) {
    Box common;
    intersect(tile, before, common);
    Box part;
    for_each_part(tile, common, part, [&visit](const Box& cut) {
        Box element = cut;
        const auto walk = [&](const auto& next, std::size_t axis) -> void {
            if (axis == cut.size()) {
                visit(element);
                return;
            }
            for (std::int64_t at = cut[axis].low; at < cut[axis].high; ++at) {
                element[axis] = Range{at, at + 1};
                next(next, axis + 1);
            }
        };
        walk(walk, 0);
    });
}

} // namespace

template <class Arithmetic>
InputBuffers<Arithmetic>::InputBuffers(const Program& program, std::vector<PhaseWalk>& walks,
                                       const workloads::Layer& layer, const hw::Hardware& hardware,
                                       TensorIndex tensor, std::vector<Value> whole)
    : hardware_(hardware), walks_(walks), tensor_(tensor), stages_(program.units.size(), 0) {
    const Box everything = whole_box(layer, layer.tensors[tensor]);
    memories_.push_back(
        Memory{Placement({Tiles::Sharers{0, {0}}}, everything), std::move(whole), {}});
    memories_.front().placement.set_tile(0, everything);
    for (MemoryIndex b{1}; program.units.contains(b); ++b.value) {
        if (program.chains.takes(b, tensor)) {
            stages_[b] = memories_.size();
            add_memory(program, walks, layer, b);
        }
    }
}

template <class Arithmetic>
void InputBuffers<Arithmetic>::add_memory(const Program& program, std::vector<PhaseWalk>& walks,
                                          const workloads::Layer& layer, MemoryIndex memory) {
    const MemoryIndex parent = program.chains.parent(memory, tensor_);
    Tiles tiles(program, walks[memory.value], layer.tensors[tensor_].axes, memory,
                program.stores[memory][tensor_.value], parent);
    tiles.find(0, tile_);
    Memory inner{Placement(tiles.sharers(), tile_), {}, {}};
    inner.values.assign(inner.placement.places(), Arithmetic::poison_value);
    Memory& outer = memories_.back();
    channels_.push_back(channel_of(program, memory, std::move(tiles)));
    Channel& channel = channels_.back();
    channel.change = TileChange(outer.placement.room(), inner.placement.room());
    const bool shared =
        channel.tiles.sharers().size() <= static_cast<std::size_t>(program.units[parent]);
    if (channel.readers > 1 || (channel.readers == 1 && (!channel.neighbours.none() || !shared))) {
        outer.sent.assign(outer.values.size() * channel.readers, 0);
    }
    memories_.push_back(std::move(inner));
}

/// Which units have a parent read an element anew: those behind its own network, if that has no
/// multicast.
template <class Arithmetic>
typename InputBuffers<Arithmetic>::Channel
InputBuffers<Arithmetic>::channel_of(const Program& program, MemoryIndex memory,
                                     Tiles tiles) const {
    const MemoryIndex parent = program.chains.parent(memory, tensor_);
    const MemoryIndex next{parent.value + 1};
    const auto units = [&](MemoryIndex b) { return static_cast<std::size_t>(program.units[b]); };
    Channel channel{memory,
                    parent,
                    program.chains.in_registers(memory, tensor_),
                    1,
                    units(memory) / units(next),
                    std::move(tiles),
                    TileChange(TileRoom(Box{}), TileRoom(Box{})),
                    {},
                    units(memory) / units(parent),
                    {},
                    {}};
    if (!hardware_.memories[next].fill.multicast) {
        channel.readers = next == memory ? 0 : units(next) / units(parent);
    }
    if (hardware_.memories[memory].fill.forwarding && next == memory) {
        for (const Spread& node :
             program.spatial_nodes(program.last_store[parent], program.last_store[memory])) {
            channel.neighbours.add_node(static_cast<std::size_t>(node.units));
        }
    }
    return channel;
}

template <class Arithmetic>
void InputBuffers<Arithmetic>::fill(MemoryIndex memory, hw::Counts& counts, Fault& fault) {
    const std::size_t stage = stages_[memory];
    if (stage == 0 || !channels_[stage - 1].tiles.update(walks_[memory.value])) {
        return;
    }
    ++fill_number_;
    if (!channels_[stage - 1].neighbours.none()) {
        keep_before(stage);
    }
    for (const Tiles::Sharers& sharers : channels_[stage - 1].tiles.sharers()) {
        if (change_tile(stage, sharers.units.front())) {
            fill_sharers(stage, sharers, counts, fault);
        }
    }
}

template <class Arithmetic>
bool InputBuffers<Arithmetic>::change_tile(std::size_t stage, std::size_t unit) {
    Channel& channel = channels_[stage - 1];
    TileChange& change = channel.change;
    Placement& placement = memories_[stage].placement;
    const Box& before = placement.tile(unit);
    channel.tiles.find(unit, tile_);
    if (walks_[channel.memory.value].phase() == 0) {
        change.prepare(tile_);
    } else if (tile_ == before) {
        return false;
    } else {
        change.prepare(tile_, before);
    }
    placement.set_tile(unit, tile_);
    return true;
}

/// The parent reads once and all units write, or each unit gets its own.
template <class Arithmetic>
void InputBuffers<Arithmetic>::fill_sharers(std::size_t stage, const Tiles::Sharers& sharers,
                                            hw::Counts& counts, Fault& fault) {
    const Channel& channel = channels_[stage - 1];
    const TileChange& change = channel.change;
    Memory& inner = memories_[stage];
    Memory& outer = memories_[stage - 1];
    const std::int64_t from =
        change.taken().empty()
            ? 0
            : outer.placement.find(sharers.parent, tile_, "a fill asks for elements");
    const Rooms<Value> rooms{inner.values.data() + inner.placement.start(sharers.units.front()),
                             inner.placement.room().size,
                             static_cast<std::int64_t>(sharers.units.size())};
    move_kept(rooms, change.kept(), change.shift());
    poison(rooms, change.gone(), Arithmetic::poison_value);
    if (!channel.in_registers) {
        counts[channel.memory][tensor_.value].writes += change.taken_elements() * rooms.count;
    }
    std::int64_t& reads = counts[channel.parent][tensor_.value].reads;
    if (!channel.tiles_before.empty()) {
        reads += bring_or_forward(stage, sharers);
        spoil(stage, sharers, fault);
        return;
    }
    bring(outer.values.data() + from, rooms, change.taken());
    spoil(stage, sharers, fault);
    reads += reads_for(stage, sharers, from);
}

template <class Arithmetic>
std::int64_t InputBuffers<Arithmetic>::reads_for(std::size_t stage, const Tiles::Sharers& sharers,
                                                 std::int64_t from) {
    const Channel& channel = channels_[stage - 1];
    const TileChange& change = channel.change;
    Memory& outer = memories_[stage - 1];
    if (channel.readers == 0) {
        return change.taken_elements() * static_cast<std::int64_t>(sharers.units.size());
    }
    if (outer.sent.empty()) {
        return change.taken_elements();
    }
    const auto readers = static_cast<std::int64_t>(channel.readers);
    std::int64_t reads = 0;
    for (std::size_t i = 0; i < sharers.units.size(); ++i) {
        const std::size_t reader = sharers.units[i] / channel.units_of_reader;
        if (i == 0 ||
            (channel.readers > 1 && reader != sharers.units[i - 1] / channel.units_of_reader)) {
            const auto among = static_cast<std::int64_t>(reader % channel.readers);
            reads += read_once(outer.sent.data() + from * readers + among, channel.readers,
                               change.taken());
        }
    }
    return reads;
}

template <class Arithmetic>
void InputBuffers<Arithmetic>::keep_before(std::size_t stage) {
    Channel& channel = channels_[stage - 1];
    if (walks_[channel.memory.value].phase() == 0) {
        return; // nobody holds anything
    }
    const Memory& inner = memories_[stage];
    channel.values_before = inner.values;
    channel.tiles_before.clear();
    for (std::size_t unit = 0; unit < inner.placement.units(); ++unit) {
        channel.tiles_before.push_back(inner.placement.tile(unit));
    }
}

template <class Arithmetic>
std::int64_t InputBuffers<Arithmetic>::bring_or_forward(std::size_t stage,
                                                        const Tiles::Sharers& sharers) {
    const Channel& channel = channels_[stage - 1];
    Memory& inner = memories_[stage];
    Memory& outer = memories_[stage - 1];
    std::int64_t reads = 0;
    for (const std::size_t unit : sharers.units) {
        for_each_new_element(tile_, channel.tiles_before[unit], [&](const Box& element) {
            Value& place = inner.values[static_cast<std::size_t>(
                inner.placement.find(unit, element, "a fill brings elements"))];
            if (const Value* held = held_by_neighbour(channel, inner.placement, unit, element)) {
                place = *held;
                return;
            }
            const auto from = static_cast<std::size_t>(
                outer.placement.find(sharers.parent, element, "a fill asks for elements"));
            place = outer.values[from];
            const bool read_already = !outer.sent.empty() && outer.sent[from] == fill_number_;
            reads += read_already ? 0 : 1;
            if (!outer.sent.empty()) {
                outer.sent[from] = fill_number_;
            }
        });
    }
    return reads;
}

template <class Arithmetic>
const typename InputBuffers<Arithmetic>::Value*
InputBuffers<Arithmetic>::held_by_neighbour(const Channel& channel, const Placement& placement,
                                            std::size_t unit, const Box& element) const {
    const std::size_t first = unit - unit % channel.children;
    const Value* held = nullptr;
    channel.neighbours.of(unit % channel.children, [&](std::size_t neighbour) {
        const Box& tile = channel.tiles_before[first + neighbour];
        if (contains(tile, element)) {
            held = channel.values_before.data() + placement.start(first + neighbour) +
                   placement.room().distance(tile, element);
        }
    });
    return held;
}

template <class Arithmetic>
void InputBuffers<Arithmetic>::spoil(std::size_t stage, const Tiles::Sharers& sharers,
                                     Fault& fault) {
    if (fault.kind == Fault::Kind::none) {
        return;
    }
    const TileChange& change = channels_[stage - 1].change;
    const auto lose = [&](Fault::Kind kind, const std::vector<Stretch>& stretches) {
        for (const std::size_t unit : sharers.units) {
            if (!stretches.empty() && fault.strikes(kind, channels_[stage - 1].memory)) {
                Memory& inner = memories_[stage];
                const std::int64_t size = inner.placement.room().size;
                Value* room = inner.values.data() + inner.placement.start(unit);
                poison(Rooms<Value>{room, size, 1}, stretches, Arithmetic::poison_value);
            }
        }
    };
    lose(Fault::Kind::lose_kept, change.kept());
    lose(Fault::Kind::lose_fill, change.taken());
}

template <class Arithmetic>
std::int64_t InputBuffers<Arithmetic>::read_once(std::uint32_t* parent, std::size_t readers,
                                                 const std::vector<Stretch>& stretches) const {
    std::int64_t read = 0;
    for (const Stretch& stretch : stretches) {
        for (std::int64_t at = stretch.outer; at < stretch.outer + stretch.length; ++at) {
            const std::size_t place = static_cast<std::size_t>(at) * readers;
            read += parent[place] == fill_number_ ? 0 : 1;
            parent[place] = fill_number_;
        }
    }
    return read;
}

template class InputBuffers<IntegerArithmetic>;
template class InputBuffers<FloatArithmetic>;

} // namespace counterpoint::sim
