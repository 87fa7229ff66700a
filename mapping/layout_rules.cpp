#include "mapping/layout_rules.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "input/document.hpp"
#include "input/nearest.hpp"
#include "workloads/axis_name.hpp"

namespace counterpoint::mapping {

namespace {

using workloads::Axis;
using workloads::Layer;
using workloads::Tensor;

using Names = std::set<std::string>;

bool has_unread_axis(const Layer& layer) {
    return std::any_of(layer.tensors.begin(), layer.tensors.end(), [](const Tensor& tensor) {
        return std::any_of(tensor.axes.begin(), tensor.axes.end(),
                           [](const Axis& axis) { return axis.empty(); });
    });
}

/// The axes of all tensors of a name, in whatever layer.
std::map<std::string, Names> known_axes(const workloads::Workload& workload) {
    const Names usual{"B", "C", "G", "K", "M", "N", "P", "Q", "R", "S", "X", "Y"};
    std::map<std::string, Names> known{{"Weight", usual}, {"Input", usual}, {"Output", usual}};
    for (const Layer& layer : workload.layers) {
        for (const Tensor& tensor : layer.tensors) {
            for (const Axis& axis : tensor.axes) {
                known[tensor.name].insert(workloads::axis_name(layer, axis));
            }
        }
    }
    return known;
}

std::vector<std::string> listed(const Names& names) { return {names.begin(), names.end()}; }

void check_axes(const std::string& tensor, const hw::Layout& layout, const Names& known,
                std::vector<Problem>& problems) {
    Names told;
    for (const hw::LayoutLevel& level : layout.levels) {
        if (known.count(level.axis) == 0 && told.insert(level.axis).second) {
            problems.push_back(
                {layout.place, "no axis of " + tensor + " is named " + input::in_quotes(level.axis),
                 "", "", input::suggestion(level.axis, listed(known))});
        }
    }
}

bool has_several_coordinates(const Layer& layer, const Axis& axis) {
    return std::any_of(axis.begin(), axis.end(), [&layer](const workloads::AxisTerm& term) {
        return layer.dimensions[term.dimension].size > 1;
    });
}

void check_tensor(const Layer& layer, const Tensor& tensor, const hw::Layout& layout,
                  std::vector<Problem>& problems) {
    std::vector<std::string> axes;
    std::vector<std::string> missing;
    for (const Axis& axis : tensor.axes) {
        axes.push_back(workloads::axis_name(layer, axis));
        const bool placed =
            std::any_of(layout.levels.begin(), layout.levels.end(),
                        [&axes](const auto& level) { return level.axis == axes.back(); });
        if (!placed && has_several_coordinates(layer, axis)) {
            missing.push_back(axes.back());
        }
    }
    if (!missing.empty()) {
        const bool one = missing.size() == 1;
        problems.push_back({layout.place,
                            "the layout of " + tensor.name + " leaves out " +
                                (one ? "axis " : "axes ") + input::enumerated(missing),
                            input::enumerated(axes), "layer '" + layer.name + "'",
                            "add " + std::string(one ? "it" : "them") + " where " +
                                (one ? "it belongs" : "they belong")});
    }
}

} // namespace

void check_layout_names(const hw::Hardware& hardware, const workloads::Workload& workload,
                        std::vector<Problem>& problems) {
    if (hardware.memories.empty() || workload.layers.empty()) {
        return;
    }
    if (std::any_of(workload.layers.begin(), workload.layers.end(), has_unread_axis)) {
        return; // it is a problem already, and may be what a layout names
    }
    const std::map<std::string, Names> known = known_axes(workload);
    for (const auto& [tensor, layout] : hardware.memories[hw::MemoryIndex{0}].layouts) {
        const auto axes = known.find(tensor);
        if (axes != known.end()) {
            check_axes(tensor, layout, axes->second, problems);
            continue;
        }
        Names tensors;
        for (const auto& [name, unused] : known) {
            tensors.insert(name);
        }
        problems.push_back({layout.place, "no tensor is named " + input::in_quotes(tensor), "", "",
                            input::suggestion(tensor, listed(tensors))});
    }
}

void check_layouts(const hw::Hardware& hardware, const Layer& layer,
                   std::vector<Problem>& problems) {
    const hw::Memory& memory = hardware.memories[hw::MemoryIndex{0}];
    for (const Tensor& tensor : layer.tensors) {
        const auto layout = memory.layouts.find(tensor.name);
        if (layout != memory.layouts.end()) {
            check_tensor(layer, tensor, layout->second, problems);
        }
    }
}

} // namespace counterpoint::mapping
