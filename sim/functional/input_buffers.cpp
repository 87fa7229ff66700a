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
        if (hardware.memories[b].fill.multicast &&
            tiles.sharers().size() > static_cast<std::size_t>(program.units[{b.value - 1}])) {
            outer.sent.assign(outer.values.size(), 0);
        }
        channels_.push_back(
            Channel{std::move(tiles), TileChange(outer.placement.room(), memory.placement.room())});
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
    for (const Tiles::Sharers& sharers : tiles.sharers()) {
        if (change_tile(memory, sharers.units.front())) {
            fill_sharers(memory, sharers, counts, fault);
        }
    }
}

template <class Arithmetic>
bool InputBuffers<Arithmetic>::change_tile(MemoryIndex memory, std::size_t unit) {
    auto& [tiles, change] = channels_[memory.value - 1];
    Placement& placement = memories_[memory].placement;
    const Box& before = placement.tile(unit);
    tiles.find(unit, tile_);
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
    bring(outer.values.data() + from, rooms, change.taken());
    spoil(memory, sharers, fault);
    const std::int64_t taken = change.taken_elements();
    counts[memory][tensor_.value].writes += taken * rooms.count;
    std::int64_t& reads = counts[outer_memory][tensor_.value].reads;
    if (!hardware_.memories[memory].fill.multicast) {
        reads += taken * rooms.count;
    } else if (outer.sent.empty()) {
        reads += taken;
    } else {
        reads += read_once(outer.sent.data() + from, change.taken());
    }
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
