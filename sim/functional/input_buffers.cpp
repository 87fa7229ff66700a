#include "sim/functional/input_buffers.hpp"

#include <algorithm>
#include <utility>

#include "sim/functional/arithmetic.hpp"
#include "sim/functional/tensors.hpp"

namespace counterpoint::sim {

namespace {

/// The rooms of units that share a tile.
template <class Value>
struct Rooms {
    Value* first = nullptr;
    std::int64_t size = 0; ///< of one, elements
    std::int64_t count = 0;

    [[nodiscard]] Value* end() const { return first + size * count; }
};

/// Moves what stays to its new places, in an order in which nothing is overwritten before it has
/// moved.
template <class Value>
void move_kept(const Rooms<Value>& rooms, const std::vector<Stretch>& kept, std::int64_t shift) {
    for (Value* room = rooms.first; shift > 0 && room != rooms.end(); room += rooms.size) {
        for (const Stretch& stretch : kept) {
            Value* from = room + stretch.inner + shift;
            std::copy(from, from + stretch.length, room + stretch.inner);
        }
    }
    for (Value* room = rooms.first; shift < 0 && room != rooms.end(); room += rooms.size) {
        for (auto stretch = kept.rbegin(); stretch != kept.rend(); ++stretch) {
            Value* to = room + stretch->inner;
            std::copy_backward(to + shift, to + shift + stretch->length, to + stretch->length);
        }
    }
}

template <class Value>
void poison(const Rooms<Value>& rooms, const std::vector<Stretch>& stretches, Value value) {
    for (const Stretch& stretch : stretches) {
        if (stretch.length == rooms.size) {
            std::fill(rooms.first, rooms.end(), value);
            return;
        }
        for (Value* room = rooms.first; room != rooms.end(); room += rooms.size) {
            std::fill_n(room + stretch.inner, stretch.length, value);
        }
    }
}

template <class Value>
void bring(const Value* parent, const Rooms<Value>& rooms, const std::vector<Stretch>& stretches) {
    for (const Stretch& stretch : stretches) {
        const Value* from = parent + stretch.outer;
        for (Value* room = rooms.first; room != rooms.end(); room += rooms.size) {
            if (stretch.length == 1) {
                room[stretch.inner] = *from;
            } else {
                std::copy_n(from, stretch.length, room + stretch.inner);
            }
        }
    }
}

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
    : hardware_(hardware), walks_(walks), tensor_(tensor) {
    const Box everything = whole_box(layer, layer.tensors[tensor]);
    memories_.push_back(
        Memory{Placement({Tiles::Sharers{0, {0}}}, everything), std::move(whole), {}});
    memories_[MemoryIndex{0}].placement.set_tile(0, everything);
    for (MemoryIndex b{1}; program.units.contains(b); ++b.value) {
        Tiles tiles(program, walks[b.value], layer.tensors[tensor].axes, b,
                    program.stores[b][tensor.value]);
        tiles.find(0, tile_);
        Memory memory{Placement(tiles.sharers(), tile_), {}, {}};
        memory.values.assign(memory.placement.places(), Arithmetic::poison_value);
        Memory& outer = memories_.back();
        const hw::FillNetwork& network = hardware.memories[b].fill;
        const auto parents = static_cast<std::size_t>(program.units[{b.value - 1}]);
        if (network.multicast && (network.forwarding || tiles.sharers().size() > parents)) {
            outer.sent.assign(outer.values.size(), 0);
        }
        channels_.push_back(Channel{std::move(tiles),
                                    TileChange(outer.placement.room(), memory.placement.room()),
                                    {},
                                    static_cast<std::size_t>(program.units[b]) / parents,
                                    {},
                                    {}});
        if (network.forwarding) {
            for (const Spread& node :
                 program.spatial_nodes(program.last_store[{b.value - 1}], program.last_store[b])) {
                channels_.back().neighbours.add_node(static_cast<std::size_t>(node.units));
            }
        }
        memories_.push_back(std::move(memory));
    }
}

template <class Arithmetic>
void InputBuffers<Arithmetic>::fill(MemoryIndex memory, hw::Counts& counts, Fault& fault) {
    Tiles& tiles = channels_[memory.value - 1].tiles;
    if (!tiles.update(walks_[memory.value])) {
        return;
    }
    ++fill_number_;
    if (!channels_[memory.value - 1].neighbours.none()) {
        keep_before(memory);
    }
    for (const Tiles::Sharers& sharers : tiles.sharers()) {
        if (change_tile(memory, sharers.units.front())) {
            fill_sharers(memory, sharers, counts, fault);
        }
    }
}

template <class Arithmetic>
bool InputBuffers<Arithmetic>::change_tile(MemoryIndex memory, std::size_t unit) {
    Channel& channel = channels_[memory.value - 1];
    TileChange& change = channel.change;
    Placement& placement = memories_[memory].placement;
    const Box& before = placement.tile(unit);
    channel.tiles.find(unit, tile_);
    if (walks_[memory.value].phase() == 0) {
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
void InputBuffers<Arithmetic>::fill_sharers(MemoryIndex memory, const Tiles::Sharers& sharers,
                                            hw::Counts& counts, Fault& fault) {
    const TileChange& change = channels_[memory.value - 1].change;
    const MemoryIndex outer_memory{memory.value - 1};
    Memory& inner = memories_[memory];
    Memory& outer = memories_[outer_memory];
    const std::int64_t from =
        change.taken().empty()
            ? 0
            : outer.placement.find(sharers.parent, tile_, "a fill asks for elements");
    const Rooms<Value> rooms{inner.values.data() + inner.placement.start(sharers.units.front()),
                             inner.placement.room().size,
                             static_cast<std::int64_t>(sharers.units.size())};
    move_kept(rooms, change.kept(), change.shift());
    poison(rooms, change.gone(), Arithmetic::poison_value);
    const std::int64_t taken = change.taken_elements();
    counts[memory][tensor_.value].writes += taken * rooms.count;
    std::int64_t& reads = counts[outer_memory][tensor_.value].reads;
    if (!channels_[memory.value - 1].tiles_before.empty()) {
        reads += bring_or_forward(memory, sharers);
        spoil(memory, sharers, fault);
        return;
    }
    bring(outer.values.data() + from, rooms, change.taken());
    spoil(memory, sharers, fault);
    if (!hardware_.memories[memory].fill.multicast) {
        reads += taken * rooms.count;
    } else if (outer.sent.empty()) {
        reads += taken;
    } else {
        reads += read_once(outer.sent.data() + from, change.taken());
    }
}

template <class Arithmetic>
void InputBuffers<Arithmetic>::keep_before(MemoryIndex memory) {
    Channel& channel = channels_[memory.value - 1];
    if (walks_[memory.value].phase() == 0) {
        return; // nobody holds anything
    }
    const Memory& inner = memories_[memory];
    channel.values_before = inner.values;
    channel.tiles_before.clear();
    for (std::size_t unit = 0; unit < inner.placement.units(); ++unit) {
        channel.tiles_before.push_back(inner.placement.tile(unit));
    }
}

template <class Arithmetic>
std::int64_t InputBuffers<Arithmetic>::bring_or_forward(MemoryIndex memory,
                                                        const Tiles::Sharers& sharers) {
    const Channel& channel = channels_[memory.value - 1];
    Memory& inner = memories_[memory];
    Memory& outer = memories_[MemoryIndex{memory.value - 1}];
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
void InputBuffers<Arithmetic>::spoil(MemoryIndex memory, const Tiles::Sharers& sharers,
                                     Fault& fault) {
    if (fault.kind == Fault::Kind::none) {
        return;
    }
    const TileChange& change = channels_[memory.value - 1].change;
    const auto lose = [&](Fault::Kind kind, const std::vector<Stretch>& stretches) {
        for (const std::size_t unit : sharers.units) {
            if (!stretches.empty() && fault.strikes(kind, memory)) {
                Memory& inner = memories_[memory];
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
std::int64_t InputBuffers<Arithmetic>::read_once(std::uint32_t* parent,
                                                 const std::vector<Stretch>& stretches) const {
    std::int64_t read = 0;
    for (const Stretch& stretch : stretches) {
        for (std::int64_t at = stretch.outer; at < stretch.outer + stretch.length; ++at) {
            read += parent[at] == fill_number_ ? 0 : 1;
            parent[at] = fill_number_;
        }
    }
    return read;
}

template class InputBuffers<IntegerArithmetic>;
template class InputBuffers<FloatArithmetic>;

} // namespace counterpoint::sim
