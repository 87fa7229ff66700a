#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "hw/counts.hpp"
#include "hw/hardware.hpp"
#include "sim/functional/box.hpp"
#include "sim/functional/fault.hpp"
#include "sim/functional/placement.hpp"
#include "sim/functional/tile_change.hpp"
#include "sim/functional/tiles.hpp"
#include "sim/neighbours.hpp"

namespace counterpoint::sim {

/// One input tensor in all units of all memories that take it. What leaves a unit is poison there.
template <class Arithmetic>
class InputBuffers {
  public:
    using Value = typename Arithmetic::Value;

    /// `walks` by memory; memory 0 holds the tensor whole. All of them outlive it.
    InputBuffers(const Program& program, std::vector<PhaseWalk>& walks,
                 const workloads::Layer& layer, const hw::Hardware& hardware, TensorIndex tensor,
                 std::vector<Value> whole);

    /// Brings the units of a memory what their tiles have and those before had not, from their
    /// parents or, where the memory forwards, from neighbours that held it in the phase before.
    /// Counts what parents read and units write. Nothing where the tensor bypasses the memory.
    void fill(MemoryIndex memory, hw::Counts& counts, Fault& fault);

    [[nodiscard]] const Placement& innermost() const { return memories_.back().placement; }
    /// A value in the memory, or the registers, where MACs use it, at a place of its placement.
    [[nodiscard]] const Value* value(std::int64_t place) const {
        return memories_.back().values.data() + place;
    }

  private:
    struct Memory {
        Placement placement;
        std::vector<Value> values;       ///< by place
        std::vector<std::uint32_t> sent; ///< by place: the last fill that read it. Empty where
        /// the units under one parent share one tile, or get their own each. Where each unit of a
        /// memory on the way has its own read: by place and such a unit.
    };
    /// How a memory is filled.
    struct Channel {
        MemoryIndex memory;
        MemoryIndex parent;
        bool in_registers = false;
        std::size_t readers = 0; ///< by which it reads anew, under one parent; 0: by unit
        std::size_t units_of_reader = 1;
        Tiles tiles;
        TileChange change;
        Neighbours neighbours;         ///< without nodes where nothing is forwarded
        std::size_t children = 1;      ///< units under one parent
        std::vector<Box> tiles_before; ///< by unit; kept where neighbours forward, as are:
        std::vector<Value> values_before;
    };

    void add_memory(const Program& program, std::vector<PhaseWalk>& walks,
                    const workloads::Layer& layer, MemoryIndex memory);
    [[nodiscard]] Channel channel_of(const Program& program, MemoryIndex memory, Tiles tiles) const;
    // `stage`: which of the memories that take the tensor, memory 0 the first.
    /// Gives those that share with a unit their next tile. Returns false if they have it.
    bool change_tile(std::size_t stage, std::size_t unit);
    void fill_sharers(std::size_t stage, const Tiles::Sharers& sharers, hw::Counts& counts,
                      Fault& fault);
    /// How often a parent reads what its units share, whose tile begins at a place of it.
    std::int64_t reads_for(std::size_t stage, const Tiles::Sharers& sharers, std::int64_t from);
    /// Keeps what the units have, which neighbours may want.
    void keep_before(std::size_t stage);
    /// Brings what is new, element by element: from a neighbour or else from the parent. Returns
    /// how many elements the parent reads.
    std::int64_t bring_or_forward(std::size_t stage, const Tiles::Sharers& sharers);
    [[nodiscard]] const Value* held_by_neighbour(const Channel& channel, const Placement& placement,
                                                 std::size_t unit, const Box& element) const;
    /// What a fault does to the tiles that have just been filled.
    void spoil(std::size_t stage, const Tiles::Sharers& sharers, Fault& fault);
    /// Notes that the parent reads for this fill, for one of so many readers; returns how many
    /// elements it had not yet.
    std::int64_t read_once(std::uint32_t* parent, std::size_t readers,
                           const std::vector<Stretch>& stretches) const;

    const hw::Hardware& hardware_;
    const std::vector<PhaseWalk>& walks_;
    TensorIndex tensor_;
    std::vector<Memory> memories_;           ///< that take the tensor, memory 0 the first
    std::vector<Channel> channels_;          ///< the same way, from the second on
    Table<MemoryIndex, std::size_t> stages_; ///< which of them; 0: it bypasses the memory
    std::uint32_t fill_number_ = 0;
    Box tile_;
};

} // namespace counterpoint::sim
