#include "sim/transit.hpp"

#include <algorithm>

namespace counterpoint::sim {

Transit::Transit(const Program& program, PhaseWalk& walk, const workloads::Layer& layer,
                 const hw::Hardware& hardware, MemoryIndex memory)
    : program_(program), memory_(memory), output_(layer.output),
      by_unit_(static_cast<std::size_t>(program.units[{memory.value - 1}]), 0) {
    for (const workloads::Tensor& tensor : layer.tensors) {
        bytes_.push_back(hardware.bytes_of(tensor.name));
    }
    for (std::size_t passed = 1; passed <= program.chains.passed_networks(memory); ++passed) {
        networks_.emplace_back(program, walk, layer, hardware, memory,
                               MemoryIndex{memory.value - passed});
    }
    for (const MemoryIndex source : program.chains.sources(memory)) {
        sources_.push_back({source, std::vector<hw::Access>(layer.tensors.size()), 0});
    }
}

void Transit::update(const PhaseWalk& walk, const std::vector<InputTiles>& inputs,
                     const OutputTiles& output, bool came, const std::vector<hw::Access>& sent) {
    for (PassedNetwork& network : networks_) {
        network.update(walk, output, came);
    }
    for (SourceReads& reads : sources_) {
        if (reads.memory.value + 1 == memory_.value) {
            read_next(inputs, output, came, sent, reads);
            continue;
        }
        const PassedNetwork& first = networks_[memory_.value - 2 - reads.memory.value];
        reads.most_bytes = first.most_read();
        for (std::size_t tensor = 0; tensor < reads.elements.size(); ++tensor) {
            const bool comes = program_.chains.takes(memory_, {tensor}) &&
                               program_.chains.parent(memory_, {tensor}) == reads.memory;
            reads.elements[tensor].reads = comes ? first.elements()[tensor] : 0;
        }
    }
}

/// What comes from the next outer memory, over the memory's own network only.
void Transit::read_next(const std::vector<InputTiles>& inputs, const OutputTiles& output, bool came,
                        const std::vector<hw::Access>& sent, SourceReads& reads) {
    const auto comes = [&](TensorIndex tensor) {
        return program_.chains.takes(memory_, tensor) &&
               program_.chains.parent(memory_, tensor) == reads.memory;
    };
    std::fill(by_unit_.begin(), by_unit_.end(), 0);
    for (const InputTiles& input : inputs) {
        const std::size_t tensor = input.tensor().value;
        reads.elements[tensor].reads = comes(input.tensor()) ? sent[tensor].reads : 0;
        if (reads.elements[tensor].reads > 0) {
            const std::vector<std::int64_t>& by_parent = input.sent_by_parent();
            for (std::size_t unit = 0; unit < by_unit_.size(); ++unit) {
                by_unit_[unit] +=
                    (by_parent.empty() ? input.sent() : by_parent[unit]) * bytes_[input.tensor()];
            }
        }
    }
    const bool hands_back = comes(output_) && came && output.stay().reloaded > 0;
    reads.elements[output_.value].reads = hands_back ? output.stay().reloaded : 0;
    if (hands_back) {
        output.add_reloaded(bytes_[output_], by_unit_);
    }
    reads.most_bytes = *std::max_element(by_unit_.begin(), by_unit_.end());
}

} // namespace counterpoint::sim
