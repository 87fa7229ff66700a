#include "sim/conservation.hpp"

#include <numeric>
#include <string>

#include "sim/defect.hpp"

namespace counterpoint::sim {

namespace {

void require(bool holds, const std::string& otherwise) {
    if (!holds) {
        throw Defect(otherwise);
    }
}

void check_slots(const Boundary& boundary, const std::string& memory) {
    require(boundary.credits == boundary.slots, "slots of " + memory + " are still occupied");
    require(boundary.phases.empty(), "phases of " + memory + " are still in flight");
    require(boundary.arrivals.sent() == boundary.drains_issued,
            "drains of " + memory + " are still to be sent");
}

void check_stack(const Simulation& result) {
    std::int64_t cycles =
        result.stack.start + result.stack.compute + result.stack.operands + result.stack.tail;
    for (const hw::MemoryStalls& stalls : result.stack.waiting) {
        cycles += stalls.fill_transfer + stalls.fill_latency + stalls.drain;
    }
    require(cycles == result.cycles, "the cycle stack does not add up to the cycles");
}

/// What a memory's units, or its PEs' registers, took in and gave away, in elements.
std::int64_t taken_in(const Link& link, TensorIndex tensor) {
    const std::vector<std::int64_t>& registers = link.fill->into_registers();
    return link.fill->units.total()[tensor.value].writes +
           (registers.empty() ? 0 : registers[tensor.value]);
}

std::int64_t drained(const Link& link, TensorIndex output) {
    return link.drain->units.total()[output.value].reads + link.drain->from_registers();
}

/// The fills of a memory lose and repeat nothing from the memories that are read to its units: a
/// network never carries more than the next one on the way.
void check_fill(MemoryIndex b, const Link& link, const workloads::Layer& layer,
                const hw::Hardware& hardware) {
    const std::string at = " at " + hardware.memories[b].name;
    const std::vector<std::vector<std::int64_t>>& passed = link.fill->route.elements();
    for (TensorIndex tensor{0}; layer.tensors.contains(tensor); ++tensor.value) {
        const auto grows = [&](std::int64_t from, std::int64_t to, bool copies) {
            require(copies && tensor != layer.output ? from <= to : from == to,
                    "fills lose or repeat elements of " + layer.tensors[tensor].name + at + ": " +
                        std::to_string(from) + " become " + std::to_string(to));
        };
        std::int64_t sent = link.fill->reads_of(tensor);
        bool on_the_way = false;
        for (std::size_t i = passed.size(); i-- > 0;) {
            if (passed[i][tensor.value] == 0 && !on_the_way) {
                continue; // it comes from further in
            }
            // The first network carries what is read.
            grows(sent, passed[i][tensor.value], on_the_way);
            sent = passed[i][tensor.value];
            on_the_way = true;
        }
        grows(sent, link.fill->carried(tensor), on_the_way);
        const std::int64_t forwarded = link.fill->forwarded()[tensor.value];
        grows(link.fill->carried(tensor), taken_in(link, tensor) - forwarded,
              hardware.memories[b].fill.multicast);
    }
}

/// The same of drains, which add up on the way.
void check_drain(MemoryIndex b, const Link& link, TensorIndex output,
                 const hw::Hardware& hardware) {
    const std::string at = " at " + hardware.memories[b].name;
    std::int64_t left = drained(link, output);
    for (std::size_t i = 0; i < link.drain->arrived().size(); ++i) {
        const std::int64_t arrived = link.drain->arrived()[i];
        require(hardware.memories[{b.value - i}].drain.reduction ? arrived <= left
                                                                 : arrived == left,
                "a drain loses or repeats elements" + at);
        left = arrived;
    }
    require(link.drain->parents.total()[output.value].writes == left,
            "what is drained does not arrive" + at);
}

/// A network carries what all fills, or drains, put on it that cross it.
void check_networks(MemoryIndex x, const Accelerator& accelerator, const workloads::Layer& layer,
                    const hw::Hardware& hardware) {
    std::int64_t filled = 0;
    std::int64_t drained = 0;
    const std::int64_t output_bytes = hardware.bytes_of(layer.tensors[layer.output].name);
    for (MemoryIndex b = x; hardware.memories.contains(b); ++b.value) {
        const Link& link = accelerator.link(b);
        const std::size_t passed = b.value - x.value;
        if (passed > link.fill->route.elements().size()) {
            continue;
        }
        for (TensorIndex tensor{0}; layer.tensors.contains(tensor); ++tensor.value) {
            const std::int64_t elements =
                passed == 0 ? link.fill->carried(tensor)
                            : link.fill->route.elements()[passed - 1][tensor.value];
            filled += elements * hardware.bytes_of(layer.tensors[tensor].name);
        }
        const std::vector<std::int64_t>& arrived = link.drain->arrived();
        drained += passed < arrived.size() ? arrived[passed] * output_bytes : 0;
    }
    const std::string& name = hardware.memories[x].name;
    require(filled == accelerator.link(x).networks.fill->bytes(),
            "the fill network of " + name + " does not carry what is sent over it");
    require(drained == accelerator.link(x).networks.drain->bytes(),
            "the drain network of " + name + " does not carry what is sent over it");
}

/// Partial sums that began in a memory's units or came there, less those that left: none is held
/// at the end.
void check_partial_sums(const Accelerator& accelerator, const Chains& chains, MemoryIndex b,
                        TensorIndex output) {
    const Link& link = accelerator.link(b);
    std::int64_t held = taken_in(link, output);
    if (link.boundary->drained_from != nullptr) {
        const Link& inner = accelerator.link(link.boundary->drained_from->memory);
        const hw::Access arrivals = inner.drain->parents.total()[output.value];
        held += arrivals.writes - arrivals.reads - inner.fill->reads_of(output);
    } else if (chains.home(output) == b) {
        held += accelerator.pes().sums_begun();
    }
    held -= drained(link, output);
    require(held == 0, "memory " + std::to_string(b.value) + " is left with " +
                           std::to_string(held) + " partial sums");
}

/// The MACs began as many sums as they did not read.
void check_operands(const Accelerator& accelerator, std::size_t output) {
    for (const auto& operands : accelerator.pes().operands()) {
        const hw::Access macs = operands->port.total()[output];
        require(!operands->used[output] ||
                    macs.writes - macs.reads == accelerator.pes().sums_begun(),
                "the MACs read other partial sums than were begun");
    }
}

void check_results(const Accelerator& accelerator, const Chains& chains,
                   const workloads::Layer& layer) {
    std::int64_t elements = 1;
    for (const workloads::Axis& axis : layer.tensors[layer.output].axes) {
        elements *= layer.dimensions[axis.front().dimension].size;
    }
    const Link& link = accelerator.link(*chains.next(MemoryIndex{0}, layer.output));
    const std::int64_t results =
        link.drain->parents.total()[layer.output.value].writes - link.fill->reads_of(layer.output);
    require(results == elements, "memory 0 got " + std::to_string(results) + " results, not " +
                                     std::to_string(elements));
}

/// The DRAM read and wrote the bytes of what was counted, and served every burst of theirs.
void check_dram(const Simulation& result, const workloads::Layer& layer,
                const hw::Hardware& hardware) {
    std::int64_t moved = 0;
    RowOutcomes rows;
    for (TensorIndex tensor{0}; layer.tensors.contains(tensor); ++tensor.value) {
        const hw::Access& counted = result.counts[MemoryIndex{0}][tensor.value];
        const std::int64_t bytes = hardware.bytes_of(layer.tensors[tensor].name);
        const TensorTraffic& read = result.dram->read[tensor.value];
        const TensorTraffic& written = result.dram->written[tensor.value];
        require(read.needed == counted.reads * bytes && written.needed == counted.writes * bytes,
                "the DRAM does not move what is counted of " + layer.tensors[tensor].name);
        moved += read.moved + written.moved;
        rows.add(read.rows);
        rows.add(written.rows);
    }
    const DramStatistics& all = result.dram->statistics;
    require(rows.hits == all.row_hits && rows.misses == all.row_misses &&
                rows.conflicts == all.row_conflicts,
            "the row hits of the tensors do not add up to those of the DRAM");
    require(moved == result.dram->statistics.bursts() * result.dram->burst_bytes,
            "the DRAM has not served the bursts that were asked for");
}

} // namespace

void check_macs(std::int64_t macs, const std::vector<std::int64_t>& by_pe, MacSum sum,
                const workloads::Layer& layer) {
    std::int64_t expected = 1;
    for (const workloads::Dimension& dimension : layer.dimensions) {
        expected *= dimension.size;
    }
    require(macs == expected, "the PEs did " + std::to_string(macs) + " MACs, the layer has " +
                                  std::to_string(expected));
    require(std::accumulate(by_pe.begin(), by_pe.end(), std::int64_t{0}) == expected,
            "the MACs of the PEs do not add up");
    require(sum == sum_of_layer(layer),
            "the PEs did as many MACs as the layer has, but not each of them once");
}

void check_conservation(const Simulation& result, const Accelerator& accelerator,
                        const Chains& chains, const workloads::Layer& layer,
                        const hw::Hardware& hardware) {
    check_macs(result.macs, result.pe_macs, accelerator.pes().sum(), layer);
    check_stack(result);
    check_results(accelerator, chains, layer);
    if (result.dram) {
        check_dram(result, layer, hardware);
    }
    for (MemoryIndex b{1}; result.counts.contains(b); ++b.value) {
        const hw::Memory& memory = hardware.memories[b];
        check_slots(*accelerator.link(b).boundary, memory.name);
        check_fill(b, accelerator.link(b), layer, hardware);
        check_drain(b, accelerator.link(b), layer.output, hardware);
        check_networks(b, accelerator, layer, hardware);
        check_partial_sums(accelerator, chains, b, layer.output);
    }
    check_operands(accelerator, layer.output.value);
}

} // namespace counterpoint::sim
