#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "hw/counts.hpp"
#include "hw/hardware.hpp"
#include "sim/functional/box.hpp"
#include "sim/functional/fault.hpp"
#include "sim/functional/tiles.hpp"

namespace counterpoint::sim {

/// The elements of one input tensor that one unit of a memory holds.
template <class Arithmetic>
struct InputBuffer {
    using Value = typename Arithmetic::Value;

    Layout layout;
    std::vector<Value> values;
    std::vector<std::uint32_t> sent; ///< by element: the last fill that read it

    /// Makes room for another tile. `kept`, which both tiles have, stays; all else is poison.
    void move_to(const Box& tile, const Box& kept);

    Layout old_layout; ///< of the tile before, whose numbers are gone
    std::vector<Value> old_values;
};

/// One input tensor in all units of all memories.
template <class Arithmetic>
class InputBuffers {
  public:
    using Buffer = InputBuffer<Arithmetic>;
    using Value = typename Arithmetic::Value;

    /// `walks` by memory; memory 0 holds the tensor whole. All of them outlive it.
    InputBuffers(const Program& program, std::vector<PhaseWalk>& walks,
                 const workloads::Layer& layer, const hw::Hardware& hardware, TensorIndex tensor,
                 std::vector<Value> whole);

    /// Brings the units of a memory what their tiles have and those before had not, from their
    /// parents. Counts what parents read and units write.
    void fill(MemoryIndex memory, hw::Counts& counts, Fault& fault);

    [[nodiscard]] const Buffer& buffer(MemoryIndex memory, std::size_t unit) const {
        return buffers_[memory][unit];
    }

  private:
    void fill_unit(MemoryIndex memory, std::size_t unit, Buffer& parent, bool first_sharer,
                   Fault& fault);
    /// Copies; returns how many elements the parent had not yet read for this fill.
    std::int64_t copy(Buffer& parent, const Box& part, Buffer& child, bool note) const;

    const hw::Hardware& hardware_;
    const std::vector<PhaseWalk>& walks_;
    TensorIndex tensor_;
    std::vector<Tiles> tiles_; ///< by memory, from memory 1 on
    Table<MemoryIndex, std::vector<Buffer>> buffers_;
    std::uint32_t fill_number_ = 0;
    hw::Access parent_side_;
    hw::Access unit_side_;
    Box tile_;
    Box kept_;
    Box part_;
    Box nothing_;
};

} // namespace counterpoint::sim
