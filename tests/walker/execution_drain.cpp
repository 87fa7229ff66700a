#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "tests/walker/execution.hpp"

namespace counterpoint::walker {

using hw::MemoryIndex;
using workloads::TensorIndex;

void Execution::drain(MemoryIndex memory, std::size_t phase) {
    const TensorIndex output = nest_.layer().output;
    std::vector<std::vector<std::pair<Element, std::int64_t>>> arriving(nest_.units(outer(memory)));
    for (std::size_t unit = 0; unit < nest_.units(memory); ++unit) {
        for (const auto& [element, sum] : leaving(memory, phase, unit)) {
            access(memory, output).reads += 1;
            drained[memory][phase].push_back({unit, element});
            auto& network = arriving[nest_.parent(memory, unit)];
            const Element same = element;
            const auto met = std::find_if(network.begin(), network.end(),
                                          [&](const auto& other) { return other.first == same; });
            if (met != network.end() && nest_.hardware().memories[memory].drain.reduction) {
                met->second += sum;
            } else if (met != network.end() && !adds(outer(memory))) {
                throw CannotRun(fmt::format("two units of {} drain one output element in phase {}",
                                            nest_.hardware().memories[memory].name, phase));
            } else {
                network.emplace_back(element, sum);
            }
        }
    }
    for (std::size_t parent = 0; parent < arriving.size(); ++parent) {
        for (const auto& [element, sum] : arriving[parent]) {
            arrive(outer(memory), parent, element, sum);
        }
        const std::int64_t bytes =
            static_cast<std::int64_t>(arriving[parent].size()) * bytes_of(output);
        std::int64_t& most = transfers[memory][phase].up_bytes;
        most = std::max(most, bytes);
        drain_bytes[memory] += bytes;
    }
}

std::vector<std::pair<Element, std::int64_t>>
Execution::leaving(MemoryIndex memory, std::size_t phase, std::size_t unit) {
    const TensorIndex output = nest_.layer().output;
    Elements gone = nest_.tile(memory, phase, unit, output);
    if (phase + 1 < nest_.phases(memory)) {
        gone = minus(gone, nest_.tile(memory, phase + 1, unit, output));
    }
    std::vector<std::pair<Element, std::int64_t>> sums;
    for (const Element element : gone) {
        const auto found = held_[memory][unit].find(element);
        if (found != held_[memory][unit].end()) {
            sums.emplace_back(*found);
            held_[memory][unit].erase(found);
        }
    }
    return sums;
}

void Execution::arrive(MemoryIndex memory, std::size_t unit, Element element, std::int64_t sum) {
    hw::Access& output = access(memory, nest_.layer().output);
    const bool first = held_[memory][unit].count(element) == 0;
    require(first || adds(memory), "a partial sum is overwritten");
    output.reads += first ? 0 : 1;
    output.writes += 1;
    held_[memory][unit][element] += sum;
}

} // namespace counterpoint::walker
