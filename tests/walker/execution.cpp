#include "tests/walker/execution.hpp"

#include <algorithm>
#include <set>

namespace counterpoint::walker {

using hw::MemoryIndex;
using workloads::DimensionIndex;
using workloads::TensorIndex;

namespace {

/// Position of a point in the space of all dimensions; size of that space.
std::size_t position(const workloads::Layer& layer, const Table<DimensionIndex, std::int64_t>& at) {
    std::int64_t linear = 0;
    for (std::size_t d = 0; d < at.size(); ++d) {
        linear = linear * layer.dimensions[{d}].size + at[{d}];
    }
    return static_cast<std::size_t>(linear);
}

std::size_t volume(const workloads::Layer& layer) {
    std::int64_t points = 1;
    for (const workloads::Dimension& dimension : layer.dimensions) {
        points *= dimension.size;
    }
    return static_cast<std::size_t>(points);
}

Element output_element(const workloads::Layer& layer,
                       const Table<DimensionIndex, std::int64_t>& at) {
    Element element = 0;
    for (const workloads::Axis& axis : layer.tensors[layer.output].axes) {
        const DimensionIndex dimension = axis.front().dimension;
        element = element * layer.dimensions[dimension].size + at[dimension];
    }
    return element;
}

} // namespace

void require(bool holds, const char* otherwise) {
    if (!holds) {
        throw std::logic_error(otherwise);
    }
}

Execution::Execution(const Nest& nest)
    : counts(nest.hardware().memories.size(), std::vector<hw::Access>(nest.layer().tensors.size())),
      transfers(nest.hardware().memories.size()), handed_back(nest.hardware().memories.size()),
      drained(nest.hardware().memories.size()),
      room(nest.hardware().memories.size(), std::vector<Room>(nest.layer().tensors.size())),
      fill_bytes(nest.hardware().memories.size()), drain_bytes(nest.hardware().memories.size()),
      nest_(nest), held_(nest.hardware().memories.size()), done_(volume(nest.layer())) {
    const MemoryIndex innermost = nest.hardware().innermost();
    for (MemoryIndex b{0}; b.value <= innermost.value; ++b.value) {
        held_[b].resize(nest.units(b));
        const Table<MemoryIndex, std::int64_t> nothing(innermost.value + 1, 0);
        transfers[b].resize(nest.phases(b), Transfers{nothing, nothing, false});
        handed_back[b].resize(nest.phases(b));
        drained[b].resize(nest.phases(b));
    }
    for (std::size_t i = 0; i < nest.phases(innermost); ++i) {
        for (MemoryIndex b{1}; b.value <= innermost.value; ++b.value) {
            const std::size_t phase = nest.phase_around(b, i);
            if (nest.first_inside(b, phase) == i) {
                fill(b, phase);
            }
        }
        compute(i);
        for (MemoryIndex b = innermost; b.value >= 1; --b.value) {
            const std::size_t phase = nest.phase_around(b, i);
            if (nest.last_inside(b, phase) == i) {
                drain(b, phase);
            }
        }
    }
    check_all_done();
}

void Execution::compute(std::size_t innermost) {
    const MemoryIndex memory = nest_.hardware().innermost();
    const std::int64_t lanes = nest_.hardware().pe.lanes;
    std::int64_t busiest = 0;
    for (std::size_t pe = 0; pe < nest_.units(memory); ++pe) {
        const MemoryIndex sums = nest_.chain(nest_.layer().output).back();
        const std::int64_t done = compute_box(nest_.box(innermost, pe), held_[sums][pe]);
        busiest = std::max(busiest, (done + lanes - 1) / lanes);
    }
    longest.push_back(busiest);
}

/// Every MAC of the box, one after the other, the last dimension fastest.
std::int64_t Execution::compute_box(const Ranges& ranges, Sums& sums) {
    const TensorIndex output = nest_.layer().output;
    Table<DimensionIndex, std::int64_t> at;
    for (const Range range : ranges) {
        if (range.empty()) {
            return 0;
        }
        at.push_back(range.lo);
    }
    std::int64_t done = 0;
    std::set<Element> begun;
    for (bool more = true; more; ++done) {
        do_mac(at);
        const Element element = output_element(nest_.layer(), at);
        if (sums.find(element) == sums.end()) {
            begun.insert(element);
        }
        sums[element] += 1;
        more = false;
        for (DimensionIndex d{at.size()}; d.value-- > 0 && !more;) {
            more = ++at[d] < ranges[d].hi;
            if (!more) {
                at[d] = ranges[d].lo;
            }
        }
    }
    access(nest_.chain(output).back(), output).reads +=
        done - static_cast<std::int64_t>(begun.size());
    return done;
}

void Execution::do_mac(const Table<DimensionIndex, std::int64_t>& at) {
    const std::size_t mac = position(nest_.layer(), at);
    require(!done_[mac], "a MAC is done twice");
    done_[mac] = true;
    ++macs;
    for (TensorIndex tensor{0}; nest_.layer().tensors.contains(tensor); ++tensor.value) {
        const MemoryIndex memory = nest_.chain(tensor).back();
        if (tensor == nest_.layer().output) {
            access(memory, tensor).writes += 1;
        } else {
            access(memory, tensor).reads += 1;
        }
    }
}

void Execution::check_all_done() const {
    require(std::all_of(done_.begin(), done_.end(), [](bool done) { return done; }),
            "a MAC is missing");
    for (MemoryIndex b{1}; held_.contains(b); ++b.value) {
        for (const Sums& sums : held_[b]) {
            require(sums.empty(), "a partial sum is left behind");
        }
    }
    std::int64_t elements = 1;
    for (const workloads::Axis& axis : nest_.layer().tensors[nest_.layer().output].axes) {
        elements *= extent(nest_.layer(), axis);
    }
    const Sums& results = held_[MemoryIndex{0}].front();
    require(static_cast<std::int64_t>(results.size()) == elements, "an output is missing");
    for (const auto& [element, sum] : results) {
        require(sum * elements == macs, "a partial sum is lost");
    }
}

hw::Access& Execution::access(MemoryIndex memory, TensorIndex tensor) {
    return nest_.stores(memory, tensor) ? counts[memory][tensor.value] : uncounted_;
}

bool Execution::adds(MemoryIndex memory) const {
    return memory.value > 0 && nest_.hardware().memories[memory].accumulate;
}

std::int64_t Execution::bytes_of(TensorIndex tensor) const {
    return nest_.hardware().bytes_of(nest_.layer().tensors[tensor].name);
}

} // namespace counterpoint::walker
