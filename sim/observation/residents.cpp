#include "sim/observation/residents.hpp"

#include <algorithm>

namespace counterpoint::sim {

Residents::Residents(const Program& program, const workloads::Layer& layer,
                     const hw::Hardware& hardware, MemoryIndex memory)
    : walk_(program, memory) {
    for (TensorIndex t{0}; layer.tensors.contains(t); ++t.value) {
        if (!program.chains.stores(memory, t)) {
            continue;
        }
        Tensor tensor;
        tensor.element_bytes = hardware.bytes_of(layer.tensors[t].name);
        for (const workloads::Axis& terms : layer.tensors[t].axes) {
            Axis axis;
            axis.terms = terms;
            for (const workloads::AxisTerm& term : terms) {
                axis.depths.push_back(
                    program.depth(term.dimension, program.stores[memory][t.value]));
                walk_.watch(term.dimension, axis.depths.back());
            }
            tensor.axes.push_back(axis);
        }
        tensors_.push_back(tensor);
    }
}

Range Residents::span(const Axis& axis) const {
    Range span{0, 1};
    for (std::size_t i = 0; i < axis.terms.size(); ++i) {
        const DimensionIndex dimension = axis.terms[i].dimension;
        const Position position = walk_.position(dimension, axis.depths[i]);
        const Range& first = walk_.form(dimension, axis.depths[i], position.form).front();
        span.low += axis.terms[i].coefficient * (position.base + first.low);
        span.high += axis.terms[i].coefficient * (position.base + first.high - 1);
    }
    return span;
}

/// The tiles at which the walk stands.
Residents::Tiles Residents::look() {
    Tiles tiles;
    for (Tensor& tensor : tensors_) {
        std::int64_t all = tensor.element_bytes;
        std::int64_t kept = begun_ ? tensor.element_bytes : 0;
        for (Axis& axis : tensor.axes) {
            const Range before = axis.range;
            axis.range = span(axis);
            all *= axis.range.length();
            kept *=
                Range{std::max(before.low, axis.range.low), std::min(before.high, axis.range.high)}
                    .length();
        }
        tiles.bytes += all;
        tiles.new_bytes += all - kept;
    }
    return tiles;
}

void Residents::take() {
    if (begun_) {
        walk_.advance();
    }
    const Tiles tiles = look();
    begun_ = true;
    room_.bytes = in_flight_.empty() ? tiles.bytes : room_.bytes + tiles.new_bytes;
    ++room_.slots;
    in_flight_.push_back(tiles);
}

void Residents::give_back() {
    const std::int64_t gone = in_flight_.front().bytes;
    in_flight_.pop_front();
    --room_.slots;
    if (!in_flight_.empty()) {
        room_.bytes += in_flight_.front().bytes - in_flight_.front().new_bytes - gone;
    }
}

} // namespace counterpoint::sim
