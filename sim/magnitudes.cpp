#include "sim/magnitudes.hpp"

#include <algorithm>

#include "vocabulary/checked.hpp"

namespace counterpoint::sim {

namespace {

/// The longest range of a dimension at a place.
std::int64_t longest(const Program& program, DimensionIndex dimension, std::size_t place) {
    std::int64_t length = program.sizes[dimension];
    for (const Step& step : program.steps[dimension]) {
        length = step.node < place ? std::min(length, step.tile) : length;
    }
    return length;
}

std::int64_t largest_tile(const Program& program, const workloads::Tensor& tensor,
                          std::size_t place) {
    std::int64_t elements = 1;
    for (const workloads::Axis& axis : tensor.axes) {
        std::int64_t extent = 1;
        for (const workloads::AxisTerm& term : axis) {
            const std::int64_t steps = longest(program, term.dimension, place) - 1;
            extent = checked_sum(extent, checked_product(term.coefficient, steps));
        }
        elements = checked_product(elements, extent);
    }
    return elements;
}

} // namespace

void check_magnitudes(const Program& program, const workloads::Layer& layer,
                      const hw::Hardware& hardware) {
    std::int64_t macs = 1;
    for (const std::int64_t size : program.sizes) {
        macs = checked_product(macs, size);
    }
    std::int64_t phases = 1;
    for (const Loop& loop : program.loops) {
        phases = checked_product(phases, loop.most_trips);
    }
    for (MemoryIndex b{0}; program.units.contains(b); ++b.value) {
        std::int64_t bytes = 0;
        for (TensorIndex t{0}; layer.tensors.contains(t); ++t.value) {
            const workloads::Tensor& tensor = layer.tensors[t];
            const std::int64_t tile = largest_tile(program, tensor, program.stores[b][t.value]);
            const std::int64_t of_unit = checked_product(tile, hardware.bytes_of(tensor.name));
            bytes = checked_sum(bytes, checked_product(of_unit, program.units[b]));
        }
    }
}

} // namespace counterpoint::sim
