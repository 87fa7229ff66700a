#include "sim/process.hpp"

#include "sim/child.hpp"

namespace counterpoint::sim {

Simulation simulate(const workloads::Layer& layer, const hw::Hardware& hardware,
                    const mapping::Mapping& mapping, const Options& options) {
    Child child(layer, hardware, mapping, options);
    while (child.listen()) {
    }
    return child.result();
}

} // namespace counterpoint::sim
