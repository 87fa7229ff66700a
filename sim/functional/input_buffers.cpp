#include "sim/functional/input_buffers.hpp"

#include <algorithm>
#include <utility>

#include "sim/defect.hpp"
#include "sim/functional/arithmetic.hpp"
#include "sim/functional/tensors.hpp"

namespace counterpoint::sim {

template <class Arithmetic>
void InputBuffer<Arithmetic>::move_to(const Box& tile, const Box& kept) {
    std::swap(layout, old_layout);
    std::swap(values, old_values);
    layout.set(tile);
    const auto size = static_cast<std::size_t>(layout.size);
    values.assign(size, Arithmetic::poison_value);
    if (volume(kept) > 0) {
        for_each_run(kept, layout, old_layout,
                     [this](std::size_t to, std::size_t from, std::size_t length) {
                         std::copy_n(old_values.data() + from, length, values.data() + to);
                     });
    }
}

template <class Arithmetic>
InputBuffers<Arithmetic>::InputBuffers(const Program& program, std::vector<PhaseWalk>& walks,
                                       const workloads::Layer& layer, const hw::Hardware& hardware,
                                       TensorIndex tensor, std::vector<Value> whole)
    : hardware_(hardware), walks_(walks), tensor_(tensor), nothing_(1, Range{}) {
    const std::vector<workloads::Axis>& axes = layer.tensors[tensor].axes;
    for (MemoryIndex b{0}; program.units.contains(b); ++b.value) {
        buffers_.push_back(std::vector<Buffer>(static_cast<std::size_t>(program.units[b])));
        if (b.value > 0) {
            tiles_.emplace_back(program, walks[b.value], axes, b, program.stores[b][tensor.value]);
        }
    }
    Buffer& outermost = buffers_[MemoryIndex{0}].front();
    outermost.layout.set(whole_box(layer, layer.tensors[tensor]));
    outermost.values = std::move(whole);
}

template <class Arithmetic>
void InputBuffers<Arithmetic>::fill(MemoryIndex memory, hw::Counts& counts, Fault& fault) {
    Tiles& tiles = tiles_[memory.value - 1];
    if (!tiles.update(walks_[memory.value])) {
        return;
    }
    ++fill_number_;
    parent_side_ = unit_side_ = hw::Access{};
    const MemoryIndex outer{memory.value - 1};
    for (const Tiles::Sharers& sharers : tiles.sharers()) {
        Buffer& parent = buffers_[outer][sharers.parent];
        for (const std::size_t unit : sharers.units) {
            fill_unit(memory, unit, parent, unit == sharers.units.front(), fault);
        }
    }
    counts[outer][tensor_.value].reads += parent_side_.reads;
    counts[memory][tensor_.value].writes += unit_side_.writes;
}

template <class Arithmetic>
void InputBuffers<Arithmetic>::fill_unit(MemoryIndex memory, std::size_t unit, Buffer& parent,
                                         bool first_sharer, Fault& fault) {
    Buffer& child = buffers_[memory][unit];
    tiles_[memory.value - 1].find(unit, tile_);
    const bool first = walks_[memory.value].phase() == 0;
    if (tile_ == child.layout.box && !first) {
        return;
    }
    if (first) {
        kept_.assign(tile_.size() + 1, Range{}); // empty even where a tensor has no axes
    } else {
        intersect(tile_, child.layout.box, kept_);
    }
    const bool lost = !first && fault.strikes(Fault::Kind::lose_kept, memory);
    child.move_to(tile_, lost ? nothing_ : kept_);
    if (child.layout.size == 0 || fault.strikes(Fault::Kind::lose_fill, memory)) {
        return;
    }
    const bool multicast = hardware_.memories[memory].fill.multicast;
    for_each_part(tile_, kept_, part_, [&](const Box& part) {
        const std::int64_t read = copy(parent, part, child, multicast && first_sharer);
        const std::int64_t taken = volume(part);
        unit_side_.writes += taken;
        parent_side_.reads += multicast ? read : taken;
    });
}

template <class Arithmetic>
std::int64_t InputBuffers<Arithmetic>::copy(Buffer& parent, const Box& part, Buffer& child,
                                            bool note) const {
    if (!parent.layout.contains(part)) {
        throw Defect("a fill asks for elements that the parent does not have");
    }
    if (note) {
        parent.sent.resize(static_cast<std::size_t>(parent.layout.size), 0);
    }
    std::int64_t read = 0;
    for_each_run(part, parent.layout, child.layout,
                 [&](std::size_t from, std::size_t to, std::size_t length) {
                     std::copy_n(parent.values.data() + from, length, child.values.data() + to);
                     for (std::size_t at = from; note && at < from + length; ++at) {
                         read += parent.sent[at] == fill_number_ ? 0 : 1;
                         parent.sent[at] = fill_number_;
                     }
                 });
    return read;
}

template struct InputBuffer<IntegerArithmetic>;
template struct InputBuffer<FloatArithmetic>;
template class InputBuffers<IntegerArithmetic>;
template class InputBuffers<FloatArithmetic>;

} // namespace counterpoint::sim
