#pragma once

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "explore/axis_targets.hpp"
#include "explore/numbering.hpp"
#include "explore/space.hpp"
#include "hw/hardware.hpp"
#include "mapping/dataflow.hpp"
#include "mapping/design.hpp"
#include "mapping/design_tree.hpp"
#include "workloads/layer.hpp"

namespace counterpoint::explore {

/// All designs of a space, numbered from 0: structural axes count slowest, then bandwidths, then
/// capacities, each kind in the order of the space, the last axis fastest. So all designs of one
/// structure are neighbours, and within it all capacities at one choice of bandwidths.
class Designs {
  public:
    /// The tree is the one that the design was read from; it is changed and read again from here
    /// on. Throws InputError: see resolve(); a mapping in another tool's format; 2^63 designs or
    /// more.
    Designs(const Space& space, mapping::DesignTree& tree, mapping::Design design);

    [[nodiscard]] std::int64_t size() const { return numbering_.size(); }
    [[nodiscard]] const Numbering& numbering() const { return numbering_; }
    [[nodiscard]] const Numbering& structures() const { return structures_; }
    [[nodiscard]] const Numbering& bandwidths() const { return bandwidths_; }
    [[nodiscard]] const Numbering& capacities() const { return capacities_; }
    /// Designs of one structure.
    [[nodiscard]] std::int64_t designs_of_structure() const {
        return bandwidths_.size() * capacities_.size();
    }

    /// In the order in which they count.
    [[nodiscard]] const std::vector<ResolvedAxis>& axes() const { return axes_; }
    /// The axes of one role, in that order.
    [[nodiscard]] std::vector<const ResolvedAxis*> axes_of(Role role) const;

    [[nodiscard]] const std::vector<workloads::Layer>& layers() const {
        return design_.workload.layers;
    }
    [[nodiscard]] const mapping::Design& base() const { return design_; }
    /// That the hardware names; nothing where it names none. No hardware has it any more.
    [[nodiscard]] const std::optional<mapping::PlacedTechnology>& technology() const {
        return technology_;
    }

    /// The hardware as the files say it with the hardware values of one structure; swept values
    /// are some or other. May be asked by several threads. Throws InputError.
    [[nodiscard]] hw::Hardware read_hardware(const std::vector<std::size_t>& structure) const;

  private:
    mapping::DesignTree& tree_;
    mutable std::mutex tree_in_use_;
    mapping::Design design_;
    std::optional<mapping::PlacedTechnology> technology_;
    std::vector<ResolvedAxis> axes_;
    Numbering numbering_;
    Numbering structures_;
    Numbering bandwidths_;
    Numbering capacities_;
};

/// Sets the swept targets of an axis to one of its values.
void set_value(const ResolvedAxis& axis, std::size_t value, hw::Hardware& hardware);

/// One design after the other, for one thread.
class DesignBuilder {
  public:
    explicit DesignBuilder(const Designs& designs);

    /// Hardware and dataflow become those of a structure. Throws InputError where the values do not
    /// go together.
    void take_structure(std::int64_t structure);
    /// They become those of a design.
    void take_design(std::int64_t number);

    [[nodiscard]] const hw::Hardware& hardware() const { return hardware_; }
    [[nodiscard]] const mapping::Dataflow& dataflow() const { return dataflow_; }

  private:
    void put_parameters(const std::vector<std::size_t>& structure);

    const Designs& designs_;
    hw::Hardware hardware_;
    mapping::Dataflow dataflow_;
};

} // namespace counterpoint::explore
