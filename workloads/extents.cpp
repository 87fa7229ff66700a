#include "workloads/extents.hpp"

#include <cstdint>
#include <string>

namespace counterpoint::workloads {

namespace {

/// Multiplies and adds with a memory of whether anything went beyond 64 bits.
struct CheckedNumber {
    std::int64_t value = 1;
    bool overflow = false;

    void multiply(std::int64_t factor) {
        overflow |= __builtin_mul_overflow(value, factor, &value);
    }
    void add(std::int64_t addend) { overflow |= __builtin_add_overflow(value, addend, &value); }
};

bool overflows(const Axis& axis, const Layer& layer, CheckedNumber& elements) {
    CheckedNumber extent;
    for (const AxisTerm& term : axis) {
        CheckedNumber span{term.coefficient};
        span.multiply(layer.dimensions[term.dimension].size - 1);
        extent.add(span.value);
        extent.overflow |= span.overflow;
    }
    elements.multiply(extent.value);
    return elements.overflow || extent.overflow;
}

std::string too_many(const std::string& what, const Layer& layer) {
    return "the " + what + " of layer '" + layer.name + "' do not fit into 64 bits";
}

} // namespace

void check_extents(const Layer& layer, std::vector<Problem>& problems) {
    CheckedNumber macs;
    for (const Dimension& dimension : layer.dimensions) {
        macs.multiply(dimension.size);
    }
    if (macs.overflow) {
        problems.push_back({layer.place, too_many("MACs", layer), "", "", ""});
    }
    for (const Tensor& tensor : layer.tensors) {
        CheckedNumber elements;
        bool overflow = false;
        for (const Axis& axis : tensor.axes) {
            overflow |= overflows(axis, layer, elements);
        }
        if (overflow) {
            problems.push_back(
                {layer.place, too_many("elements of " + tensor.name, layer), "", "", ""});
        }
    }
}

} // namespace counterpoint::workloads
