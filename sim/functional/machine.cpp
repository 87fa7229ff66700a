#include "sim/functional/machine.hpp"

#include <algorithm>
#include <utility>

#include "sim/defect.hpp"

namespace counterpoint::sim {

namespace {

std::vector<PhaseWalk> walks_of(const Program& program) {
    std::vector<PhaseWalk> walks;
    for (MemoryIndex b{0}; program.units.contains(b); ++b.value) {
        walks.emplace_back(program, b);
    }
    return walks;
}

} // namespace

template <class Arithmetic>
Machine<Arithmetic>::Machine(const Program& program, const workloads::Layer& layer,
                             const hw::Hardware& hardware, std::vector<std::vector<Value>> tensors,
                             const Fault& fault)
    : program_(program), layer_(layer), walks_(walks_of(program)), fault_(fault),
      counts_(program.units.size(), std::vector<hw::Access>(layer.tensors.size())),
      output_(program, walks_, layer, hardware),
      boxes_(program, walks_.back(), dimension_axes(layer), program.innermost(), program.end) {
    for (TensorIndex tensor{0}; layer.tensors.contains(tensor); ++tensor.value) {
        if (tensor != layer.output) {
            inputs_.push_back(
                Input{tensor, InputBuffers<Arithmetic>(program, walks_, layer, hardware, tensor,
                                                       std::move(tensors[tensor.value]))});
        }
    }
    strides_.resize(layer.dimensions.size());
    loops_.resize(layer.dimensions.size());
    at_.resize(inputs_.size());
}

template <class Arithmetic>
void Machine<Arithmetic>::run() {
    const MemoryIndex innermost = program_.innermost();
    for (MemoryIndex b{1}; b.value <= innermost.value; ++b.value) {
        fill(b);
    }
    compute();
    PhaseWalk& walk = walks_.back();
    while (walk.advance()) {
        MemoryIndex first = innermost;
        while (first.value > 1 &&
               walk.moved_loop() < program_.loops_outside[MemoryIndex{first.value - 1}]) {
            --first.value;
            walks_[first.value].advance();
        }
        for (MemoryIndex b = innermost; b.value >= first.value; --b.value) {
            output_.drain(b, false, counts_, fault_);
        }
        for (MemoryIndex b = first; b.value <= innermost.value; ++b.value) {
            fill(b);
        }
        compute();
    }
    for (MemoryIndex b = innermost; b.value >= 1; --b.value) {
        output_.drain(b, true, counts_, fault_);
    }
}

template <class Arithmetic>
void Machine<Arithmetic>::fill(MemoryIndex memory) {
    for (Input& input : inputs_) {
        input.buffers.fill(memory, counts_, fault_);
    }
    output_.fill(memory, counts_, fault_);
}

template <class Arithmetic>
void Machine<Arithmetic>::compute() {
    boxes_.update(walks_.back());
    const auto pes = static_cast<std::size_t>(program_.units[program_.innermost()]);
    for (std::size_t pe = 0; pe < pes; ++pe) {
        boxes_.find(pe, box_);
        if (volume(box_) > 0) {
            compute_box(pe);
        }
    }
}

template <class Arithmetic>
void Machine<Arithmetic>::compute_box(std::size_t pe) {
    for (std::vector<std::int64_t>& strides : strides_) {
        strides.assign(inputs_.size() + 1, 0);
    }
    OutputBuffer<Arithmetic>& output = output_.buffer(program_.innermost(), pe);
    const std::int64_t first = locate(layer_.tensors[layer_.output], output.layout, 0);
    const std::int64_t begun = output_.begin(pe, part_);
    for (std::size_t i = 0; i < inputs_.size(); ++i) {
        const auto& buffer = inputs_[i].buffers.buffer(program_.innermost(), pe);
        at_[i] =
            buffer.values.data() + locate(layer_.tensors[inputs_[i].tensor], buffer.layout, i + 1);
    }
    std::size_t first_loop = loops_.size() - 1;
    loops_.back().length = 1;
    loops_.back().strides.assign(inputs_.size() + 1, 0);
    for (std::size_t d = box_.size(), next = loops_.size(); d-- > 0;) {
        if (box_[d].length() > 1) {
            first_loop = --next;
            loops_[next].length = box_[d].length();
            loops_[next].strides = strides_[d];
        }
    }
    multiply_and_add(loops_, first_loop, output.sums.data() + first, at_);
    note_macs(volume(box_), begun);
}

/// Where a PE's box begins in its tile of a tensor; notes the strides of all dimensions there.
template <class Arithmetic>
std::int64_t Machine<Arithmetic>::locate(const workloads::Tensor& tensor, const Layout& layout,
                                         std::size_t operand) {
    part_.resize(tensor.axes.size());
    std::int64_t place = 0;
    for (std::size_t axis = 0; axis < tensor.axes.size(); ++axis) {
        Range touched{0, 1};
        for (const workloads::AxisTerm& term : tensor.axes[axis]) {
            const Range& range = box_[term.dimension.value];
            touched.low += term.coefficient * range.low;
            touched.high += term.coefficient * (range.high - 1);
            strides_[term.dimension.value][operand] = term.coefficient * layout.strides[axis];
        }
        part_[axis] = touched;
        place += (touched.low - layout.box[axis].low) * layout.strides[axis];
    }
    if (!layout.contains(part_)) {
        throw Defect("a PE works on elements of " + tensor.name + " that it does not have");
    }
    return place;
}

template <class Arithmetic>
void Machine<Arithmetic>::note_macs(std::int64_t macs, std::int64_t begun) {
    std::vector<hw::Access>& accesses = counts_[program_.innermost()];
    for (const Input& input : inputs_) {
        accesses[input.tensor.value].reads += macs;
    }
    accesses[layer_.output.value].reads += macs - begun;
    accesses[layer_.output.value].writes += macs;
    macs_ += macs;
}

template class Machine<IntegerArithmetic>;
template class Machine<FloatArithmetic>;

} // namespace counterpoint::sim
