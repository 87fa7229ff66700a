#include "cli/report.hpp"

#include <algorithm>

#include "results/checked_sum.hpp"
#include "results/figures.hpp"

namespace counterpoint::cli {

namespace {

using hw::MemoryIndex;

const std::string what = "a sum over the layers of the network";

void add(std::int64_t& sum, std::int64_t summand) { results::add_product(sum, summand, 1, what); }

TensorTotal& entry_of(std::vector<TensorTotal>& totals, const std::string& tensor) {
    const auto known = std::find_if(totals.begin(), totals.end(), [&](const TensorTotal& total) {
        return total.tensor == tensor;
    });
    return known != totals.end() ? *known : totals.emplace_back(TensorTotal{tensor, {}});
}

void add_counts(std::vector<TensorTotal>& totals, const LayerResult& result, MemoryIndex memory) {
    for (std::size_t t = 0; t < result.layer.tensors.size(); ++t) {
        hw::Access& sum =
            entry_of(totals, result.layer.tensors[workloads::TensorIndex{t}].name).access;
        const hw::Access& access = result.numbers.counts[memory][t];
        add(sum.reads, access.reads);
        add(sum.writes, access.writes);
    }
}

void add_stack(hw::CycleStack& sum, const hw::CycleStack& stack) {
    add(sum.start, stack.start);
    add(sum.compute, stack.compute);
    add(sum.operands, stack.operands);
    for (std::size_t b = 0; b < sum.waiting.size(); ++b) {
        hw::MemoryStalls& stalls = sum.waiting[MemoryIndex{b}];
        add(stalls.fill_transfer, stack.waiting[MemoryIndex{b}].fill_transfer);
        add(stalls.fill_latency, stack.waiting[MemoryIndex{b}].fill_latency);
        add(stalls.drain, stack.waiting[MemoryIndex{b}].drain);
    }
    add(sum.tail, stack.tail);
}

void add_fast_forward(std::optional<results::FastForwardNumbers>& sum,
                      const results::FastForwardNumbers& skipped) {
    if (!sum) {
        sum.emplace();
    }
    sum->enabled = sum->enabled || skipped.enabled;
    add(sum->phases, skipped.phases);
    add(sum->cycles, skipped.cycles);
    add(sum->jumps, skipped.jumps);
}

} // namespace

NetworkTotal total_of(const NetworkReport& report) {
    const std::size_t memories = report.hardware.memories.size();
    NetworkTotal total;
    total.counts = decltype(total.counts)(memories);
    total.traffic_bytes = decltype(total.traffic_bytes)(memories);
    total.stack.waiting = decltype(total.stack.waiting)(memories);
    for (const LayerResult& result : report.layers) {
        const results::Figures figures = results::figures_of(result, report.hardware);
        add(total.cycles, result.numbers.cycles);
        add(total.compute_cycles, result.numbers.compute_cycles);
        add(total.macs, result.numbers.macs);
        add_stack(total.stack, result.numbers.stack);
        add(total.phases, result.numbers.phases.back());
        if (result.measured) {
            results::add(total.memories, result.measured->memories);
            add_fast_forward(total.fast_forward, result.measured->fast_forward);
        }
        total.lane_cycles += figures.lane_cycles;
        if (const auto energy = results::energy_of(result, report.hardware)) {
            results::add(total.energy ? *total.energy : total.energy.emplace(), *energy);
        }
        for (std::size_t b = 0; b < memories; ++b) {
            add_counts(total.counts[MemoryIndex{b}], result, MemoryIndex{b});
            add(total.traffic_bytes[MemoryIndex{b}], figures.traffic_bytes[MemoryIndex{b}]);
        }
    }
    return total;
}

} // namespace counterpoint::cli
