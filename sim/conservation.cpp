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

/// Bytes of what was read or written through a port.
std::int64_t bytes_of(const std::vector<hw::Access>& accesses, std::int64_t hw::Access::*way,
                      const workloads::Layer& layer, const hw::Hardware& hardware) {
    std::int64_t bytes = 0;
    for (TensorIndex tensor{0}; layer.tensors.contains(tensor); ++tensor.value) {
        bytes += accesses[tensor.value].*way * hardware.bytes_of(layer.tensors[tensor].name);
    }
    return bytes;
}

/// What leaves one side of a link is what its networks carry, and reaches the other side.
void check_link(const Link& link, const hw::Memory& memory, const workloads::Layer& layer,
                const hw::Hardware& hardware) {
    const std::string at = " at " + memory.name;
    require(bytes_of(link.fill->parents.total(), &hw::Access::reads, layer, hardware) ==
                link.networks.fill->bytes(),
            "the fill network does not carry what its parents read" + at);
    require(bytes_of(link.drain->parents.total(), &hw::Access::writes, layer, hardware) ==
                link.networks.drain->bytes(),
            "the drain network does not carry what its parents write" + at);
    for (TensorIndex tensor{0}; layer.tensors.contains(tensor); ++tensor.value) {
        const std::int64_t sent = link.fill->parents.total()[tensor.value].reads;
        const std::int64_t taken = link.fill->units.total()[tensor.value].writes;
        const std::int64_t forwarded = link.fill->forwarded()[tensor.value];
        const bool copied = memory.fill.multicast && tensor != layer.output;
        require(copied ? taken - forwarded >= sent : taken - forwarded == sent,
                "a fill loses or repeats elements" + at);
    }
    const std::int64_t left = link.drain->units.total()[layer.output.value].reads;
    const std::int64_t arrived = link.drain->parents.total()[layer.output.value].writes;
    require(memory.drain.reduction ? arrived <= left : arrived == left,
            "a drain loses or repeats elements" + at);
}

/// Partial sums that began in a memory's units or came there, less those that left: none is held
/// at the end.
void check_partial_sums(const Accelerator& accelerator, MemoryIndex b, std::size_t output) {
    const Link& link = accelerator.link(b);
    std::int64_t held = link.fill->units.total()[output].writes;
    if (link.boundary->inner == nullptr) {
        const hw::Access macs = accelerator.pes().memory.total()[output];
        held += macs.writes - macs.reads;
    } else {
        const Link& inner = accelerator.link({b.value + 1});
        const hw::Access arrivals = inner.drain->parents.total()[output];
        held += arrivals.writes - arrivals.reads - inner.fill->parents.total()[output].reads;
    }
    held -= link.drain->units.total()[output].reads;
    require(held == 0, "memory " + std::to_string(b.value) + " is left with " +
                           std::to_string(held) + " partial sums");
}

void check_results(const Accelerator& accelerator, const workloads::Layer& layer) {
    std::int64_t elements = 1;
    for (const workloads::Axis& axis : layer.tensors[layer.output].axes) {
        elements *= layer.dimensions[axis.front().dimension].size;
    }
    const Link& link = accelerator.link(MemoryIndex{1});
    const std::int64_t results = link.drain->parents.total()[layer.output.value].writes -
                                 link.fill->parents.total()[layer.output.value].reads;
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
                        const workloads::Layer& layer, const hw::Hardware& hardware) {
    check_macs(result.macs, result.pe_macs, accelerator.pes().sum(), layer);
    check_stack(result);
    check_results(accelerator, layer);
    if (result.dram) {
        check_dram(result, layer, hardware);
    }
    for (MemoryIndex b{1}; result.counts.contains(b); ++b.value) {
        const hw::Memory& memory = hardware.memories[b];
        check_slots(*accelerator.link(b).boundary, memory.name);
        check_link(accelerator.link(b), memory, layer, hardware);
        check_partial_sums(accelerator, b, layer.output.value);
    }
}

} // namespace counterpoint::sim
