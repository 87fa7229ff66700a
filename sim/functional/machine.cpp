#include "sim/functional/machine.hpp"

#include <utility>

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
      inputs_(inputs_of(program, walks_, layer, hardware, std::move(tensors))),
      output_(program, walks_, layer, hardware),
      output_places_(program, walks_.back(), layer.tensors[layer.output]),
      boxes_(program, walks_.back(), layer, rooms_of_pes()), at_(inputs_.size()) {}

template <class Arithmetic>
std::vector<typename Machine<Arithmetic>::Input>
Machine<Arithmetic>::inputs_of(const Program& program, std::vector<PhaseWalk>& walks,
                               const workloads::Layer& layer, const hw::Hardware& hardware,
                               std::vector<std::vector<Value>> tensors) {
    std::vector<Input> inputs;
    for (TensorIndex t{0}; layer.tensors.contains(t); ++t.value) {
        if (t != layer.output) {
            inputs.push_back(Input{t,
                                   InputBuffers<Arithmetic>(program, walks, layer, hardware, t,
                                                            std::move(tensors[t.value])),
                                   OperandPlaces(program, walks.back(), layer.tensors[t])});
        }
    }
    return inputs;
}

template <class Arithmetic>
std::vector<TileRoom> Machine<Arithmetic>::rooms_of_pes() const {
    std::vector<TileRoom> rooms{output_.innermost().room()};
    for (const Input& input : inputs_) {
        rooms.push_back(input.buffers.innermost().room());
    }
    return rooms;
}

template <class Arithmetic>
void Machine<Arithmetic>::run() {
    const MemoryIndex innermost = program_.innermost();
    fill(MemoryIndex{1});
    compute();
    PhaseWalk& walk = walks_.back();
    while (walk.advance()) {
        MemoryIndex first = innermost;
        while (first.value > 1 &&
               walk.moved_loop() < program_.loops_outside[MemoryIndex{first.value - 1}]) {
            --first.value;
            walks_[first.value].advance();
        }
        drain(first, false);
        fill(first);
        compute();
    }
    drain(MemoryIndex{1}, true);
}

/// From the innermost memory out to `first`.
template <class Arithmetic>
void Machine<Arithmetic>::drain(MemoryIndex first, bool over) {
    for (MemoryIndex b = program_.innermost(); b.value >= first.value; --b.value) {
        output_.drain(b, over, counts_, fault_);
    }
}

/// From `first` in to the innermost memory.
template <class Arithmetic>
void Machine<Arithmetic>::fill(MemoryIndex first) {
    for (MemoryIndex b = first; b.value <= program_.innermost().value; ++b.value) {
        for (Input& input : inputs_) {
            input.buffers.fill(b, counts_, fault_);
        }
        output_.fill(b, counts_, fault_);
    }
}

template <class Arithmetic>
void Machine<Arithmetic>::compute() {
    const PhaseWalk& walk = walks_.back();
    boxes_.update(walk);
    output_places_.update(walk, output_.innermost());
    for (Input& input : inputs_) {
        input.places.update(walk, input.buffers.innermost());
    }
    std::int64_t macs = 0;
    std::int64_t begun = 0;
    const auto pes = static_cast<std::size_t>(program_.units[program_.innermost()]);
    for (std::size_t pe = 0; pe < pes; ++pe) {
        const PeBoxes::Shape& shape = boxes_.of(pe);
        if (shape.macs == 0) {
            continue;
        }
        for (std::size_t i = 0; i < inputs_.size(); ++i) {
            at_[i] = inputs_[i].buffers.value(inputs_[i].places.of(pe));
        }
        const std::int64_t place = output_places_.of(pe);
        begun += output_.innermost_sums().begin(place, shape.outputs);
        multiply_and_add(shape.loops, 0, output_.innermost_sums().at(place), at_);
        macs += shape.macs;
    }
    note_macs(macs, begun);
}

/// Registers are not counted.
template <class Arithmetic>
void Machine<Arithmetic>::note_macs(std::int64_t macs, std::int64_t begun) {
    macs_ += macs;
    for (TensorIndex t{0}; layer_.tensors.contains(t); ++t.value) {
        const MemoryIndex home = program_.chains.home(t);
        if (program_.chains.stores(home, t)) {
            hw::Access& access = counts_[home][t.value];
            access.reads += t == layer_.output ? macs - begun : macs;
            access.writes += t == layer_.output ? macs : 0;
        }
    }
}

template class Machine<IntegerArithmetic>;
template class Machine<FloatArithmetic>;

} // namespace counterpoint::sim
