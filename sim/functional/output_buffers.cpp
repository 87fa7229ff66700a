#include "sim/functional/output_buffers.hpp"

#include "sim/defect.hpp"
#include "sim/functional/arithmetic.hpp"
#include "sim/functional/tensors.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::sim {

template <class Arithmetic>
void OutputBuffer<Arithmetic>::clear(const Box& tile) {
    layout.set(tile);
    sums.assign(static_cast<std::size_t>(layout.size), Arithmetic::poison_sum);
    held.assign(static_cast<std::size_t>(layout.size), 0);
}

template <class Arithmetic>
OutputBuffers<Arithmetic>::OutputBuffers(const Program& program, std::vector<PhaseWalk>& walks,
                                         const workloads::Layer& layer,
                                         const hw::Hardware& hardware)
    : layer_(layer), hardware_(hardware), walks_(walks), moved_(program.units.size(), true) {
    const workloads::Tensor& output = layer.tensors[layer.output];
    for (MemoryIndex b{0}; program.units.contains(b); ++b.value) {
        buffers_.push_back(std::vector<Buffer>(static_cast<std::size_t>(program.units[b])));
        if (b.value > 0) {
            const std::size_t place = program.stores[b][layer.output.value];
            tiles_.emplace_back(program, walks[b.value], output.axes, b, place);
            ranges_.emplace_back(program, walks[b.value], dimension_axes(layer), b, place);
        }
    }
    buffers_[MemoryIndex{0}].front().clear(whole_box(layer, output));
}

template <class Arithmetic>
void OutputBuffers<Arithmetic>::drain(MemoryIndex memory, bool over, hw::Counts& counts,
                                      Fault& fault) {
    Tiles& tiles = tiles_[memory.value - 1];
    ranges_[memory.value - 1].update(walks_[memory.value]);
    moved_[memory.value] = tiles.update(walks_[memory.value]);
    if (!over && !moved_[memory.value]) {
        return;
    }
    for (const Tiles::Sharers& sharers : tiles.sharers()) {
        const Buffer& first = buffers_[memory][sharers.units.front()];
        tiles.find(sharers.units.front(), tile_);
        if (first.layout.size > 0 && (over || tile_ != first.layout.box)) {
            drain_sharers(memory, sharers, counts, fault);
        }
    }
}

/// Sums of the same elements under one parent meet on the way, if the network can add; the parent
/// takes what remains.
template <class Arithmetic>
void OutputBuffers<Arithmetic>::drain_sharers(MemoryIndex memory, const Tiles::Sharers& sharers,
                                              hw::Counts& counts, Fault& fault) {
    Buffer& parent = buffers_[MemoryIndex{memory.value - 1}][sharers.parent];
    const Box box = buffers_[memory][sharers.units.front()].layout.box;
    if (!parent.layout.contains(box)) {
        throw Defect("a drain brings elements that the parent has no room for");
    }
    network_.clear(box);
    for (const std::size_t unit : sharers.units) {
        Buffer& child = buffers_[memory][unit];
        if (fault.strikes(Fault::Kind::lose_drain, memory)) {
            child.clear(box);
        }
        if (fault.strikes(Fault::Kind::repeat_drain, memory)) {
            for (Sum& sum : child.sums) {
                sum += sum;
            }
        }
        drain_unit(memory, child, parent, counts);
    }
    for_each_run(box, network_.layout, parent.layout,
                 [&](std::size_t from, std::size_t to, std::size_t length) {
                     for (std::size_t i = 0; i < length; ++i) {
                         arrive(memory, network_, from + i, parent, to + i, counts);
                     }
                 });
}

template <class Arithmetic>
void OutputBuffers<Arithmetic>::drain_unit(MemoryIndex memory, Buffer& unit, Buffer& parent,
                                           hw::Counts& counts) {
    const bool reduction = hardware_.memories[memory].drain.reduction;
    const bool one_by_one = !reduction && adds(MemoryIndex{memory.value - 1});
    std::int64_t leaving = 0;
    for_each_run(unit.layout.box, unit.layout, parent.layout,
                 [&](std::size_t from, std::size_t to, std::size_t length) {
                     for (std::size_t i = 0; i < length; ++i) {
                         leaving += unit.held[from + i];
                         if (one_by_one) {
                             arrive(memory, unit, from + i, parent, to + i, counts);
                         } else if (unit.held[from + i] == 0) {
                             continue;
                         } else if (network_.held[from + i] == 0) {
                             network_.held[from + i] = 1;
                             network_.sums[from + i] = unit.sums[from + i];
                         } else if (reduction) {
                             network_.sums[from + i] += unit.sums[from + i];
                         } else {
                             refuse_collision(memory);
                         }
                         unit.give_up(from + i);
                     }
                 });
    counts[memory][layer_.output.value].reads += leaving;
}

