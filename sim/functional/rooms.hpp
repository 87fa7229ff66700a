#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "sim/functional/box.hpp"

namespace counterpoint::sim {

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

} // namespace counterpoint::sim
