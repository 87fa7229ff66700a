#include "mapping/store_points.hpp"

#include <algorithm>
#include <utility>

namespace counterpoint::mapping {

bool mentions(const workloads::Layer& layer, const workloads::Tensor& tensor,
              const std::string& dimension) {
    return std::any_of(tensor.axes.begin(), tensor.axes.end(), [&](const workloads::Axis& axis) {
        return std::any_of(axis.begin(), axis.end(), [&](const workloads::AxisTerm& term) {
            return layer.dimensions[term.dimension].name == dimension;
        });
    });
}

std::vector<StorePoints> combinations(const std::vector<std::vector<std::size_t>>& by_tensor) {
    std::vector<StorePoints> all{{}};
    for (const std::vector<std::size_t>& points_of_tensor : by_tensor) {
        std::vector<StorePoints> longer;
        for (const StorePoints& points : all) {
            for (const std::size_t point : points_of_tensor) {
                longer.push_back(points);
                longer.back().push_back(point);
            }
        }
        all = std::move(longer);
    }
    return all;
}

std::vector<std::string> stored_at(std::size_t point, const StorePoints& points,
                                   const workloads::Layer& layer) {
    std::vector<std::string> names;
    for (std::size_t t = 0; t < points.size(); ++t) {
        if (points[t] == point) {
            names.push_back(layer.tensors[workloads::TensorIndex{t}].name);
        }
    }
    return names;
}

NodeDescription store_node(std::vector<std::string> tensors, const std::string& memory,
                           const Place& place) {
    NodeDescription node;
    node.kind = NodeDescription::Kind::store;
    node.tensors = std::move(tensors);
    node.memory = memory;
    node.place = place;
    return node;
}

} // namespace counterpoint::mapping
