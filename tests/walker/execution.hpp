#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <stdexcept>
#include <vector>

#include "hw/counts.hpp"
#include "tests/walker/elements.hpp"
#include "tests/walker/nest.hpp"

namespace counterpoint::walker {

/// The hardware cannot run the mapping: partial sums of one element collide on their way into a
/// memory that does not add.
class CannotRun : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

/// What comes to a memory and leaves it in one phase, by the networks it goes over: that of the
/// memory itself and those of the memories that a tensor bypasses.
struct Transfers {
    Table<hw::MemoryIndex, std::int64_t> down_bytes; ///< most that any one unit outside sends
    Table<hw::MemoryIndex, std::int64_t> up_bytes;   ///< most that any one unit outside receives
    bool reload = false;                             ///< does any unit take a partial sum back?
};

/// A partial sum that passes between a unit of a memory and its parent unit.
struct PassingSum {
    std::size_t unit = 0;
    Element element = 0;
};

/// What one unit of a memory needs room for, in elements of one tensor.
struct Room {
    std::int64_t tile = 0;     ///< largest tile
    std::int64_t new_part = 0; ///< most new elements of a phase but the first
};

/// The next outer memory.
inline hw::MemoryIndex outer(hw::MemoryIndex memory) { return {memory.value - 1}; }

/// Throws std::logic_error with the text where something does not hold that always has to.
void require(bool holds, const char* otherwise);

/// Runs a mapping phase by phase, with an explicit set of elements for every unit of every memory
/// and, for every partial sum, the unit that holds it and how many MACs went into it. Knows no
/// time. Throws CannotRun, and std::logic_error where the execution contradicts itself: a MAC
/// missing or done twice, a partial sum lost, overwritten or left behind.
class Execution {
  public:
    explicit Execution(const Nest& nest);

    hw::Counts counts;
    std::int64_t macs = 0;
    std::vector<std::int64_t> longest; ///< by innermost phase: cycles of the busiest PE
    Table<hw::MemoryIndex, std::vector<Transfers>> transfers;                 ///< by phase
    Table<hw::MemoryIndex, std::vector<std::vector<PassingSum>>> handed_back; ///< by phase
    Table<hw::MemoryIndex, std::vector<std::vector<PassingSum>>> drained;     ///< by phase
    Table<hw::MemoryIndex, std::vector<Room>> room;                           ///< by tensor
    Table<hw::MemoryIndex, std::int64_t> fill_bytes;  ///< by network, all that send
    Table<hw::MemoryIndex, std::int64_t> drain_bytes; ///< by network, all that receive

  private:
    /// Partial sums of one unit and the number of MACs in each.
    using Sums = std::map<Element, std::int64_t>;
    /// Partial sums on their way, in the order in which they arrive.
    using Stream = std::vector<std::pair<Element, std::int64_t>>;
    /// By network, the bytes that pass each unit outside of it.
    using Loads = Table<hw::MemoryIndex, std::vector<std::int64_t>>;

    [[nodiscard]] Loads no_loads() const;
    void fill(hw::MemoryIndex memory, std::size_t phase);
    void fill_input(hw::MemoryIndex memory, std::size_t phase, workloads::TensorIndex tensor,
                    const std::vector<Elements>& arriving, Loads& sent);
    [[nodiscard]] std::int64_t load(hw::MemoryIndex network, std::size_t sender,
                                    hw::MemoryIndex memory,
                                    const std::vector<Elements>& arriving) const;
    [[nodiscard]] Elements wanted_in(hw::MemoryIndex outer, std::size_t around,
                                     hw::MemoryIndex memory,
                                     const std::vector<Elements>& arriving) const;
    [[nodiscard]] Elements passed_on(hw::MemoryIndex memory, std::size_t phase,
                                     workloads::TensorIndex tensor, std::size_t unit) const;
    void reload_output(hw::MemoryIndex memory, std::size_t phase,
                       const std::vector<Elements>& arriving, Loads& sent);
    void compute(std::size_t innermost);
    std::int64_t compute_box(const Ranges& ranges, Sums& sums);
    void do_mac(const Table<workloads::DimensionIndex, std::int64_t>& at);
    void drain(hw::MemoryIndex memory, std::size_t phase);
    Stream leaving(hw::MemoryIndex memory, std::size_t phase, std::size_t unit);
    /// What arrives at the units outside of a network of what the units inside send.
    [[nodiscard]] std::vector<Stream> carried(hw::MemoryIndex network,
                                              const std::vector<Stream>& sent) const;
    void arrive(hw::MemoryIndex memory, std::size_t unit, Element element, std::int64_t sum);
    void check_all_done() const;
    [[nodiscard]] std::vector<Elements> new_elements(hw::MemoryIndex memory, std::size_t phase,
                                                     workloads::TensorIndex tensor);
    /// Where accesses of a tensor in a memory are counted; nowhere in the registers of the PEs.
    [[nodiscard]] hw::Access& access(hw::MemoryIndex memory, workloads::TensorIndex tensor);
    [[nodiscard]] bool adds(hw::MemoryIndex memory) const;
    [[nodiscard]] std::int64_t bytes_of(workloads::TensorIndex tensor) const;

    const Nest& nest_;
    Table<hw::MemoryIndex, std::vector<Sums>> held_; ///< by unit
    std::vector<bool> done_; ///< by MAC: position in the space of all dimensions
    hw::Access uncounted_;
};

} // namespace counterpoint::walker
