#include "explore/designs.hpp"

#include <algorithm>
#include <utility>

#include "input/document.hpp"
#include "vocabulary/checked.hpp"

namespace counterpoint::explore {

namespace {

std::vector<ResolvedAxis> in_counting_order(std::vector<ResolvedAxis> axes) {
    std::stable_sort(axes.begin(), axes.end(), [](const ResolvedAxis& a, const ResolvedAxis& b) {
        return static_cast<int>(a.role) < static_cast<int>(b.role);
    });
    return axes;
}

template <class Choose>
Numbering numbering_of(const std::vector<ResolvedAxis>& axes, const Choose& is_chosen) {
    std::vector<std::size_t> sizes;
    for (const ResolvedAxis& axis : axes) {
        if (is_chosen(axis)) {
            sizes.push_back(axis.axis.size());
        }
    }
    return Numbering(std::move(sizes));
}

Numbering numbering_of_role(const std::vector<ResolvedAxis>& axes, Role role) {
    return numbering_of(axes, [&](const ResolvedAxis& axis) { return axis.role == role; });
}

Numbering numbering_of_all(const std::vector<ResolvedAxis>& axes, const Place& space) {
    try {
        return numbering_of(axes, [](const ResolvedAxis&) { return true; });
    } catch (const Overflow&) {
        throw InputError(Problem{space, "the space has 2^63 designs or more", "", "",
                                 "take larger steps, or search parts of it one after the other"});
    }
}

void refuse_foreign_mapping(const mapping::DesignTree& tree, const Space& space) {
    if (tree.has_foreign_mapping()) {
        throw InputError(Problem{space.place,
                                 "only a mapping in the project's own format can be explored", "",
                                 "", "write it as one with `counterpoint convert`"});
    }
}

} // namespace

Designs::Designs(const Space& space, mapping::DesignTree& tree, mapping::Design design)
    : tree_((refuse_foreign_mapping(tree, space), tree)), design_(std::move(design)),
      technology_(tree.take_technology(design_.hardware)),
      axes_(in_counting_order(resolve(space, tree, design_))),
      numbering_(numbering_of_all(axes_, space.place)),
      structures_(numbering_of_role(axes_, Role::structural)),
      bandwidths_(numbering_of_role(axes_, Role::bandwidth)),
      capacities_(numbering_of_role(axes_, Role::capacity)) {}

std::vector<const ResolvedAxis*> Designs::axes_of(Role role) const {
    std::vector<const ResolvedAxis*> chosen;
    for (const ResolvedAxis& axis : axes_) {
        if (axis.role == role) {
            chosen.push_back(&axis);
        }
    }
    return chosen;
}

hw::Hardware Designs::read_hardware(const std::vector<std::size_t>& structure) const {
    const std::lock_guard<std::mutex> lock(tree_in_use_);
    for (std::size_t i = 0; i < structure.size(); ++i) {
        for (const Target& target : axes_[i].targets) {
            if (const auto* value = std::get_if<HardwareValue>(&target)) {
                value->node->text = axes_[i].axis.text(structure[i]);
            }
        }
    }
    return tree_.read_hardware_again();
}

void set_value(const ResolvedAxis& axis, std::size_t value, hw::Hardware& hardware) {
    for (const Target& target : axis.targets) {
        if (const auto* bandwidth = std::get_if<BandwidthOf>(&target)) {
            hw::Memory& memory = hardware.memories[bandwidth->memory];
            (bandwidth->drains ? memory.drain.bytes_per_cycle : memory.fill.bytes_per_cycle) =
                axis.axis.numbers[value];
        } else if (const auto* capacity = std::get_if<CapacityOf>(&target)) {
            hardware.memories[capacity->memory].capacity_bytes = axis.axis.numbers[value];
        }
    }
}

DesignBuilder::DesignBuilder(const Designs& designs)
    : designs_(designs), dataflow_(designs.base().dataflow) {}

void DesignBuilder::take_structure(std::int64_t structure) {
    const std::vector<std::size_t> values = designs_.structures().values(structure);
    hardware_ = designs_.read_hardware(values);
    for (std::size_t i = 0; i < values.size(); ++i) {
        set_value(designs_.axes()[i], values[i], hardware_);
    }
    put_parameters(values);
}

void DesignBuilder::take_design(std::int64_t number) {
    take_structure(number / designs_.designs_of_structure());
    const std::vector<std::size_t> values = designs_.numbering().values(number);
    for (std::size_t i = 0; i < values.size(); ++i) {
        set_value(designs_.axes()[i], values[i], hardware_);
    }
}

void DesignBuilder::put_parameters(const std::vector<std::size_t>& structure) {
    for (std::size_t i = 0; i < structure.size(); ++i) {
        const ResolvedAxis& axis = designs_.axes()[i];
        for (const Target& target : axis.targets) {
            if (const auto* parameter = std::get_if<ParameterOf>(&target)) {
                std::vector<Problem> none; // the values were tried when the axis was looked up
                auto& entry = dataflow_.entries[parameter->entry];
                entry.parameters[parameter->parameter].value =
                    *input::parse_expression(axis.axis.text(structure[i]), axis.axis.place, none);
            }
        }
    }
}

} // namespace counterpoint::explore
