#include "analytical/residency.hpp"

#include "analytical/analysis.hpp"
#include "vocabulary/checked.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::analytical {

namespace {

/// Bytes that the outermost memory is read and written.
std::int64_t outer_traffic(const Analysis& analysis, const workloads::Layer& layer,
                           const hw::Hardware& hardware) {
    const std::vector<hw::Access>& accesses = analysis.counts[hw::MemoryIndex{0}];
    std::int64_t bytes = 0;
    for (std::size_t t = 0; t < accesses.size(); ++t) {
        const std::int64_t elements = checked_sum(accesses[t].reads, accesses[t].writes);
        const std::string& tensor = layer.tensors[workloads::TensorIndex{t}].name;
        bytes = checked_sum(bytes, checked_product(elements, hardware.bytes_of(tensor)));
    }
    return bytes;
}

} // namespace

std::optional<mapping::ResidencyCost> residency_cost(const workloads::Layer& layer,
                                                     const hw::Hardware& hardware,
                                                     const mapping::Mapping& mapping) {
    Options options;
    options.check_capacity = false; // that of other memories does not depend on this choice
    options.time = false;
    const hw::MemoryIndex next{1};
    try {
        const Analysis analysis = analyze(layer, hardware, mapping, options);
        const std::int64_t demand = analysis.capacity[next].bytes;
        if (demand > hardware.memories[next].capacity_bytes.value_or(demand)) {
            return std::nullopt;
        }
        return mapping::ResidencyCost{outer_traffic(analysis, layer, hardware), demand};
    } catch (const InputError&) {
        return std::nullopt;
    } catch (const Overflow&) {
        return std::nullopt;
    }
}

} // namespace counterpoint::analytical
