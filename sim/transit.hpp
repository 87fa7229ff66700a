#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "hw/counts.hpp"
#include "hw/hardware.hpp"
#include "sim/input_tiles.hpp"
#include "sim/output_tiles.hpp"
#include "sim/passed_network.hpp"
#include "sim/program.hpp"
#include "sim/walk.hpp"
#include "workloads/layer.hpp"

namespace counterpoint::sim {

/// What a fill reads of one memory.
struct SourceReads {
    MemoryIndex memory;
    std::vector<hw::Access> elements; ///< by tensor
    std::int64_t most_bytes = 0;      ///< of any one unit
};

/// How tensors come to a memory from further out than the next one, phase by phase: what goes over
/// the networks that they pass, and what is read where.
class Transit {
  public:
    /// Of a memory with networks that are passed. Watches the ranges that it needs.
    Transit(const Program& program, PhaseWalk& walk, const workloads::Layer& layer,
            const hw::Hardware& hardware, MemoryIndex memory);

    /// Takes the phase at which the walk stands; to be called at each. `sent` by tensor: elements
    /// over the memory's own network; `came`: the output has other tiles.
    void update(const PhaseWalk& walk, const std::vector<InputTiles>& inputs,
                const OutputTiles& output, bool came, const std::vector<hw::Access>& sent);

    /// See AxisFollower.
    void skip(DimensionIndex dimension, std::size_t step, std::int64_t distance) {
        for (PassedNetwork& network : networks_) {
            network.skip(dimension, step, distance);
        }
    }

    /// The networks but the memory's own, the innermost first.
    [[nodiscard]] const std::vector<PassedNetwork>& networks() const { return networks_; }
    /// By memory that tensors come from, the innermost first.
    [[nodiscard]] const std::vector<SourceReads>& sources() const { return sources_; }

  private:
    void read_next(const std::vector<InputTiles>& inputs, const OutputTiles& output, bool came,
                   const std::vector<hw::Access>& sent, SourceReads& reads);

    const Program& program_;
    MemoryIndex memory_;
    TensorIndex output_;
    Table<TensorIndex, std::int64_t> bytes_; ///< of an element
    std::vector<PassedNetwork> networks_;
    std::vector<SourceReads> sources_;
    std::vector<std::int64_t> by_unit_; ///< of the next outer memory
};

} // namespace counterpoint::sim
