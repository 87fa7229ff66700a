#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "tests/walker/execution.hpp"

namespace counterpoint::walker {

using hw::MemoryIndex;
using workloads::TensorIndex;

void Execution::drain(MemoryIndex memory, std::size_t phase) {
    const TensorIndex output = nest_.layer().output;
    const auto to = nest_.outer_of(memory, output);
    if (!to) {
        return;
    }
    std::vector<Stream> streams;
    for (std::size_t unit = 0; unit < nest_.units(memory); ++unit) {
        streams.push_back(leaving(memory, phase, unit));
        for (const auto& [element, sum] : streams.back()) {
            access(memory, output).reads += 1;
            drained[memory][phase].push_back({unit, element});
        }
    }
    for (MemoryIndex network = memory; network.value > to->value; --network.value) {
        streams = carried(network, streams);
        for (const Stream& stream : streams) {
            const std::int64_t bytes = static_cast<std::int64_t>(stream.size()) * bytes_of(output);
            std::int64_t& most = transfers[memory][phase].up_bytes[network];
            most = std::max(most, bytes);
            drain_bytes[network] += bytes;
        }
    }
    for (std::size_t unit = 0; unit < streams.size(); ++unit) {
        std::set<Element> arrived;
        for (const auto& [element, sum] : streams[unit]) {
            if (!arrived.insert(element).second && !adds(*to)) {
                throw CannotRun(fmt::format("two units of {} drain one output element in phase {}",
                                            nest_.hardware().memories[memory].name, phase));
            }
            arrive(*to, unit, element, sum);
        }
    }
}

std::vector<Execution::Stream> Execution::carried(MemoryIndex network,
                                                  const std::vector<Stream>& sent) const {
    const bool reduction = nest_.hardware().memories[network].drain.reduction;
    std::vector<Stream> arriving(nest_.units(outer(network)));
    for (std::size_t unit = 0; unit < sent.size(); ++unit) {
        Stream& stream = arriving[nest_.unit_around(outer(network), network, unit)];
        for (const auto& [element, sum] : sent[unit]) {
            const Element same = element;
            const auto met = std::find_if(stream.begin(), stream.end(),
                                          [&](const auto& other) { return other.first == same; });
            if (reduction && met != stream.end()) {
                met->second += sum;
            } else {
                stream.emplace_back(element, sum);
            }
        }
    }
    return arriving;
}

Execution::Stream Execution::leaving(MemoryIndex memory, std::size_t phase, std::size_t unit) {
    const TensorIndex output = nest_.layer().output;
    Elements gone = nest_.tile(memory, phase, unit, output);
    if (phase + 1 < nest_.phases(memory)) {
        gone = minus(gone, nest_.tile(memory, phase + 1, unit, output));
    }
    Stream sums;
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
