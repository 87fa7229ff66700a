#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "analytical/movement.hpp"
#include "hw/counts.hpp"
#include "hw/hardware.hpp"
#include "workloads/layer.hpp"

namespace counterpoint::analytical {

using hw::MemoryIndex;
using workloads::TensorIndex;

/// Partial sums between a memory and the one before it in the output's chain, in elements.
struct PartialSums {
    std::int64_t drained = 0;  ///< leave the memory
    std::int64_t arrived = 0;  ///< arrive at the one before
    std::int64_t reloaded = 0; ///< come back
};

/// What passes the networks of a memory, in elements, all units together.
struct Crossing {
    std::int64_t in = 0;  ///< over the fill network
    std::int64_t out = 0; ///< over the drain network
};

/// Turns movements into accesses. Partial sums obey conservation: what a memory starts by itself
/// and what comes back to it leaves it again.
class Counting {
  public:
    Counting(const workloads::Layer& layer, const hw::Hardware& hardware, const Nest& nest,
             Movements& movements);

    /// Accesses of all memories. Throws InputError where partial sums collide.
    hw::Counts counts();

    /// By memory: additions of partial sums on their way out of it; known after counts().
    [[nodiscard]] const Table<MemoryIndex, std::int64_t>& additions() const { return additions_; }
    /// By tensor; known after counts().
    [[nodiscard]] const std::vector<Crossing>& crossings(MemoryIndex memory) const {
        return crossings_[memory];
    }

    /// At a memory of the tensor's chain below memory 0.
    [[nodiscard]] const Movement& movement(MemoryIndex memory, TensorIndex tensor) const {
        return movements_[memory][tensor.value];
    }

    [[nodiscard]] std::int64_t macs() const { return macs_; }
    /// Elements of a whole tensor.
    [[nodiscard]] std::int64_t whole(TensorIndex tensor) const;

  private:
    void count_input(hw::Counts& counts, TensorIndex tensor);
    void count_output(hw::Counts& counts);
    /// `passed_on`: the elements that the memory before started itself and passed on.
    PartialSums count_sums(MemoryIndex memory, std::int64_t passed_on);
    /// Elements that enter the units of a memory, counted once below a unit of memory `outer`
    /// (which may be the memory itself).
    [[nodiscard]] std::int64_t entering(MemoryIndex memory, TensorIndex tensor,
                                        std::size_t outer) const;
    [[nodiscard]] bool accumulates(std::size_t memory) const;
    [[noreturn]] void refuse_collision(MemoryIndex memory, std::size_t before) const;

    const workloads::Layer& layer_;
    const hw::Hardware& hardware_;
    const Nest& nest_;
    Table<MemoryIndex, std::vector<Movement>> movements_; ///< by tensor
    Table<MemoryIndex, std::vector<Crossing>> crossings_; ///< by tensor
    Table<MemoryIndex, std::int64_t> additions_;
    std::int64_t macs_ = 1;
};

} // namespace counterpoint::analytical
