#include "workloads/axis_name.hpp"

namespace counterpoint::workloads {

std::string axis_name(const Layer& layer, const Axis& axis) {
    const std::string& first = layer.dimensions[axis.front().dimension].name;
    const bool window = axis.size() > 1 && layer.type != LayerType::einsum;
    if (!window) {
        return first;
    }
    return first == "P" ? "Y" : "X";
}

} // namespace counterpoint::workloads
