#include "sim/phase_source.hpp"

#include <algorithm>
#include <utility>

#include "vocabulary/checked.hpp"

namespace counterpoint::sim {

PhaseSource::PhaseSource(const Program& program, const workloads::Layer& layer,
                         const hw::Hardware& hardware, MemoryIndex memory, noc::Passages* fill,
                         noc::Passages* drain)
    : program_(program), layer_(layer), hardware_(hardware), memory_(memory), fill_network_(fill),
      drain_network_(drain), walk_(program, memory),
      output_(program, walk_, layer, hardware, memory),
      output_bytes_(hardware.bytes_of(layer.tensors[layer.output].name)),
      by_parent_(static_cast<std::size_t>(program.units[{memory.value - 1}])),
      parent_side_(layer.tensors.size()), unit_side_(layer.tensors.size()),
      forwarded_(layer.tensors.size(), 0), saved_reads_(layer.tensors.size(), 0) {
    for (TensorIndex tensor{0}; layer.tensors.contains(tensor); ++tensor.value) {
        bytes_.push_back(hardware.bytes_of(layer.tensors[tensor].name));
        if (tensor != layer.output && program.chains.takes(memory, tensor)) {
            const hw::FillNetwork& network = hardware.memories[memory].fill;
            inputs_.emplace_back(program, walk_, layer, tensor, memory,
                                 InputTiles::Senders{MemoryIndex{memory.value - 1},
                                                     network.multicast, network.forwarding});
        }
        if (program.chains.in_registers(memory, tensor)) {
            into_registers_.resize(layer.tensors.size(), 0);
        }
    }
    if (program.chains.passed_networks(memory) > 0) {
        transit_ = std::make_unique<Transit>(program, walk_, layer, hardware, memory);
    }
    if (memory == program.innermost()) {
        pe_work_.emplace(program, walk_, hardware.pe.lanes, hardware.pe.decoupled);
    }
    if (hardware.memories[MemoryIndex{0}].dram && program.chains.takes_from_outermost(memory)) {
        tile_runs_ = std::make_unique<TileRuns>(program, walk_, layer, hardware, memory);
    }
}

void Phase::record(MachineState& state) const {
    state.figure({down_bytes, all_down_bytes, unit_bytes, moved_loop});
    for (const bool flag : {first_in_outer, last_in_outer, reloads, drains}) {
        state.flag(flag);
    }
    for (const Crossing& crossing : crossings) {
        state.flag(crossing.passes);
        state.figure({crossing.most_bytes, crossing.all_bytes});
    }
    state.identity(fill_pass);
    stay.record(state);
    work.record(state);
}

void PhaseSource::record(MachineState& state) {
    state.flag(over_);
    phase_.record(state);
    if (pe_work_) {
        pe_work_->record(state);
    }
}

void PhaseSource::skip(std::size_t loop, std::int64_t iterations) {
    walk_.skip(loop, iterations);
    const auto& [dimension, node, tile, most_trips] = program_.loops[loop];
    const std::size_t step = program_.depth(dimension, node);
    const std::int64_t distance = iterations * tile;
    for (InputTiles& input : inputs_) {
        input.skip(dimension, step, distance);
    }
    phase_.work.sum *= MacSum::shift(dimension, distance);
    if (!program_.chains.complete()) {
        loops_.indices[loop] += iterations;
    }
    if (transit_) {
        transit_->skip(dimension, step, distance);
    }
}

bool PhaseSource::next() {
    if (over_) {
        return false;
    }
    describe();
    look_ahead();
    return true;
}

void PhaseSource::describe() {
    phase_.number = walk_.phase();
    phase_.outer = outer_;
    phase_.drains_before = drains_ - (started_ && phase_.drains ? 1 : 0);
    phase_.first_in_outer = !started_ || phase_.last_in_outer;
    started_ = true;
    phase_.all_down_bytes = 0;
    if (by_parent_.size() > 1) {
        std::fill(by_parent_.begin(), by_parent_.end(), 0);
    }
    fill_inputs();
    const bool came = output_.update(walk_);
    reload_output(came);
    phase_.down_bytes = by_parent_.size() == 1
                            ? phase_.all_down_bytes
                            : *std::max_element(by_parent_.begin(), by_parent_.end());
    if (!program_.chains.complete()) {
        divert(came);
    }
    pass_networks(came);
    if (hardware_.memories[memory_].banks) {
        phase_.unit_bytes = most_unit_bytes();
    }
    if (tile_runs_) {
        tile_runs_->update(walk_, transit_ ? transit_->sources().back().elements : parent_side_,
                           phase_.stay);
    }
    if (pe_work_) {
        count_work();
    }
}

void PhaseSource::count_work() {
    pe_work_->update(walk_);
    phase_.work = pe_work_->work();
    phase_.work.output_reads = phase_.work.macs - output_.begun();
    phase_.work.most_output_reads = phase_.work.most_macs - output_.begun_by_first();
}

void PhaseSource::fill_inputs() {
    for (InputTiles& input : inputs_) {
        const std::size_t tensor = input.tensor().value;
        const std::int64_t bytes = bytes_[input.tensor()];
        const bool arrives = input.update(walk_);
        const std::int64_t sent = arrives ? input.sent() : 0;
        parent_side_[tensor].reads = sent;
        unit_side_[tensor].writes = arrives ? input.taken() : 0;
        forwarded_[tensor] = arrives ? input.forwarded() : 0;
        saved_reads_[tensor] = arrives ? input.saved() : 0;
        phase_.all_down_bytes += sent * bytes;
        if (arrives && by_parent_.size() > 1) {
            for (std::size_t parent = 0; parent < by_parent_.size(); ++parent) {
                by_parent_[parent] += input.sent_by_parent()[parent] * bytes;
            }
        }
    }
}

void PhaseSource::reload_output(bool came) {
    const std::int64_t reloaded = came ? output_.stay().reloaded : 0;
    phase_.reloads = reloaded > 0;
    parent_side_[layer_.output.value].reads = reloaded;
    unit_side_[layer_.output.value].writes = reloaded;
    phase_.all_down_bytes += reloaded * output_bytes_;
    if (phase_.reloads && by_parent_.size() > 1) {
        output_.add_reloaded(output_bytes_, by_parent_);
    }
}

/// Where tensors bypass memories: what comes from further out, and what does not go into the units.
void PhaseSource::divert(bool came) {
    loops_.indices = walk_.indices();
    loops_.trips = walk_.trips();
    if (transit_) {
        transit_->update(walk_, inputs_, output_, came, parent_side_);
        phase_.crossings.clear();
        for (const PassedNetwork& network : transit_->networks()) {
            phase_.crossings.push_back(network.crossing());
        }
    }
    for (std::size_t tensor = 0; tensor < into_registers_.size(); ++tensor) {
        if (program_.chains.in_registers(memory_, {tensor})) {
            into_registers_[tensor] = std::exchange(unit_side_[tensor].writes, 0);
        }
    }
}

/// Only where something is sent; a stay's tiles leave together, however many phases it has.
void PhaseSource::pass_networks(bool came) {
    phase_.fill_pass = nullptr;
    if (fill_network_ != nullptr && phase_.all_down_bytes > 0) {
        key_.clear();
        PhaseMessages::add_fill(inputs_, output_, phase_.reloads, key_);
        phase_.fill_pass = &fill_network_->find(key_, [this] { return fill_messages(); });
    }
    const noc::Pass* drain_pass = came ? nullptr : phase_.stay.drain_pass;
    phase_.stay = output_.stay();
    if (drain_network_ != nullptr && came && phase_.stay.arrived > 0) {
        key_.clear();
        PhaseMessages::add_drain(output_, key_);
        drain_pass = &drain_network_->find(key_, [this] { return drain_messages(); });
    }
    phase_.stay.drain_pass = drain_pass;
}

const PhaseMessages& PhaseSource::messages() const {
    if (!messages_) {
        messages_.emplace(program_, layer_, hardware_, memory_);
    }
    return *messages_;
}

std::vector<noc::ParentMessages> PhaseSource::fill_messages() const {
    return messages().fill(inputs_, output_, phase_.reloads, walk_);
}

std::vector<noc::ParentMessages> PhaseSource::drain_messages() const {
    return messages().drain(output_, walk_);
}

noc::TransferKey PhaseSource::fill_key() const {
    noc::TransferKey key;
    PhaseMessages::add_fill(inputs_, output_, phase_.reloads, key);
    return key;
}

noc::TransferKey PhaseSource::drain_key() const {
    noc::TransferKey key;
    PhaseMessages::add_drain(output_, key);
    return key;
}

/// Of each tensor, what the busiest unit takes.
std::int64_t PhaseSource::most_unit_bytes() const {
    const bool reloads = phase_.reloads && program_.chains.stores(memory_, layer_.output);
    std::int64_t bytes = reloads ? phase_.stay.most_drained * output_bytes_ : 0;
    for (const InputTiles& input : inputs_) {
        if (input.arrives() && program_.chains.stores(memory_, input.tensor())) {
            bytes += input.most_new() * bytes_[input.tensor()];
        }
    }
    return bytes;
}

/// Steps to the following phase, to see what this one ends.
void PhaseSource::look_ahead() {
    over_ = !walk_.advance();
    phase_.drains = output_.taken() && (over_ || output_.leaves(walk_));
    drains_ += phase_.drains ? 1 : 0;
    phase_.moved_loop = over_ ? -1 : static_cast<std::int64_t>(walk_.moved_loop());
    phase_.last_in_outer =
        over_ || walk_.moved_loop() < program_.loops_outside[{memory_.value - 1}];
    outer_ += phase_.last_in_outer ? 1 : 0;
}

std::int64_t PhaseSource::demand_of(std::int64_t bytes, std::int64_t tile,
                                    std::int64_t new_elements) const {
    const std::int64_t in_flight =
        checked_product(hardware_.memories[memory_].slots - 1, new_elements);
    return checked_product(bytes, checked_sum(tile, in_flight));
}

std::int64_t PhaseSource::demand_of(const InputTiles& input) const {
    return program_.chains.stores(memory_, input.tensor())
               ? demand_of(bytes_[input.tensor()], input.largest_tile(), input.largest_new())
               : 0;
}

std::int64_t PhaseSource::demand_of_output() const {
    return program_.chains.stores(memory_, layer_.output)
               ? demand_of(output_bytes_, output_.largest_tile(), output_.largest_new())
               : 0;
}

std::vector<std::int64_t> PhaseSource::demand() const {
    std::vector<std::int64_t> bytes(layer_.tensors.size());
    for (const InputTiles& input : inputs_) {
        bytes[input.tensor().value] = demand_of(input);
    }
    bytes[layer_.output.value] = demand_of_output();
    return bytes;
}

std::int64_t PhaseSource::demand_bytes() const {
    std::int64_t bytes = demand_of_output();
    for (const InputTiles& input : inputs_) {
        bytes = checked_sum(bytes, demand_of(input));
    }
    return bytes;
}

} // namespace counterpoint::sim
