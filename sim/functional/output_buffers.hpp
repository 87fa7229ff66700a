#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "hw/counts.hpp"
#include "hw/hardware.hpp"
#include "sim/functional/box.hpp"
#include "sim/functional/fault.hpp"
#include "sim/functional/partial_sums.hpp"
#include "sim/functional/placement.hpp"
#include "sim/functional/tile_change.hpp"
#include "sim/functional/tiles.hpp"

namespace counterpoint::sim {

/// The output in all units of all memories that take it.
template <class Arithmetic>
class OutputBuffers {
  public:
    using Sums = PartialSums<Arithmetic>;

    /// `walks` by memory. All of them outlive it.
    OutputBuffers(const Program& program, std::vector<PhaseWalk>& walks,
                  const workloads::Layer& layer, const hw::Hardware& hardware);

    /// Moves the sums of all tiles that a memory's walk has just left, or of all of them where the
    /// walk is `over`, to the parents. Counts on both sides. Throws InputError where two sums of
    /// one element meet and nothing can add them. Nothing where the output bypasses the memory.
    void drain(MemoryIndex memory, bool over, hw::Counts& counts, Fault& fault);

    /// Gives the units of a memory their next tiles, with the sums that parents hand back.
    void fill(MemoryIndex memory, hw::Counts& counts, Fault& fault);

    [[nodiscard]] const Placement& innermost() const { return memories_.back().placement; }
    /// Those that MACs add to, at the places of that placement.
    [[nodiscard]] Sums& innermost_sums() { return memories_.back().sums; }
    /// Those in memory 0, C order.
    [[nodiscard]] const Sums& outermost_sums() const { return memories_.front().sums; }

  private:
    struct Memory {
        Placement placement;
        Sums sums;
    };
    /// How a memory is drained and gets sums back.
    struct Channel {
        MemoryIndex memory;
        MemoryIndex parent;
        bool in_registers = false;
        /// Units whose sums of one element are added up before they reach the parent: those below
        /// one unit of the memory before the outermost network on the way that reduces. 1: none.
        std::size_t added_together = 1;
        Tiles tiles;
        Tiles ranges; ///< of all dimensions where the output is stored; if sums come back
        TileChange change;
        Sums network;      ///< on their way: room for one tile
        bool moved = true; ///< since the last fill
    };
    /// Where a tile of sums goes.
    struct Destination {
        Sums& sums;
        std::int64_t start = 0; ///< place of the tile's first element
        bool parent = false;    ///< else the network
        bool adds = false;
        bool one_by_one = false; ///< sums of one element come after each other
    };
    struct Moved {
        std::int64_t sums = 0;
        std::int64_t met = 0; ///< found one at their destination
    };

    // `stage`: which of the memories that take the output, memory 0 the first.
    void add_memory(const Program& program, std::vector<PhaseWalk>& walks, MemoryIndex memory);
    [[nodiscard]] std::size_t added_together(const Program& program, MemoryIndex memory) const;
    void drain_sharers(std::size_t stage, const Tiles::Sharers& sharers, hw::Counts& counts,
                       Fault& fault);
    /// Drains units, given by their places among the sharers, whose sums are added on the way.
    Moved drain_together(std::size_t stage, const Tiles::Sharers& sharers, std::size_t first,
                         std::size_t last, const Destination& parent, Moved& left, Fault& fault);
    void spoil(std::size_t stage, std::int64_t start, Fault& fault);
    Moved move(std::size_t stage, Sums& from, std::int64_t start, const Destination& to);
    void reload(std::size_t stage, const Tiles::Sharers& sharers, hw::Counts& counts, Fault& fault);
    [[nodiscard]] bool adds(MemoryIndex memory) const {
        return memory.value > 0 && hardware_.memories[memory].accumulate;
    }
    [[noreturn]] void refuse_collision(std::size_t stage) const;

    const workloads::Layer& layer_;
    const hw::Hardware& hardware_;
    const std::vector<PhaseWalk>& walks_;
    std::vector<Memory> memories_;           ///< that take the output, memory 0 the first
    std::vector<Channel> channels_;          ///< the same way, from the second on
    Table<MemoryIndex, std::size_t> stages_; ///< which of them; 0: it bypasses the memory
    Box tile_;
};

} // namespace counterpoint::sim
