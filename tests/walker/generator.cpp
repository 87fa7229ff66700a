#include "tests/walker/generator.hpp"

#include "tests/walker/nest.hpp"
#include "tests/walker/random.hpp"
#include "tests/walker/random_hardware.hpp"
#include "tests/walker/random_layer.hpp"
#include "tests/walker/random_mapping.hpp"

namespace counterpoint::walker {

using hw::MemoryIndex;
using workloads::TensorIndex;

namespace {

bool fits(const Case& given, const Limits& limits) {
    const Nest nest(given.layer, given.hardware, given.mapping);
    const MemoryIndex innermost = given.hardware.innermost();
    const auto phases = static_cast<std::int64_t>(nest.phases(innermost));
    const auto pes = static_cast<std::int64_t>(nest.units(innermost));
    if (phases < limits.least_phases || phases > limits.phases || pes > limits.pes ||
        phases * pes > limits.unit_phases) {
        return false;
    }
    std::int64_t visits = 0;
    for (MemoryIndex b{1}; b.value <= innermost.value; ++b.value) {
        for (TensorIndex tensor{0}; given.layer.tensors.contains(tensor); ++tensor.value) {
            visits += count(nest.tile(b, 0, 0, tensor)) *
                      static_cast<std::int64_t>(nest.phases(b) * nest.units(b));
        }
    }
    return visits <= limits.tile_visits;
}

} // namespace

Limits with_bypasses() {
    Limits limits;
    limits.bypasses = 40;
    return limits;
}

Case random_case(std::mt19937_64& engine, const Limits& limits) {
    Random random(engine);
    while (true) {
        Case given;
        given.layer = random_layer(random, limits.macs);
        given.hardware = random_hardware(random, given.layer);
        given.mapping = random_mapping(random, given.layer, given.hardware, limits.bypasses);
        if (fits(given, limits)) {
            return given;
        }
    }
}

} // namespace counterpoint::walker
