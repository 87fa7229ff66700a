#include "results/figures.hpp"

#include "results/checked_sum.hpp"

namespace counterpoint::results {

namespace {

using hw::Hardware;
using hw::MemoryIndex;

std::int64_t traffic(const LayerResult& result, const Hardware& hardware, MemoryIndex memory) {
    const auto& tensors = result.layer.tensors;
    const std::string what = "the traffic of " + hardware.memories[memory].name +
                             " in bytes for layer " + result.layer.name;
    std::int64_t bytes = 0;
    for (std::size_t t = 0; t < tensors.size(); ++t) {
        const hw::Access& access = result.numbers.counts[memory][t];
        const std::int64_t width = hardware.bytes_of(tensors[workloads::TensorIndex{t}].name);
        add_product(bytes, access.reads, width, what);
        add_product(bytes, access.writes, width, what);
    }
    return bytes;
}

/// Inputs: reads here per element written here. Output: writes here per element written to the next
/// outer memory.
std::vector<std::optional<double>> reuse_at(const LayerResult& result, MemoryIndex memory) {
    const hw::Counts& counts = result.numbers.counts;
    const std::vector<hw::Access>& here = counts[memory];
    const std::vector<hw::Access>& outside = counts[MemoryIndex{memory.value - 1}];
    std::vector<std::optional<double>> reuse;
    for (std::size_t t = 0; t < here.size(); ++t) {
        const bool is_output = result.layer.output == workloads::TensorIndex{t};
        const std::int64_t uses = is_output ? here[t].writes : here[t].reads;
        const std::int64_t moved = is_output ? outside[t].writes : here[t].writes;
        reuse.push_back(ratio(static_cast<double>(uses), static_cast<double>(moved)));
    }
    return reuse;
}

bool fits(const hw::LayerNumbers& numbers, const Hardware& hardware, MemoryIndex memory) {
    const auto& bound = hardware.memories[memory].capacity_bytes;
    return !bound || numbers.capacity[memory].bytes <= *bound;
}

} // namespace

std::optional<double> ratio(double numerator, double denominator) {
    return denominator == 0 ? std::nullopt : std::optional<double>(numerator / denominator);
}

double microseconds(std::int64_t cycles, const Hardware& hardware) {
    return static_cast<double>(cycles) / (hardware.clock_ghz * 1e3);
}

Figures figures_of(const LayerResult& result, const Hardware& hardware) {
    const hw::LayerNumbers& numbers = result.numbers;
    const auto macs = static_cast<double>(numbers.macs);
    Figures figures;
    figures.pes_available = hardware.pe.count.value_or(numbers.pes);
    figures.lane_cycles = static_cast<double>(numbers.cycles) *
                          static_cast<double>(figures.pes_available) *
                          static_cast<double>(hardware.pe.lanes);
    figures.utilization = ratio(macs, figures.lane_cycles);
    figures.time_us = microseconds(numbers.cycles, hardware);
    for (std::size_t b = 0; b < hardware.memories.size(); ++b) {
        const MemoryIndex memory{b};
        figures.traffic_bytes.push_back(traffic(result, hardware, memory));
        if (!fits(numbers, hardware, memory)) {
            figures.too_small.push_back(memory);
        }
        figures.reuse.push_back(b == 0 ? std::vector<std::optional<double>>{}
                                       : reuse_at(result, memory));
    }
    figures.arithmetic_intensity =
        ratio(macs, static_cast<double>(figures.traffic_bytes[MemoryIndex{0}]));
    return figures;
}

std::vector<StackPart> parts_of(const hw::CycleStack& stack, const Hardware& hardware) {
    std::vector<StackPart> parts = {
        {"start", stack.start},
        {"compute", stack.compute},
        {hardware.memories[hardware.innermost()].name + " operands", stack.operands}};
    for (std::size_t b = 1; b < hardware.memories.size(); ++b) {
        const std::string& memory = hardware.memories[MemoryIndex{b}].name;
        const hw::MemoryStalls& stalls = stack.waiting[MemoryIndex{b}];
        parts.push_back({memory + " fill", stalls.fill_transfer});
        parts.push_back({memory + " latency", stalls.fill_latency});
        parts.push_back({memory + " drain", stalls.drain});
    }
    parts.push_back({"tail", stack.tail});
    return parts;
}

} // namespace counterpoint::results
