#include "tests/walker/comparison.hpp"

#include <fmt/format.h>

namespace counterpoint::walker {

using hw::MemoryIndex;
using workloads::TensorIndex;

namespace {

/// Collects the numbers in which a model and what it is held against differ.
class Comparison {
  public:
    void same(const std::string& what, std::int64_t found, std::int64_t right) {
        if (found != right) {
            differing_ += fmt::format("  {}: {}, should be {}\n", what, found, right);
        }
    }

    [[nodiscard]] const std::string& differing() const { return differing_; }

  private:
    std::string differing_;
};

void compare_counts(const hw::Counts& counts, const hw::Counts& right, const Case& given,
                    Comparison& comparison) {
    comparison.same("memories counted", static_cast<std::int64_t>(counts.size()),
                    static_cast<std::int64_t>(right.size()));
    for (MemoryIndex b{0}; counts.contains(b) && right.contains(b); ++b.value) {
        for (TensorIndex tensor{0}; given.layer.tensors.contains(tensor); ++tensor.value) {
            const std::string where =
                given.hardware.memories[b].name + " " + given.layer.tensors[tensor].name;
            comparison.same(where + " reads", counts[b].at(tensor.value).reads,
                            right[b].at(tensor.value).reads);
            comparison.same(where + " writes", counts[b].at(tensor.value).writes,
                            right[b].at(tensor.value).writes);
        }
    }
}

void compare_stacks(const hw::CycleStack& stack, const hw::CycleStack& right, const Case& given,
                    Comparison& comparison) {
    comparison.same("stack start", stack.start, right.start);
    comparison.same("stack compute", stack.compute, right.compute);
    comparison.same("stack operands", stack.operands, right.operands);
    comparison.same("stack tail", stack.tail, right.tail);
    for (MemoryIndex b{0}; given.hardware.memories.contains(b); ++b.value) {
        const std::string where = "stack " + given.hardware.memories[b].name;
        const hw::MemoryStalls stalls =
            stack.waiting.contains(b) ? stack.waiting[b] : hw::MemoryStalls{-1, -1, -1};
        comparison.same(where + " fill transfer", stalls.fill_transfer,
                        right.waiting[b].fill_transfer);
        comparison.same(where + " fill latency", stalls.fill_latency,
                        right.waiting[b].fill_latency);
        comparison.same(where + " drain", stalls.drain, right.waiting[b].drain);
    }
}

void compare_memories(const hw::LayerNumbers& numbers, const WalkResult& right, const Case& given,
                      Comparison& comparison) {
    for (MemoryIndex b{0}; given.hardware.memories.contains(b); ++b.value) {
        const std::string& name = given.hardware.memories[b].name;
        comparison.same(name + " phases", numbers.phases[b], right.phases[b]);
        comparison.same(name + " units", numbers.units[b], right.units[b]);
        comparison.same(name + " fill bytes", numbers.fill_bytes[b], right.fill_bytes[b]);
        comparison.same(name + " drain bytes", numbers.drain_bytes[b], right.drain_bytes[b]);
        comparison.same(name + " capacity", numbers.capacity[b].bytes, right.capacity[b].bytes);
        for (TensorIndex tensor{0}; given.layer.tensors.contains(tensor); ++tensor.value) {
            comparison.same(name + " capacity for " + given.layer.tensors[tensor].name,
                            numbers.capacity[b].by_tensor.at(tensor.value),
                            right.capacity[b].by_tensor[tensor.value]);
        }
    }
}

template <class Right>
void compare_totals(const hw::LayerNumbers& numbers, const Right& right, Comparison& comparison) {
    comparison.same("cycles", numbers.cycles, right.cycles);
    comparison.same("compute cycles", numbers.compute_cycles, right.compute_cycles);
    comparison.same("MACs", numbers.macs, right.macs);
    comparison.same("PEs", numbers.pes, right.pes);
}

} // namespace

std::string differences(const hw::LayerNumbers& numbers, const WalkResult& right,
                        const Case& given) {
    Comparison comparison;
    compare_totals(numbers, right, comparison);
    compare_memories(numbers, right, given, comparison);
    compare_counts(numbers.counts, right.counts, given, comparison);
    compare_stacks(numbers.stack, right.stack, given, comparison);
    return comparison.differing();
}

std::string differences(const hw::LayerNumbers& numbers, const Wanted& want, const Case& given) {
    Comparison comparison;
    compare_totals(numbers, want, comparison);
    for (MemoryIndex b{1}; given.hardware.memories.contains(b); ++b.value) {
        const std::string& name = given.hardware.memories[b].name;
        comparison.same(name + " phases", numbers.phases[b], want.phases.at(name));
        comparison.same(name + " capacity", numbers.capacity[b].bytes, want.capacity.at(name));
    }
    compare_counts(numbers.counts, want.counts, given, comparison);
    return comparison.differing();
}

} // namespace counterpoint::walker
