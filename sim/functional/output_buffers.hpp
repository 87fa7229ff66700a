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

/// The output in all units of all memories.
template <class Arithmetic>
class OutputBuffers {
  public:
    using Sums = PartialSums<Arithmetic>;

    /// `walks` by memory. All of them outlive it.
    OutputBuffers(const Program& program, std::vector<PhaseWalk>& walks,
                  const workloads::Layer& layer, const hw::Hardware& hardware);

    /// Moves the sums of all tiles that a memory's walk has just left, or of all of them where the
    /// walk is `over`, to the parents. Counts on both sides. Throws InputError where two sums of
    /// one element meet and nothing can add them.
    void drain(MemoryIndex memory, bool over, hw::Counts& counts, Fault& fault);

    /// Gives the units of a memory their next tiles, with the sums that parents hand back.
    void fill(MemoryIndex memory, hw::Counts& counts, Fault& fault);

    [[nodiscard]] const Placement& innermost() const { return memories_.back().placement; }
    /// Those in the PEs, at the places of that placement.
    [[nodiscard]] Sums& innermost_sums() { return memories_.back().sums; }
    /// Those in memory 0, C order.
    [[nodiscard]] const Sums& outermost_sums() const { return memories_[MemoryIndex{0}].sums; }

  private:
    struct Memory {
        Placement placement;
        Sums sums;
    };
    /// How a memory is drained and gets sums back.
    struct Channel {
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
    };
    struct Moved {
        std::int64_t sums = 0;
        std::int64_t met = 0; ///< found one at their destination
    };

    void drain_sharers(MemoryIndex memory, const Tiles::Sharers& sharers, hw::Counts& counts,
                       Fault& fault);
    void spoil(MemoryIndex memory, std::int64_t start, Fault& fault);
    Moved move(MemoryIndex memory, Sums& from, std::int64_t start, const Destination& to);
    void reload(MemoryIndex memory, const Tiles::Sharers& sharers, hw::Counts& counts,
                Fault& fault);
    [[nodiscard]] bool adds(MemoryIndex memory) const {
        return memory.value > 0 && hardware_.memories[memory].accumulate;
    }
    [[noreturn]] void refuse_collision(MemoryIndex memory, const Destination& to) const;

    const workloads::Layer& layer_;
    const hw::Hardware& hardware_;
    const std::vector<PhaseWalk>& walks_;
    Table<MemoryIndex, Memory> memories_;
    std::vector<Channel> channels_; ///< by memory, from memory 1 on
    Box tile_;
};

} // namespace counterpoint::sim
