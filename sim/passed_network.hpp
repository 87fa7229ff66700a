#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "hw/hardware.hpp"
#include "sim/input_tiles.hpp"
#include "sim/output_tiles.hpp"
#include "sim/program.hpp"
#include "sim/walk.hpp"
#include "workloads/layer.hpp"

namespace counterpoint::sim {

/// What a transfer puts on a fill network that it passes.
struct Crossing {
    /// Does it take its turn? A matter of the loops: it may have nothing to send, at an edge.
    bool passes = false;
    std::int64_t most_bytes = 0; ///< that any one unit sends
    std::int64_t all_bytes = 0;
};

/// A fill network that tensors pass on their way into a memory further in: what each phase of that
/// memory sends over it. A unit that is passed takes an element once, whoever wants it below.
class PassedNetwork {
  public:
    /// Into `memory`, over the fill network of `network`, a memory further out. Watches the ranges
    /// that it needs.
    PassedNetwork(const Program& program, PhaseWalk& walk, const workloads::Layer& layer,
                  const hw::Hardware& hardware, MemoryIndex memory, MemoryIndex network);

    /// Takes the phase at which the walk stands; to be called at each. `came`: the output has other
    /// tiles.
    void update(const PhaseWalk& walk, const OutputTiles& output, bool came);

    /// See AxisFollower.
    void skip(DimensionIndex dimension, std::size_t step, std::int64_t distance);

    [[nodiscard]] MemoryIndex network() const { return network_; }
    [[nodiscard]] const Crossing& crossing() const { return crossing_; }
    /// By tensor: elements that go over it, all units.
    [[nodiscard]] const std::vector<std::int64_t>& elements() const { return elements_; }
    /// Of tensors that come from the units that send: bytes of the busiest.
    [[nodiscard]] std::int64_t most_read() const { return most_read_; }

  private:
    struct Passing {
        InputTiles tiles;
        std::int64_t bytes = 1; ///< of an element
        bool begins = false;    ///< it comes from the units that send
    };

    void number_units(const Program& program);
    void add(const Passing& passing);
    void add_output(const OutputTiles& output, bool came);

    MemoryIndex network_;
    std::vector<Passing> inputs_;
    std::size_t output_;
    std::int64_t output_bytes_;
    bool output_passes_;
    bool output_begins_;
    std::size_t place_among_passed_; ///< the network next to the memory's own is the first
    /// By unit whose elements are taken together: which unit sends them.
    std::vector<std::size_t> sender_;
    std::vector<std::int64_t> by_unit_; ///< bytes
    std::vector<std::int64_t> read_by_; ///< of these, of tensors that come from the unit
    Crossing crossing_;
    std::vector<std::int64_t> elements_;
    std::int64_t most_read_ = 0;
};

} // namespace counterpoint::sim
