#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "hw/hardware.hpp"
#include "sim/census.hpp"
#include "sim/program.hpp"
#include "sim/visited_tiles.hpp"
#include "sim/walk.hpp"

namespace counterpoint::sim {

namespace noc {
struct Pass;
}
class MachineState;

/// What comes out of a network.
struct Arrived {
    std::int64_t all = 0;
    std::int64_t most = 0; ///< at any one unit
};

/// One stay of an output tile in the units of a memory, from the phase in which it comes to the
/// one after which it leaves. Elements.
struct Stay {
    std::int64_t reloaded = 0;     ///< partial sums that the parents hand back, all units
    std::int64_t drained = 0;      ///< leave the units
    std::int64_t most_drained = 0; ///< leave one unit
    /// Come out of the memory's own drain network, added on the way where there is reduction.
    std::int64_t arrived = 0;
    std::int64_t most_arrived = 0; ///< at one unit
    /// Out of the networks that they pass after that one, the innermost first.
    std::vector<Arrived> passed;
    std::int64_t added = 0; ///< of the arrivals, those that are added to a held partial sum
    bool collision = false; ///< two arrive for one element where nothing can add them
    /// How it goes through the drain network; null where nothing leaves or the network is ideal.
    const noc::Pass* drain_pass = nullptr;

    /// What reaches the memory that takes it.
    [[nodiscard]] Arrived reached() const {
        return passed.empty() ? Arrived{arrived, most_arrived} : passed.back();
    }
    void record(MachineState& state) const;
};

/// The output's tiles in all units of a memory, stay by stay. They change whole: two tiles of a
/// unit are equal or have nothing in common, and units either share all elements or none. Where the
/// output bypasses the memory none come or leave; parents are units of the memory before in its
/// chain.
class OutputTiles {
  public:
    OutputTiles(const Program& program, PhaseWalk& walk, const workloads::Layer& layer,
                const hw::Hardware& hardware, MemoryIndex memory);

    /// Takes note of the phase at which the walk stands; to be called at each. Returns whether
    /// other tiles came.
    bool update(const PhaseWalk& walk);

    /// Has the walk just stepped to a phase in which other tiles come?
    [[nodiscard]] bool leaves(const PhaseWalk& walk) const {
        return taken_ && comes(walk, levels_.back());
    }

    /// Does the memory take the output in at all?
    [[nodiscard]] bool taken() const { return taken_; }
    /// The stay of the tiles that are there now.
    [[nodiscard]] const Stay& stay() const { return stay_; }
    /// Adds for each unit of the next outer memory the bytes that come through it at the beginning
    /// of the stay, handed back by the parents.
    void add_reloaded(std::int64_t bytes, std::vector<std::int64_t>& by_unit) const;
    /// The same for each unit of a memory further out that they pass, counted from the next one.
    void add_reloaded(std::int64_t bytes, std::size_t passed,
                      std::vector<std::int64_t>& by_unit) const;
    /// Can the parents ever hand anything back?
    [[nodiscard]] bool may_reload() const { return taken_ && levels_.back().reloads && repeats_; }

    /// The units that take part in the stay.
    [[nodiscard]] const Census& census() const { return census_; }
    /// Which of them get partial sums back with their tiles; nothing: none.
    [[nodiscard]] std::optional<MemoryIndex> holders() const { return levels_.back().holders; }

    /// At the innermost memory: output elements that MACs of this phase touch first, with nothing
    /// held for them.
    [[nodiscard]] std::int64_t begun() const { return begun_; }
    /// Of these, those of the first unit, which has the largest tile and holds most.
    [[nodiscard]] std::int64_t begun_by_first() const { return begun_by_first_; }

    [[nodiscard]] std::int64_t largest_tile() const { return largest_tile_; }
    /// Most new elements of one unit in any phase but the first.
    [[nodiscard]] std::int64_t largest_new() const { return largest_new_; }

  private:
    /// A memory on the way from the outermost to this one, of those that take the output.
    struct Level {
        MemoryIndex memory;
        MemoryIndex parent;
        std::vector<std::size_t> depths; ///< of the output's dimensions
        VisitedTiles visited;
        bool reloads = false; ///< takes partial sums back from its parent
        /// The units that got partial sums with the tile: those that are the first to share them
        /// from this memory inwards.
        std::optional<MemoryIndex> holders;
    };

    void add_level(const Program& program, const workloads::Layer& layer,
                   const hw::Hardware& hardware, MemoryIndex memory);
    void take(const Program& program, PhaseWalk& walk, const workloads::Layer& layer,
              const hw::Hardware& hardware);
    [[nodiscard]] bool comes(const PhaseWalk& walk, const Level& level) const;
    void enter(const PhaseWalk& walk, std::size_t which);
    void count_stay(const PhaseWalk& walk, std::optional<MemoryIndex> outer_holders, bool visited);
    void count_passed(const PhaseWalk& walk, MemoryIndex arriving);
    void count_begun(const PhaseWalk& walk);

    MemoryIndex memory_;
    bool taken_; ///< by this memory; else it has no stays
    bool reduction_;
    bool outer_adds_ = false;
    bool repeats_ = false;                   ///< tiles come again
    std::vector<DimensionIndex> dimensions_; ///< of the output
    std::vector<Level> levels_;              ///< the outermost first
    Census census_;
    /// The same units under those of the memories that are passed, the innermost first.
    std::vector<Census> passed_;
    std::vector<bool> passed_reductions_;
    std::optional<Census> touched_; ///< at the innermost memory: by the MACs
    std::optional<VisitedTiles> begun_tiles_;
    Stay stay_;
    std::int64_t begun_ = 0;
    std::int64_t begun_by_first_ = 0;
    std::int64_t largest_tile_ = 0;
    std::int64_t largest_new_ = 0;
};

} // namespace counterpoint::sim
