#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "hw/counts.hpp"
#include "hw/hardware.hpp"
#include "sim/functional/box.hpp"
#include "sim/functional/fault.hpp"
#include "sim/functional/tiles.hpp"

namespace counterpoint::sim {

/// The partial sums that one unit of a memory, or a network on its way, holds.
template <class Arithmetic>
struct OutputBuffer {
    using Sum = typename Arithmetic::Sum;

    Layout layout;
    std::vector<Sum> sums;
    std::vector<std::uint8_t> held; ///< by element: is there a sum?

    /// Another tile, for which nothing is held.
    void clear(const Box& tile);
    /// A sum that goes away leaves poison.
    void give_up(std::size_t place) {
        held[place] = 0;
        sums[place] = Arithmetic::poison_sum;
    }
};

/// The output in all units of all memories.
template <class Arithmetic>
class OutputBuffers {
  public:
    using Buffer = OutputBuffer<Arithmetic>;
    using Sum = typename Arithmetic::Sum;

    /// `walks` by memory. All of them outlive it.
    OutputBuffers(const Program& program, std::vector<PhaseWalk>& walks,
                  const workloads::Layer& layer, const hw::Hardware& hardware);

    /// Moves the sums of all tiles that a memory's walk has just left, or of all of them where the
    /// walk is `over`, to the parents. Counts on both sides. Throws InputError where two sums of
    /// one element meet and nothing can add them.
    void drain(MemoryIndex memory, bool over, hw::Counts& counts, Fault& fault);

    /// Gives the units of a memory their next tiles, with the sums that parents hand back.
    void fill(MemoryIndex memory, hw::Counts& counts, Fault& fault);

    /// PE by PE: begins sums of elements that have none. Returns how many those were.
    std::int64_t begin(std::size_t pe, const Box& part);

    [[nodiscard]] Buffer& buffer(MemoryIndex memory, std::size_t unit) {
        return buffers_[memory][unit];
    }

  private:
    void drain_sharers(MemoryIndex memory, const Tiles::Sharers& sharers, hw::Counts& counts,
                       Fault& fault);
    void drain_unit(MemoryIndex memory, Buffer& unit, Buffer& parent, hw::Counts& counts);
    void arrive(MemoryIndex memory, const Buffer& from, std::size_t place, Buffer& to,
                std::size_t to_place, hw::Counts& counts);
    void reload(MemoryIndex memory, Buffer& unit, Buffer& parent, bool lost, hw::Counts& counts);
    [[nodiscard]] bool adds(MemoryIndex memory) const {
        return memory.value > 0 && hardware_.memories[memory].accumulate;
    }
    [[noreturn]] void refuse_collision(MemoryIndex memory) const;

    const workloads::Layer& layer_;
    const hw::Hardware& hardware_;
    const std::vector<PhaseWalk>& walks_;
    std::vector<Tiles> tiles_;  ///< of the output, by memory from memory 1 on
    std::vector<Tiles> ranges_; ///< of all dimensions where the output is stored, the same way
    std::vector<bool> moved_;   ///< by memory: since its last fill
    Table<MemoryIndex, std::vector<Buffer>> buffers_;
    Buffer network_;
    Box tile_;
    Box range_;
};

} // namespace counterpoint::sim
