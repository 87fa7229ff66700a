#include "validation/quantity.hpp"

#include <utility>

namespace counterpoint::validation {

namespace {

using hw::MemoryIndex;
using workloads::TensorIndex;

/// Walks the numbers of both models at once, in one order.
class SideBySide {
  public:
    SideBySide(const workloads::Layer& layer, const hw::Hardware& hardware,
               const hw::LayerNumbers& analytical, const hw::LayerNumbers& simulated,
               const results::MemoryTraffic& traffic)
        : layer_(layer), hardware_(hardware), analytical_(analytical), simulated_(simulated),
          traffic_(traffic) {}

    std::vector<Quantity> all() {
        add("cycles", Kind::time, analytical_.cycles, simulated_.cycles);
        add("compute_cycles", Kind::time, analytical_.compute_cycles, simulated_.compute_cycles);
        add("macs", Kind::work, analytical_.macs, simulated_.macs);
        add("pes", Kind::work, analytical_.pes, simulated_.pes);
        add_stack();
        add_by_memory("phases", analytical_.phases, simulated_.phases);
        add_by_memory("units", analytical_.units, simulated_.units);
        add_capacity();
        add_counts();
        add_bandwidth();
        if (hardware_.energy) { // else nobody asks for it
            add_by_memory("energy.additions", analytical_.additions, simulated_.additions);
        }
        return std::move(quantities_);
    }

  private:
    void add(const std::string& name, Kind kind, std::int64_t analytical, std::int64_t simulated) {
        quantities_.push_back({name, kind, analytical, simulated});
    }

    /// A number that is less by what the units of a memory forwarded: as it is, and with that.
    void add_saved(const std::string& name, Kind kind, std::int64_t analytical,
                   std::int64_t simulated, std::int64_t saved) {
        add(name, kind, analytical, simulated);
        quantities_.back().saved_by_forwarding = true;
        add(name + "_without_forwarding", kind, analytical, simulated + saved);
    }

    [[nodiscard]] bool forwards_into(MemoryIndex memory) const {
        return hardware_.memories.contains(memory) && hardware_.memories[memory].fill.forwarding;
    }

    /// Reads of the next outer memory that forwarding between the units of a memory saved.
    [[nodiscard]] std::int64_t saved_reads(MemoryIndex memory, TensorIndex tensor) const {
        const bool known = traffic_.networks.contains(memory) && traffic_.networks[memory].fill &&
                           !traffic_.networks[memory].fill->forwarded.empty();
        return known ? traffic_.networks[memory].fill->forwarded.at(tensor.value).saved_reads : 0;
    }

    [[nodiscard]] const std::string& name_of(MemoryIndex memory) const {
        return hardware_.memories[memory].name;
    }

    void add_stack() {
        const hw::CycleStack& a = analytical_.stack;
        const hw::CycleStack& s = simulated_.stack;
        add("cycle_stack.start", Kind::stack, a.start, s.start);
        add("cycle_stack.compute", Kind::stack, a.compute, s.compute);
        add("cycle_stack.operands", Kind::stack, a.operands, s.operands);
        for (MemoryIndex b{1}; hardware_.memories.contains(b); ++b.value) {
            const std::string at = "cycle_stack.waiting." + name_of(b);
            const hw::MemoryStalls& of_a = a.waiting[b];
            const hw::MemoryStalls& of_s = s.waiting[b];
            add(at + ".fill_transfer", Kind::stack, of_a.fill_transfer, of_s.fill_transfer);
            add(at + ".fill_latency", Kind::stack, of_a.fill_latency, of_s.fill_latency);
            add(at + ".drain", Kind::stack, of_a.drain, of_s.drain);
        }
        add("cycle_stack.tail", Kind::stack, a.tail, s.tail);
    }

    void add_by_memory(const std::string& name, const Table<MemoryIndex, std::int64_t>& analytical,
                       const Table<MemoryIndex, std::int64_t>& simulated) {
        for (MemoryIndex b{1}; hardware_.memories.contains(b); ++b.value) {
            add(name + '.' + name_of(b), Kind::work, analytical[b], simulated[b]);
        }
    }

    void add_capacity() {
        for (MemoryIndex b{1}; hardware_.memories.contains(b); ++b.value) {
            add("capacity_bytes." + name_of(b), Kind::capacity, analytical_.capacity[b].bytes,
                simulated_.capacity[b].bytes);
        }
        for (MemoryIndex b{0}; hardware_.memories.contains(b); ++b.value) {
            for (TensorIndex t{0}; layer_.tensors.contains(t); ++t.value) {
                add("capacity_bytes_of." + name_of(b) + '.' + layer_.tensors[t].name,
                    Kind::capacity, analytical_.capacity[b].by_tensor.at(t.value),
                    simulated_.capacity[b].by_tensor.at(t.value));
            }
        }
    }

