#include "validation/simulations.hpp"

#include <utility>
#include <variant>

#include "validation/input_text.hpp"
#include "validation/memory_traffic.hpp"

namespace counterpoint::validation {

namespace {

/// The numbers of a network in one direction, or none where it is the ideal channel.
bool has_shape_of(const std::optional<results::NetworkNumbers>& network, bool is_there,
                  bool forwards, const sim::Job& job) {
    const std::size_t forwarded = network ? network->forwarded.size() : 0;
    return network.has_value() == is_there &&
           forwarded == (forwards ? job.layer.tensors.size() : 0);
}

bool networks_have_shape_of(const results::MemoryTraffic& traffic, const sim::Job& job) {
    bool fits = true;
    for (hw::MemoryIndex b{0}; job.hardware->memories.contains(b); ++b.value) {
        const hw::Memory& memory = job.hardware->memories[b];
        const results::MemoryNetworks networks =
            traffic.networks.contains(b) ? traffic.networks[b] : results::MemoryNetworks{};
        const bool forwards = memory.fill.forwarding;
        fits = fits &&
               has_shape_of(networks.fill, memory.fill.network || forwards, forwards, job) &&
               has_shape_of(networks.drain, memory.drain.network.has_value(), false, job);
    }
    return fits && traffic.networks.size() <= job.hardware->memories.size();
}

bool has_shape_of(const results::MemoryTraffic& traffic, const sim::Job& job) {
    const hw::Hardware& hardware = *job.hardware;
    bool fits = traffic.dram.has_value() == hardware.memories[hw::MemoryIndex{0}].dram.has_value();
    if (traffic.dram) {
        fits = fits && traffic.dram->tensors.size() == job.layer.tensors.size();
    }
    for (hw::MemoryIndex b{0}; hardware.memories.contains(b); ++b.value) {
        const bool has_banks = traffic.banks.contains(b) && traffic.banks[b].has_value();
        fits = fits && has_banks == hardware.memories[b].banks.has_value();
    }
    return fits && traffic.banks.size() <= hardware.memories.size() &&
           networks_have_shape_of(traffic, job);
}

/// A journal is a file, so anybody may have changed it.
bool has_shape_of(const SimulatedLayer& layer, const sim::Job& job) {
    const std::size_t memories = job.hardware->memories.size();
    const std::size_t tensors = job.layer.tensors.size();
    const hw::LayerNumbers& numbers = layer.numbers;
    bool fits = numbers.phases.size() == memories && numbers.units.size() == memories &&
                numbers.capacity.size() == memories && numbers.counts.size() == memories &&
                numbers.stack.waiting.size() == memories && numbers.fill_bytes.size() == memories &&
                numbers.drain_bytes.size() == memories && numbers.additions.size() == memories;
    for (const hw::CapacityDemand& demand : numbers.capacity) {
        fits = fits && demand.by_tensor.size() == tensors;
    }
    for (const std::vector<hw::Access>& accesses : numbers.counts) {
        fits = fits && accesses.size() == tensors;
    }
    return fits && has_shape_of(layer.memories, job);
}

} // namespace

std::string Simulations::ask(const PlannedLayer& layer, const hw::Hardware& hardware) {
    std::string key =
        fingerprint(options_.program + '\n' + input_text(layer.layer, hardware, layer.mapping));
    asked_.try_emplace(key, sim::Job{layer.layer, layer.mapping, &hardware});
    return key;
}

void Simulations::take_from_journal() {
    for (const auto& [key, job] : asked_) {
        const SimulatedLayer* known =
            options_.journal != nullptr ? options_.journal->find(key) : nullptr;
        if (known != nullptr && has_shape_of(*known, job)) {
            results_.emplace(key, *known);
        } else {
            jobs_.push_back(job);
            keys_.push_back(key);
        }
    }
}

void Simulations::keep(std::size_t job, const sim::Outcome& outcome) {
    if (const auto* simulation = std::get_if<sim::Simulation>(&outcome)) {
        SimulatedLayer layer{static_cast<const hw::LayerNumbers&>(*simulation), simulation->pe_macs,
                             memory_traffic_of(*simulation, jobs_[job].layer)};
        if (options_.journal != nullptr) {
            options_.journal->append(keys_[job], layer);
        }
        if (!options_.pe_macs) {
            layer.pe_macs.clear(); // 16,384 of them in each of thousands of layers
        }
        results_.emplace(keys_[job], std::move(layer));
    }
}

void Simulations::check(const std::vector<sim::Outcome>& outcomes) {
    std::vector<std::string> defects;
    std::vector<Problem> problems;
    for (const sim::Outcome& outcome : outcomes) {
        if (const auto* failure = std::get_if<sim::Failure>(&outcome)) {
            defects.push_back(failure->message);
        } else if (const auto* broken = std::get_if<std::vector<Problem>>(&outcome)) {
            problems.insert(problems.end(), broken->begin(), broken->end());
        }
    }
    if (!defects.empty()) {
        throw SimulationsFailed(std::move(defects));
    }
    if (!problems.empty()) {
        throw InputError(std::move(problems));
    }
}

void Simulations::run() {
    take_from_journal();
    if (options_.begin) {
        options_.begin(asked_.size(), results_.size());
    }
    if (jobs_.empty()) {
        return;
    }
    sim::Parallel parallel = options_.parallel;
    parallel.finished = [this](std::size_t job, const sim::Outcome& outcome) {
        keep(job, outcome);
    };
    check(models_.simulate(jobs_, parallel));
}

} // namespace counterpoint::validation
