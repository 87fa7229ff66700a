#include "sim/phase_messages.hpp"

namespace counterpoint::sim {

namespace {

constexpr std::int64_t nothing = -1;

} // namespace

PhaseMessages::PhaseMessages(const Program& program, const workloads::Layer& layer,
                             const hw::Hardware& hardware, MemoryIndex memory)
    : numbers_(program, memory), output_(layer, hardware, memory) {
    for (TensorIndex tensor{0}; layer.tensors.contains(tensor); ++tensor.value) {
        if (tensor != layer.output && program.chains.takes(memory, tensor)) {
            inputs_.emplace_back(layer, tensor, hardware, memory, numbers_);
        }
    }
}

std::vector<noc::ParentMessages> PhaseMessages::fill(const std::vector<InputTiles>& inputs,
                                                     const OutputTiles& output, bool reloads,
                                                     const PhaseWalk& walk) const {
    std::vector<MessagesOfParents> parts;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        if (inputs[i].arrives()) {
            parts.push_back(inputs_[i].build(inputs[i], numbers_, walk));
        }
    }
    if (reloads) {
        parts.push_back(
            output_.handed_back(output.census(), numbers_, walk, output.holders().value()));
    }
    return put_together(numbers_.parents(), parts);
}

std::vector<noc::ParentMessages> PhaseMessages::drain(const OutputTiles& output,
                                                      const PhaseWalk& walk) const {
    return put_together(numbers_.parents(), {output_.drained(output.census(), numbers_, walk)});
}

void PhaseMessages::add_fill(const std::vector<InputTiles>& inputs, const OutputTiles& output,
                             bool reloads, noc::TransferKey& key) {
    for (const InputTiles& input : inputs) {
        key.push_back(input.arrives() ? 1 : nothing);
        for (const InputTiles::FollowedAxis& axis : input.axes()) {
            if (input.arrives()) {
                key.push_back(static_cast<std::int64_t>(axis.outcome->number));
            }
        }
    }
    key.push_back(reloads ? static_cast<std::int64_t>(output.holders()->value) : nothing);
    if (reloads) {
        output.census().add_forms(key);
    }
}

void PhaseMessages::add_drain(const OutputTiles& output, noc::TransferKey& key) {
    output.census().add_forms(key);
}

} // namespace counterpoint::sim
