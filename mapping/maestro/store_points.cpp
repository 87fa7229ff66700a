#include "mapping/maestro/store_points.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

namespace counterpoint::mapping::maestro {

namespace {

/// The node before which the first spatial node stands: memories outside of it are shared.
std::size_t innermost_point(const Loops& loops) {
    std::size_t point = 0;
    while (point < loops.nodes.size() && !loops.nodes[point].spatial) {
        ++point;
    }
    return point;
}

/// The points of one tensor, the outermost first.
std::vector<std::size_t> points_of(const Loops& loops, const workloads::Layer& layer,
                                   const workloads::Tensor& tensor) {
    std::vector<std::size_t> points;
    const std::size_t last = innermost_point(loops);
    for (std::size_t i = 0; i < last; ++i) {
        if (loops.nodes[i].advances && mentions(layer, tensor, loops.nodes[i].dimension)) {
            points.push_back(i);
        }
    }
    points.push_back(last);
    return points;
}

/// Numbers and expressions of the lowering are right by construction.
input::Expression expression(const std::string& text, const Place& place) {
    std::vector<Problem> none;
    return input::parse_expression(text, place, none).value_or(input::Expression(1));
}

NodeDescription loop_node(const Loop& loop, const std::string& file) {
    NodeDescription node;
    node.kind = loop.spatial ? NodeDescription::Kind::spatial : NodeDescription::Kind::temporal;
    node.place = {file, loop.spot.line, loop.spot.column, ""};
    node.dimension = loop.dimension;
    node.tile = expression(loop.tile, node.place);
    if (loop.spatial) {
        node.units = expression(loop.units, node.place);
    }
    return node;
}

} // namespace

StorePoints one_step(const Loops& loops, const workloads::Layer& layer) {
    StorePoints points(layer.tensors.size(), innermost_point(loops));
    return points;
}

std::vector<StorePoints> candidates(const Loops& loops, const workloads::Layer& layer) {
    std::vector<std::vector<std::size_t>> by_tensor;
    for (const workloads::Tensor& tensor : layer.tensors) {
        by_tensor.push_back(points_of(loops, layer, tensor));
    }
    return combinations(by_tensor);
}

DataflowEntry with_stores(const Loops& loops, const StorePoints& points,
                          const workloads::Layer& layer, const hw::Hardware& hardware,
                          const std::string& file) {
    DataflowEntry entry;
    if (loops.group > 1) {
        const Place place{file, layer.place.line, layer.place.column, ""};
        entry.parameters.push_back(
            {groups_parameter,
             expression("floor(pe.count / " + std::to_string(loops.group) + ")", place), place});
    }
    const bool has_l2 = hardware.memories.size() > 2;
    for (std::size_t i = 0; i <= loops.nodes.size(); ++i) {
        auto tensors = has_l2 ? stored_at(i, points, layer) : std::vector<std::string>{};
        if (!tensors.empty()) {
            entry.nodes.push_back(store_node(
                std::move(tensors), hardware.memories[hw::MemoryIndex{1}].name, layer.place));
        }
        if (i < loops.nodes.size()) {
            entry.nodes.push_back(loop_node(loops.nodes[i], file));
        }
    }
    const StorePoints all(layer.tensors.size(), 0);
    entry.nodes.push_back(store_node(stored_at(0, all, layer),
                                     hardware.memories[hardware.innermost()].name, layer.place));
    entry.place = layer.place;
    return entry;
}

StorePoints best_points(const Loops& loops, const workloads::Layer& layer,
                        const hw::Hardware& hardware, const JudgeResidency& judge) {
    StorePoints best = one_step(loops, layer);
    std::optional<std::pair<std::int64_t, std::int64_t>> least;
    for (const StorePoints& points : candidates(loops, layer)) {
        const Dataflow dataflow{{with_stores(loops, points, layer, hardware, layer.place.file)},
                                layer.place};
        std::optional<ResidencyCost> cost;
        try {
            cost = judge(layer, hardware, bind(dataflow, layer, hardware));
        } catch (const InputError&) { // whoever uses the mapping is told
            return best;
        }
        const auto rank =
            cost ? std::optional(std::pair(cost->traffic_bytes, cost->demand_bytes)) : std::nullopt;
        if (rank && (!least || *rank < *least)) {
            least = rank;
            best = points;
        }
    }
    return best;
}

} // namespace counterpoint::mapping::maestro
