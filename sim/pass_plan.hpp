#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "hw/hardware.hpp"
#include "sim/program.hpp"
#include "workloads/layer.hpp"

namespace counterpoint::sim {

/// Indices of all loops, the outermost first. Phases follow each other in lexicographic order.
using LoopIndices = std::vector<std::int64_t>;

/// Where a walk stands: the indices of all loops and how many trips each makes there.
struct LoopState {
    LoopIndices indices;
    std::vector<std::int64_t> trips;
};

/// When the transfers of a memory pass a fill network further out, told from the loops alone: when
/// a loop over a dimension of a tensor that passes moves, above the tensor's place in the memory.
class PassPlan {
  public:
    /// `output_passes`: partial sums can come back over the network.
    PassPlan(const Program& program, const workloads::Layer& layer, MemoryIndex memory,
             MemoryIndex network, bool output_passes);

    /// The first phase that passes, after the one at `now`; nothing: there is none.
    [[nodiscard]] std::optional<LoopIndices> next(const LoopState& now) const;

  private:
    std::vector<std::vector<std::size_t>>
        loops_; ///< by tensor: what moves its tile, innermost first
};

/// The first phase in which one of these loops, innermost first, is not where it was.
std::optional<LoopIndices> next_move(const LoopState& now, const std::vector<std::size_t>& loops);

} // namespace counterpoint::sim
