#include "sim/address/tensor_layout.hpp"

#include <string>

#include "vocabulary/checked.hpp"
#include "vocabulary/problem.hpp"
#include "workloads/axis_name.hpp"

namespace counterpoint::sim {

namespace {

using Part = hw::LayoutLevel::Part;

std::int64_t extent(const workloads::Layer& layer, const workloads::Axis& axis) {
    std::int64_t coordinates = 1;
    for (const workloads::AxisTerm& term : axis) {
        const std::int64_t steps = layer.dimensions[term.dimension].size - 1;
        coordinates = checked_sum(coordinates, checked_product(term.coefficient, steps));
    }
    return coordinates;
}

std::int64_t blocks_of(std::int64_t extent, std::int64_t block) { return (extent - 1) / block + 1; }

std::int64_t align(std::int64_t address, std::int64_t burst_bytes) {
    return checked_sum(address, burst_bytes - 1) / burst_bytes * burst_bytes;
}

Problem too_small(const workloads::Layer& layer, const hw::Memory& memory, std::int64_t capacity,
                  const Table<TensorIndex, TensorLayout>& layouts) {
    std::string parts;
    for (TensorIndex tensor{0}; layouts.contains(tensor); ++tensor.value) {
        parts += (parts.empty() ? "" : " + ") + layer.tensors[tensor].name + " " +
                 std::to_string(layouts[tensor].bytes());
    }
    const TensorLayout& last = layouts.back();
    Problem problem;
    problem.place = memory.place;
    problem.message =
        "layer " + layer.name + ": its tensors do not fit into the DRAM of " + memory.name;
    problem.expected = "at most " + std::to_string(capacity) + " bytes";
    problem.found = std::to_string(last.base() + last.bytes()) + " bytes: " + parts;
    problem.remedy = "give it more channels, ranks or rows, or split the layer";
    return problem;
}

} // namespace

TensorLayout::TensorLayout(const workloads::Layer& layer, const workloads::Tensor& tensor,
                           const hw::Layout* layout, std::int64_t base, std::int64_t element_bytes)
    : base_(base), element_bytes_(element_bytes) {
    std::vector<std::string> names;
    for (const workloads::Axis& axis : tensor.axes) {
        extents_.push_back(extent(layer, axis));
        names.push_back(workloads::axis_name(layer, axis));
    }
    std::vector<bool> placed(names.size(), false);
    if (layout != nullptr) {
        for (const hw::LayoutLevel& level : layout->levels) {
            for (std::size_t axis = 0; axis < names.size(); ++axis) {
                if (names[axis] == level.axis) {
                    levels_.push_back(resolved(level, axis));
                    placed[axis] = true;
                }
            }
        }
    }
    for (std::size_t axis = 0; axis < names.size(); ++axis) {
        if (!placed[axis]) {
            levels_.push_back(resolved(hw::LayoutLevel{}, axis));
        }
    }
    set_strides();
}

TensorLayout::Level TensorLayout::resolved(const hw::LayoutLevel& level, std::size_t axis) const {
    Level made;
    made.part = level.part;
    made.axis = axis;
    made.block = level.block;
    switch (level.part) {
    case Part::whole:
        made.length = extents_[axis];
        break;
    case Part::blocks:
        made.length = blocks_of(extents_[axis], level.block);
        break;
    case Part::within:
        made.length = level.block;
        break;
    }
    return made;
}

void TensorLayout::set_strides() {
    std::int64_t elements = 1;
    for (std::size_t level = levels_.size(); level-- > 0;) {
        levels_[level].stride = elements;
        elements = checked_product(elements, levels_[level].length);
    }
    bytes_ = checked_product(elements, element_bytes_);
}

std::int64_t TensorLayout::address(const std::vector<std::int64_t>& coordinates) const {
    std::int64_t place = 0;
    for (const Level& level : levels_) {
        const std::int64_t at = coordinates[level.axis];
        const bool cut = level.part != Part::whole;
        const std::int64_t on_level = !cut                         ? at
                                      : level.part == Part::blocks ? at / level.block
                                                                   : at % level.block;
        place += on_level * level.stride;
    }
    return base_ + place * element_bytes_;
}

Table<TensorIndex, TensorLayout> place_tensors(const workloads::Layer& layer,
                                               const hw::Hardware& hardware) {
    const hw::Memory& memory = hardware.memories[MemoryIndex{0}];
    Table<TensorIndex, TensorLayout> layouts;
    std::int64_t end = 0;
    for (const workloads::Tensor& tensor : layer.tensors) {
        const auto layout = memory.layouts.find(tensor.name);
        layouts.push_back(TensorLayout(
            layer, tensor, layout == memory.layouts.end() ? nullptr : &layout->second,
            align(end, memory.dram->standard.bytes_per_burst), hardware.bytes_of(tensor.name)));
        end = checked_sum(layouts.back().base(), layouts.back().bytes());
    }
    const std::int64_t capacity = hw::capacity_bytes(*memory.dram);
    if (end > capacity) {
        throw InputError(too_small(layer, memory, capacity, layouts));
    }
    return layouts;
}

} // namespace counterpoint::sim
