#include "sim/passed_network.hpp"

#include <algorithm>

namespace counterpoint::sim {

PassedNetwork::PassedNetwork(const Program& program, PhaseWalk& walk, const workloads::Layer& layer,
                             const hw::Hardware& hardware, MemoryIndex memory, MemoryIndex network)
    : network_(network), output_(layer.output.value),
      output_bytes_(hardware.bytes_of(layer.tensors[layer.output].name)),
      place_among_passed_(memory.value - 1 - network.value),
      by_unit_(static_cast<std::size_t>(program.units[{network.value - 1}]), 0),
      read_by_(by_unit_.size(), 0), elements_(layer.tensors.size(), 0) {
    const MemoryIndex sending{network.value - 1};
    // Without multicast each unit behind the network is sent its own.
    const MemoryIndex together = hardware.memories[network].fill.multicast ? sending : network;
    const auto passes = [&](TensorIndex tensor) {
        return program.chains.takes(memory, tensor) &&
               program.chains.parent(memory, tensor) < network;
    };
    for (TensorIndex tensor{0}; layer.tensors.contains(tensor); ++tensor.value) {
        if (tensor != layer.output && passes(tensor)) {
            inputs_.push_back(
                Passing{InputTiles(program, walk, layer, tensor, memory, {together, true, false}),
                        hardware.bytes_of(layer.tensors[tensor].name),
                        program.chains.parent(memory, tensor) == sending});
        }
    }
    output_passes_ = passes(layer.output);
    output_begins_ = output_passes_ && program.chains.parent(memory, layer.output) == sending;
    sender_.assign(static_cast<std::size_t>(program.units[together]), 0);
    if (sender_.size() == by_unit_.size()) {
        for (std::size_t unit = 0; unit < sender_.size(); ++unit) {
            sender_[unit] = unit;
        }
    } else {
        number_units(program);
    }
}

/// Units count by their pieces of the dimensions in the layer's order, as those of InputTiles do.
void PassedNetwork::number_units(const Program& program) {
    const std::size_t outer_place = program.last_store[MemoryIndex{network_.value - 1}];
    const std::size_t place = program.last_store[network_];
    std::size_t below = sender_.size();
    std::vector<std::size_t> rest(sender_.size());
    for (std::size_t unit = 0; unit < rest.size(); ++unit) {
        rest[unit] = unit;
    }
    for (DimensionIndex d{0}; program.sizes.contains(d); ++d.value) {
        const auto pieces = static_cast<std::size_t>(program.pieces(d, place));
        const auto outer = static_cast<std::size_t>(program.pieces(d, outer_place));
        below /= pieces;
        for (std::size_t unit = 0; unit < rest.size(); ++unit) {
            const std::size_t piece = rest[unit] / below;
            rest[unit] %= below;
            sender_[unit] = sender_[unit] * outer + piece / (pieces / outer);
        }
    }
}

void PassedNetwork::update(const PhaseWalk& walk, const OutputTiles& output, bool came) {
    crossing_ = Crossing{};
    std::fill(by_unit_.begin(), by_unit_.end(), 0);
    std::fill(read_by_.begin(), read_by_.end(), 0);
    for (Passing& passing : inputs_) {
        std::int64_t& elements = elements_[passing.tiles.tensor().value];
        elements = 0;
        crossing_.passes = crossing_.passes || walk.phase() == 0 || passing.tiles.moved(walk);
        if (passing.tiles.update(walk)) {
            elements = passing.tiles.sent();
            crossing_.all_bytes += elements * passing.bytes;
            add(passing);
        }
    }
    if (output_passes_) {
        add_output(output, came);
    }
    crossing_.most_bytes = *std::max_element(by_unit_.begin(), by_unit_.end());
    most_read_ = *std::max_element(read_by_.begin(), read_by_.end());
}

void PassedNetwork::skip(DimensionIndex dimension, std::size_t step, std::int64_t distance) {
    for (Passing& passing : inputs_) {
        passing.tiles.skip(dimension, step, distance);
    }
}

void PassedNetwork::add(const Passing& passing) {
    const std::vector<std::int64_t>& sent = passing.tiles.sent_by_parent();
    for (std::size_t unit = 0; unit < sender_.size(); ++unit) {
        const std::int64_t bytes =
            (sent.empty() ? passing.tiles.sent() : sent[unit]) * passing.bytes;
        by_unit_[sender_[unit]] += bytes;
        read_by_[sender_[unit]] += passing.begins ? bytes : 0;
    }
}

void PassedNetwork::add_output(const OutputTiles& output, bool came) {
    crossing_.passes = crossing_.passes || (came && output.may_reload());
    const std::int64_t reloaded = came ? output.stay().reloaded : 0;
    elements_[output_] = reloaded;
    crossing_.all_bytes += reloaded * output_bytes_;
    if (reloaded > 0) {
        output.add_reloaded(output_bytes_, place_among_passed_, by_unit_);
        if (output_begins_) {
            output.add_reloaded(output_bytes_, place_among_passed_, read_by_);
        }
    }
}

} // namespace counterpoint::sim
