#include <algorithm>
#include <limits>
#include <map>
#include <optional>
#include <string>

#include "mapping/timeloop/nest.hpp"

namespace counterpoint::mapping::timeloop {

namespace {

/// Words of a tensor whose dimensions have these extents; nothing where 64 bits do not hold them.
std::optional<std::int64_t> words_of(const workloads::Layer& layer, const workloads::Tensor& tensor,
                                     const std::map<std::string, std::int64_t>& extents) {
    std::int64_t words = 1;
    for (const workloads::Axis& axis : tensor.axes) {
        std::int64_t span = 1;
        for (const workloads::AxisTerm& term : axis) {
            const auto extent = extents.find(layer.dimensions[term.dimension].name);
            const std::int64_t last = extent == extents.end() ? 0 : extent->second - 1;
            std::int64_t reach = 0;
            if (__builtin_mul_overflow(last, term.coefficient, &reach) ||
                __builtin_add_overflow(span, reach, &span)) {
                return std::nullopt;
            }
        }
        if (__builtin_mul_overflow(words, span, &words)) {
            return std::nullopt;
        }
    }
    return words;
}

using Extents = std::map<std::string, std::int64_t>;

/// Words of all tensors that a level keeps, and what makes them up.
struct Demand {
    std::int64_t words = 0; ///< the largest number where 64 bits do not hold them
    std::string parts;
};

Demand demand_of(const LevelNest& nest, const workloads::Layer& layer, const Extents& extents) {
    Demand demand;
    for (const workloads::Tensor& tensor : layer.tensors) {
        if (nest.bypassing.count(tensor.name) > 0) {
            continue;
        }
        const auto part = words_of(layer, tensor, extents);
        if (!part || __builtin_add_overflow(demand.words, *part, &demand.words)) {
            return {std::numeric_limits<std::int64_t>::max(), tensor.name + " and others"};
        }
        demand.parts +=
            (demand.parts.empty() ? "" : ", ") + tensor.name + ' ' + std::to_string(*part);
    }
    return demand;
}

void check_level(const StorageLevel& level, std::int64_t words, const Demand& demand,
                 const workloads::Layer& layer, Reading& reading) {
    const std::int64_t room = words / level.buffers;
    if (demand.words <= room) {
        return;
    }
    if (level.may_overflow) {
        reading.left_out(level.place,
                         "tiles overflow " + level.name + ", and overbooking is not modelled");
        return;
    }
    reading.problem(level.place, "the tiles of layer '" + layer.name + "' do not fit " + level.name,
                    "at most " + std::to_string(room) + " words",
                    std::to_string(demand.words) + " (" + demand.parts + ")");
}

} // namespace

void check_capacity(const Architecture& architecture, const std::vector<LevelNest>& nests,
                    const std::vector<std::optional<std::int64_t>>& words,
                    const workloads::Layer& layer, Reading& reading) {
    Extents extents;
    for (std::size_t level = nests.size(); level-- > 1;) { // the outermost one holds everything
        for (const auto* loops : {&nests[level].spatial, &nests[level].temporal}) {
            for (const Loop& loop : *loops) {
                extents[loop.dimension] = std::max(extents[loop.dimension], loop.tile * loop.count);
            }
        }
        if (words[level]) {
            check_level(architecture.levels[level], *words[level],
                        demand_of(nests[level], layer, extents), layer, reading);
        }
    }
}

} // namespace counterpoint::mapping::timeloop
