#include "results/mac_bits.hpp"

#include <algorithm>

namespace counterpoint::results {

hw::MacBits mac_bits(const workloads::Layer& layer, const hw::Hardware& hardware) {
    constexpr double bits_in_byte = 8;
    hw::MacBits bits{0, 0};
    for (workloads::TensorIndex t{0}; layer.tensors.contains(t); ++t.value) {
        const double width =
            bits_in_byte * static_cast<double>(hardware.bytes_of(layer.tensors[t].name));
        double& operand = t == layer.output ? bits.add : bits.multiply;
        operand = std::max(operand, width);
    }
    return bits;
}

} // namespace counterpoint::results
