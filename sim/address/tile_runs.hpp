#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "hw/counts.hpp"
#include "hw/hardware.hpp"
#include "sim/address/address_run.hpp"
#include "sim/address/axis_tiles.hpp"
#include "sim/address/run_finder.hpp"
#include "sim/address/tensor_layout.hpp"
#include "sim/address/tensor_part.hpp"
#include "sim/output_tiles.hpp"
#include "sim/program.hpp"
#include "sim/visited_tiles.hpp"
#include "sim/walk.hpp"
#include "workloads/layer.hpp"

namespace counterpoint::sim {

/// The addresses of memory 0 that another memory, mostly memory 1, reads and writes, phase by
/// phase: of the tensors that it gets from there. Knows no time. Finds the elements by itself, from
/// the ranges of the walk; there must be as many as were counted.
class TileRuns {
  public:
    /// Memory 0 has `dram`; all of them outlive it. Throws InputError where the tensors do not fit
    /// into the DRAM. Not of a memory behind the next one that is filled without multicast.
    TileRuns(const Program& program, PhaseWalk& walk, const workloads::Layer& layer,
             const hw::Hardware& hardware, MemoryIndex memory = MemoryIndex{1});
    TileRuns(const TileRuns&) = delete;
    TileRuns& operator=(const TileRuns&) = delete;
    TileRuns(TileRuns&&) = delete;
    TileRuns& operator=(TileRuns&&) = delete;
    ~TileRuns() = default;

    /// Takes the phase at which the walk stands; to be called at each. `counted` by tensor: what
    /// its fill reads from memory 0; `stay` is that of the output's tiles. Throws Defect where
    /// the runs have another number of elements.
    void update(const PhaseWalk& walk, const std::vector<hw::Access>& counted, const Stay& stay);

    /// By tensor: what the fill of this phase reads; of the output the partial sums that are handed
    /// back. In ascending order; without multicast so for one unit after the other, those with the
    /// same tile next to each other.
    [[nodiscard]] const std::vector<std::vector<AddressRun>>& fill_runs() const { return fill_; }

    /// What the output's tiles of the present stay write when they leave, in ascending order. None
    /// where the hardware cannot run it (Stay::collision).
    [[nodiscard]] const std::vector<AddressRun>& drain_runs() const { return drain_; }

    /// Where the tensors lie.
    [[nodiscard]] const Table<TensorIndex, TensorLayout>& layouts() const { return layouts_; }

  private:
    /// One tensor in all units.
    struct Tiles {
        TensorIndex tensor;
        RunFinder finder;
        std::int64_t copies = 1; ///< units with the same tile, by dimensions that it does not have
        std::vector<AxisTiles> axes;
        TensorPart part;
        std::vector<std::size_t> unit; ///< by axis
    };

    Tiles follow(const Program& program, PhaseWalk& walk, TensorIndex tensor) const;
    static bool moved(Tiles& tiles, const PhaseWalk& walk);
    [[nodiscard]] std::int64_t find_new(Tiles& tiles, std::vector<AddressRun>& runs) const;
    static std::int64_t add_runs(Tiles& tiles, std::vector<AddressRun>& runs);
    static std::int64_t find_new_of_units(Tiles& tiles, std::vector<AddressRun>& runs);
    void take_output(const PhaseWalk& walk, const Stay& stay);
    void require(std::int64_t found, std::int64_t counted, TensorIndex tensor, const char* what,
                 const PhaseWalk& walk) const;

    const workloads::Layer& layer_;
    MemoryIndex memory_;
    bool takes_output_;
    bool multicast_;
    bool forwarding_;
    Table<TensorIndex, TensorLayout> layouts_;
    std::vector<Tiles> inputs_;
    Tiles output_;
    VisitedTiles visited_;
    std::vector<std::vector<AddressRun>> fill_;
    std::vector<AddressRun> drain_;
    std::int64_t handed_back_ = 0; ///< elements of the output in `fill_`
};

} // namespace counterpoint::sim
