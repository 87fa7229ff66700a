#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "hw/hardware.hpp"
#include "hw/layout.hpp"
#include "sim/address/address_run.hpp"
#include "sim/address/tensor_part.hpp"
#include "sim/program.hpp"
#include "workloads/layer.hpp"

namespace counterpoint::sim {

/// Where the elements of one tensor lie in memory 0.
class TensorLayout {
  public:
    /// A level of the layout, resolved. An axis is whole or stands twice: blocks, then within.
    struct Level {
        hw::LayoutLevel::Part part = hw::LayoutLevel::Part::whole;
        std::size_t axis = 0;
        std::int64_t block = 1;  ///< coordinates in a block
        std::int64_t length = 1; ///< places on this level
        std::int64_t stride = 1; ///< elements between neighbours
    };

    /// `layout` null: the axes in the tensor's order. `base` is an address. Throws Overflow.
    TensorLayout(const workloads::Layer& layer, const workloads::Tensor& tensor,
                 const hw::Layout* layout, std::int64_t base, std::int64_t element_bytes);

    [[nodiscard]] std::int64_t base() const { return base_; } ///< address of the first byte
    /// What is reserved, the room behind short last blocks included.
    [[nodiscard]] std::int64_t bytes() const { return bytes_; }
    [[nodiscard]] std::int64_t element_bytes() const { return element_bytes_; }

    [[nodiscard]] std::int64_t address(const std::vector<std::int64_t>& coordinates) const;

    /// Outermost first.
    [[nodiscard]] const std::vector<Level>& levels() const { return levels_; }
    /// By axis: how many coordinates it has.
    [[nodiscard]] const std::vector<std::int64_t>& extents() const { return extents_; }

  private:
    [[nodiscard]] Level resolved(const hw::LayoutLevel& level, std::size_t axis) const;
    void set_strides();

    std::int64_t base_;
    std::int64_t element_bytes_;
    std::int64_t bytes_ = 0;
    std::vector<std::int64_t> extents_;
    std::vector<Level> levels_;
};

/// All tensors of a layer in memory 0, one after the other in the order of the layer, each aligned
/// to bursts of the DRAM. Memory 0 has `dram`, its layouts are legal for the layer. Throws
/// InputError where it has not enough room.
Table<TensorIndex, TensorLayout> place_tensors(const workloads::Layer& layer,
                                               const hw::Hardware& hardware);

} // namespace counterpoint::sim
