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

/// Partial sums between a memory and its parent, in elements.
struct PartialSums {
    std::int64_t drained = 0;  ///< read at the memory
    std::int64_t arrived = 0;  ///< written at the parent
    std::int64_t reloaded = 0; ///< read at the parent, written at the memory
};

/// Turns movements into accesses. Partial sums obey conservation: what a memory starts by itself
/// and what comes back to it leaves it again.
class Counting {
  public:
    Counting(const workloads::Layer& layer, const hw::Hardware& hardware, Movements& movements);

    /// Accesses of all memories. Throws InputError where partial sums collide.
    hw::Counts counts();

    /// By memory (0: nothing); known after counts().
    [[nodiscard]] const std::vector<PartialSums>& partial_sums() const { return partial_sums_; }

    /// At a memory below memory 0.
    [[nodiscard]] const Movement& movement(MemoryIndex memory, TensorIndex tensor) const {
        return movements_[memory][tensor.value];
    }

    [[nodiscard]] std::int64_t macs() const { return macs_; }
    /// Elements of a whole tensor.
    [[nodiscard]] std::int64_t whole(TensorIndex tensor) const;

  private:
    void count_input(hw::Counts& counts, TensorIndex tensor) const;
    void count_output(hw::Counts& counts);
    void count_sums(MemoryIndex memory, std::int64_t passed_on);
    [[noreturn]] void refuse_collision(MemoryIndex memory) const;

    const workloads::Layer& layer_;
    const hw::Hardware& hardware_;
    Table<MemoryIndex, std::vector<Movement>> movements_;
    std::vector<PartialSums> partial_sums_;
    std::int64_t macs_ = 1;
};

} // namespace counterpoint::analytical