    void add_counts() {
        for (MemoryIndex b{0}; hardware_.memories.contains(b); ++b.value) {
            for (TensorIndex t{0}; layer_.tensors.contains(t); ++t.value) {
                const std::string at = "counts." + name_of(b) + '.' + layer_.tensors[t].name;
                const hw::Access& a = analytical_.counts[b].at(t.value);
                const hw::Access& s = simulated_.counts[b].at(t.value);
                if (forwards_into({b.value + 1})) {
                    add_saved(at + ".reads", Kind::accesses, a.reads, s.reads,
                              saved_reads({b.value + 1}, t));
                } else {
                    add(at + ".reads", Kind::accesses, a.reads, s.reads);
                }
                add(at + ".writes", Kind::accesses, a.writes, s.writes);
            }
        }
    }

    void add_bandwidth() {
        for (MemoryIndex b{1}; hardware_.memories.contains(b); ++b.value) {
            const std::string at = "bandwidth." + name_of(b);
            if (forwards_into(b)) {
                add_saved(at + ".fill.bytes", Kind::traffic, analytical_.fill_bytes[b],
                          simulated_.fill_bytes[b], saved_bytes(b));
            } else {
                add(at + ".fill.bytes", Kind::traffic, analytical_.fill_bytes[b],
                    simulated_.fill_bytes[b]);
            }
            add(at + ".drain.bytes", Kind::traffic, analytical_.drain_bytes[b],
                simulated_.drain_bytes[b]);
        }
    }

    [[nodiscard]] std::int64_t saved_bytes(MemoryIndex memory) const {
        std::int64_t bytes = 0;
        for (TensorIndex t{0}; layer_.tensors.contains(t); ++t.value) {
            bytes += saved_reads(memory, t) * hardware_.bytes_of(layer_.tensors[t].name);
        }
        return bytes;
    }

    const workloads::Layer& layer_;
    const hw::Hardware& hardware_;
    const hw::LayerNumbers& analytical_;
    const hw::LayerNumbers& simulated_;
    const results::MemoryTraffic& traffic_;
    std::vector<Quantity> quantities_;
};

} // namespace

std::string to_string(Kind kind) {
    switch (kind) {
    case Kind::time:
        return "time";
    case Kind::work:
        return "work";
    case Kind::capacity:
        return "capacity";
    case Kind::accesses:
        return "accesses";
    case Kind::traffic:
        return "traffic";
    case Kind::stack:
        return "stack";
    }
    return {};
}

std::optional<double> deviation_of(std::int64_t value, std::int64_t reference) {
    if (reference == 0) {
        return value == 0 ? std::optional<double>(0) : std::nullopt;
    }
    // The quotient of the difference is the nearest double to the decimal a suite may name.
    return (static_cast<double>(value) - static_cast<double>(reference)) /
           static_cast<double>(reference);
}

std::optional<double> Quantity::deviation() const { return deviation_of(simulated, analytical); }

std::vector<Quantity> side_by_side(const workloads::Layer& layer, const hw::Hardware& hardware,
                                   const hw::LayerNumbers& analytical,
                                   const hw::LayerNumbers& simulated,
                                   const results::MemoryTraffic& traffic) {
    return SideBySide(layer, hardware, analytical, simulated, traffic).all();
}

hw::LayerNumbers no_numbers(const workloads::Layer& layer, const hw::Hardware& hardware) {
    const std::size_t memories = hardware.memories.size();
    const std::size_t tensors = layer.tensors.size();
    hw::LayerNumbers nothing;
    nothing.phases = Table<MemoryIndex, std::int64_t>(memories);
    nothing.units = nothing.phases;
    nothing.fill_bytes = nothing.phases;
    nothing.drain_bytes = nothing.phases;
    nothing.additions = nothing.phases;
    nothing.capacity =
        Table<MemoryIndex, hw::CapacityDemand>(memories, {0, std::vector<std::int64_t>(tensors)});
    nothing.counts = hw::Counts(memories, std::vector<hw::Access>(tensors));
    nothing.stack.waiting = Table<MemoryIndex, hw::MemoryStalls>(memories);
    return nothing;
}

std::vector<std::string> number_names(const workloads::Layer& layer, const hw::Hardware& hardware) {
    const hw::LayerNumbers nothing = no_numbers(layer, hardware);
    std::vector<std::string> names;
    for (Quantity& quantity : side_by_side(layer, hardware, nothing, nothing, {})) {
        names.push_back(std::move(quantity.name));
    }
    return names;
}

} // namespace counterpoint::validation
