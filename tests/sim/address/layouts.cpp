#include "tests/sim/address/layouts.hpp"

#include <algorithm>
#include <cstddef>

#include "workloads/axis_name.hpp"

namespace counterpoint::sim {

namespace {

using Part = hw::LayoutLevel::Part;

struct Counter {
    std::size_t axis = 0;
    std::int64_t length = 1;
    std::int64_t step = 1; ///< coordinates
    std::int64_t at = 0;
};

std::vector<Counter> counters_of(const workloads::Layer& layer, const workloads::Tensor& tensor,
                                 const hw::Layout* layout) {
    const std::vector<std::int64_t> extents = extents_of(layer, tensor);
    std::vector<Counter> counters;
    if (layout == nullptr) {
        for (std::size_t axis = 0; axis < extents.size(); ++axis) {
            counters.push_back(Counter{axis, extents[axis], 1, 0});
        }
        return counters;
    }
    for (const hw::LayoutLevel& level : layout->levels) {
        for (std::size_t axis = 0; axis < extents.size(); ++axis) {
            if (workloads::axis_name(layer, tensor.axes[axis]) != level.axis) {
                continue;
            }
            Counter counter{axis, extents[axis], 1, 0};
            if (level.part == Part::blocks) {
                counter.length = (extents[axis] + level.block - 1) / level.block;
                counter.step = level.block;
            } else if (level.part == Part::within) {
                counter.length = level.block;
            }
            counters.push_back(counter);
        }
    }
    return counters;
}

bool count_on(std::vector<Counter>& counters) {
    for (std::size_t i = counters.size(); i-- > 0;) {
        if (++counters[i].at < counters[i].length) {
            return true;
        }
        counters[i].at = 0;
    }
    return false;
}

} // namespace

hw::Layout layout_of(const std::vector<std::string>& levels) {
    hw::Layout layout;
    for (const std::string& text : levels) {
        const std::size_t sign = text.find_first_of("/%");
        hw::LayoutLevel level;
        level.axis = text.substr(0, sign);
        if (sign != std::string::npos) {
            level.part = text[sign] == '/' ? Part::blocks : Part::within;
            level.block = std::stoll(text.substr(sign + 1));
        }
        layout.levels.push_back(level);
    }
    return layout;
}

hw::Layout random_layout(walker::Random& random, const workloads::Layer& layer,
                         const workloads::Tensor& tensor) {
    std::vector<std::string> axes;
    for (const workloads::Axis& axis : tensor.axes) {
        axes.push_back(workloads::axis_name(layer, axis));
    }
    random.shuffle(axes);
    std::vector<std::string> levels = axes;
    for (const std::string& axis : axes) {
        if (random.chance(40)) {
            const std::string block = std::to_string(random.between(1, 5));
            const auto at = std::find(levels.begin(), levels.end(), axis);
            *at = axis + "/" + block;
            const auto behind = levels.end() - at;
            levels.insert(at + random.between(1, behind), axis + "%" + block);
        }
    }
    return layout_of(levels);
}

hw::DramConfiguration dram_of(std::int64_t rows) {
    hw::DramStandard standard;
    standard.name = "plain";
    standard.burst_length = 8;
    standard.bytes_per_burst = 64;
    standard.organisation.rows = rows;
    standard.organisation.columns = 256;
    standard.organisation.row_bytes = 2048;
    return hw::default_configuration(standard);
}

std::vector<std::int64_t> extents_of(const workloads::Layer& layer,
                                     const workloads::Tensor& tensor) {
    std::vector<std::int64_t> extents;
    for (const workloads::Axis& axis : tensor.axes) {
        extents.push_back(1);
        for (const workloads::AxisTerm& term : axis) {
            extents.back() += term.coefficient * (layer.dimensions[term.dimension].size - 1);
        }
    }
    return extents;
}

std::vector<std::int64_t> places_of(const workloads::Layer& layer, const workloads::Tensor& tensor,
                                    const hw::Layout* layout) {
    const std::vector<std::int64_t> extents = extents_of(layer, tensor);
    std::size_t elements = 1;
    for (const std::int64_t extent : extents) {
        elements *= static_cast<std::size_t>(extent);
    }
    std::vector<std::int64_t> places(elements, -1);
    std::vector<Counter> counters = counters_of(layer, tensor, layout);
    std::int64_t place = 0;
    do {
        std::vector<std::int64_t> coordinates(extents.size(), 0);
        for (const Counter& counter : counters) {
            coordinates[counter.axis] += counter.at * counter.step;
        }
        std::int64_t element = 0;
        bool exists = true;
        for (std::size_t axis = 0; axis < extents.size(); ++axis) {
            exists = exists && coordinates[axis] < extents[axis];
            element = element * extents[axis] + coordinates[axis];
        }
        if (exists) {
            places[static_cast<std::size_t>(element)] = place;
        }
        ++place;
    } while (count_on(counters));
    return places;
}

} // namespace counterpoint::sim