/// The sum at `place`, if there is one, reaches the parent.
template <class Arithmetic>
void OutputBuffers<Arithmetic>::arrive(MemoryIndex memory, const Buffer& from, std::size_t place,
                                       Buffer& to, std::size_t to_place, hw::Counts& counts) {
    if (from.held[place] == 0) {
        return;
    }
    const MemoryIndex outer{memory.value - 1};
    hw::Access& access = counts[outer][layer_.output.value];
    access.writes += 1;
    if (to.held[to_place] == 0) {
        to.held[to_place] = 1;
        to.sums[to_place] = from.sums[place];
    } else if (adds(outer)) {
        access.reads += 1;
        to.sums[to_place] += from.sums[place];
    } else {
        throw Defect("a drain overwrites a partial sum");
    }
}

template <class Arithmetic>
void OutputBuffers<Arithmetic>::fill(MemoryIndex memory, hw::Counts& counts, Fault& fault) {
    if (!moved_[memory.value]) {
        return;
    }
    const MemoryIndex outer{memory.value - 1};
    const Tiles& tiles = tiles_[memory.value - 1];
    const bool first = walks_[memory.value].phase() == 0;
    for (const Tiles::Sharers& sharers : tiles.sharers()) {
        Buffer& parent = buffers_[outer][sharers.parent];
        for (const std::size_t unit : sharers.units) {
            Buffer& child = buffers_[memory][unit];
            tiles.find(unit, tile_);
            if (tile_ == child.layout.box && !first) {
                break;
            }
            child.clear(tile_);
            ranges_[memory.value - 1].find(unit, range_);
            if (!adds(outer) && volume(range_) > 0) {
                reload(memory, child, parent, fault.strikes(Fault::Kind::lose_reload, memory),
                       counts);
            }
        }
    }
}

/// The first unit that takes a sum gets it; the parent has it no longer.
template <class Arithmetic>
void OutputBuffers<Arithmetic>::reload(MemoryIndex memory, Buffer& unit, Buffer& parent, bool lost,
                                       hw::Counts& counts) {
    if (!parent.layout.contains(unit.layout.box)) {
        throw Defect("a reload asks for elements that the parent does not have");
    }
    std::int64_t taken = 0;
    for_each_run(unit.layout.box, unit.layout, parent.layout,
                 [&](std::size_t to, std::size_t from, std::size_t length) {
                     for (std::size_t i = 0; i < length; ++i) {
                         if (parent.held[from + i] != 0) {
                             unit.held[to + i] = lost ? 0 : 1;
                             unit.sums[to + i] = parent.sums[from + i];
                             parent.give_up(from + i);
                             ++taken;
                         }
                     }
                 });
    counts[MemoryIndex{memory.value - 1}][layer_.output.value].reads += taken;
    counts[memory][layer_.output.value].writes += taken;
}

template <class Arithmetic>
std::int64_t OutputBuffers<Arithmetic>::begin(std::size_t pe, const Box& part) {
    Buffer& buffer = buffers_.back()[pe];
    if (!buffer.layout.contains(part)) {
        throw Defect("a PE works on elements of the output that it has no room for");
    }
    std::int64_t begun = 0;
    for_each_run(part, buffer.layout, buffer.layout,
                 [&](std::size_t from, std::size_t, std::size_t length) {
                     for (std::size_t place = from; place < from + length; ++place) {
                         if (buffer.held[place] == 0) {
                             buffer.held[place] = 1;
                             buffer.sums[place] = 0;
                             ++begun;
                         }
                     }
                 });
    return begun;
}

template <class Arithmetic>
void OutputBuffers<Arithmetic>::refuse_collision(MemoryIndex memory) const {
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

template struct OutputBuffer<IntegerArithmetic>;
template struct OutputBuffer<FloatArithmetic>;
template class OutputBuffers<IntegerArithmetic>;
template class OutputBuffers<FloatArithmetic>;

} // namespace counterpoint::sim
