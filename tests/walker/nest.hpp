#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "hw/hardware.hpp"
#include "mapping/mapping.hpp"
#include "tests/walker/elements.hpp"
#include "workloads/layer.hpp"

namespace counterpoint::walker {

/// Half-open piece of a dimension, [lo, hi).
struct Range {
    std::int64_t lo = 0;
    std::int64_t hi = 0;

    [[nodiscard]] bool empty() const { return hi <= lo; }
};

using Ranges = Table<workloads::DimensionIndex, Range>;

/// For every node of a mapping the piece chosen there: the iteration of a temporal node, the unit
/// of a spatial node, 0 where the node is not (yet) one to choose at.
using Pieces = std::vector<std::int64_t>;

/// The loop nest of one mapping, spelled out: every phase and every unit of every memory, and the
/// ranges and tiles that a unit sees in a phase. Works by walking the nodes each time it is asked.
class Nest {
  public:
    Nest(const workloads::Layer& layer, const hw::Hardware& hardware,
         const mapping::Mapping& mapping);

    /// Phases and units of a memory; memory 0 has one of each.
    [[nodiscard]] std::size_t phases(hw::MemoryIndex memory) const;
    [[nodiscard]] std::size_t units(hw::MemoryIndex memory) const;

    /// The unit of an outer memory (or the same) that a unit lies in.
    [[nodiscard]] std::size_t unit_around(hw::MemoryIndex outer, hw::MemoryIndex memory,
                                          std::size_t unit) const;

    /// Is the tensor stored in the memory, rather than bypassing it?
    [[nodiscard]] bool stores(hw::MemoryIndex memory, workloads::TensorIndex tensor) const;
    /// The memories that a tensor comes to, outermost first. The innermost one is among them if the
    /// tensor bypasses it but comes to the registers of its PEs.
    [[nodiscard]] const std::vector<hw::MemoryIndex>& chain(workloads::TensorIndex tensor) const;
    /// The member of the chain after or before a memory, if there is one.
    [[nodiscard]] std::optional<hw::MemoryIndex> inner_of(hw::MemoryIndex memory,
                                                          workloads::TensorIndex tensor) const;
    [[nodiscard]] std::optional<hw::MemoryIndex> outer_of(hw::MemoryIndex memory,
                                                          workloads::TensorIndex tensor) const;

    /// Did a loop over a dimension of the tensor, outside of its node in the memory, go on at the
    /// begin of a phase?
    [[nodiscard]] bool moved(hw::MemoryIndex memory, std::size_t phase,
                             workloads::TensorIndex tensor) const;
    /// Does some loop over a reduction dimension stand outside of one over a dimension of the
    /// output, both outside of the output's node in the memory, so that tiles come back?
    [[nodiscard]] bool output_comes_back(hw::MemoryIndex memory) const;

    /// The units under the same parent unit whose index differs by one in exactly one spatial node.
    [[nodiscard]] std::vector<std::size_t> neighbours(hw::MemoryIndex memory,
                                                      std::size_t unit) const;

    /// The phase of a memory that an innermost phase lies in; the first and the last innermost
    /// phase of a phase.
    [[nodiscard]] std::size_t phase_around(hw::MemoryIndex memory, std::size_t innermost) const;
    [[nodiscard]] std::size_t first_inside(hw::MemoryIndex memory, std::size_t phase) const;
    [[nodiscard]] std::size_t last_inside(hw::MemoryIndex memory, std::size_t phase) const;

    /// The elements of a tensor that a unit of a memory has there in a phase.
    [[nodiscard]] Elements tile(hw::MemoryIndex memory, std::size_t phase, std::size_t unit,
                                workloads::TensorIndex tensor) const;

    /// Is any range empty where the output is stored in this memory?
    [[nodiscard]] bool idles(hw::MemoryIndex memory, std::size_t phase, std::size_t unit) const;

    /// What is left of the ranges for a PE (unit of the innermost memory) in a phase.
    [[nodiscard]] Ranges box(std::size_t innermost, std::size_t pe) const;

    [[nodiscard]] const workloads::Layer& layer() const { return layer_; }
    [[nodiscard]] const hw::Hardware& hardware() const { return hardware_; }

  private:
    struct Level {
        std::size_t depth = 0;          ///< position of the innermost store node
        std::vector<std::size_t> store; ///< by tensor: position of its store node
        std::vector<bool> bypassed;     ///< by tensor
        std::vector<std::size_t> first; ///< by phase: the first innermost phase inside
        std::vector<Pieces> units;
    };

    void clip_nodes();
    void find_stores();
    void link_chains();
    [[nodiscard]] bool spatial_between(std::size_t from, std::size_t to) const;
    [[nodiscard]] bool loops_over(std::size_t node, workloads::TensorIndex tensor) const;
    void list_phases(std::size_t node, Ranges ranges, Pieces& chosen);
    void list_first_phases(Level& level) const;
    void list_units(Level& level) const;
    [[nodiscard]] Ranges whole() const;
    [[nodiscard]] Ranges ranges_above(std::size_t node, const Pieces& phase,
                                      const Pieces& unit) const;
    [[nodiscard]] Elements touched(const workloads::Tensor& tensor, const Ranges& ranges) const;

    const workloads::Layer& layer_;
    const hw::Hardware& hardware_;
    std::vector<mapping::Node> nodes_; ///< tiles and units no larger than what there is
    Pieces trips_;                     ///< by node: most trips of a temporal node
    std::vector<Pieces> phases_;       ///< every innermost phase, in order
    Table<hw::MemoryIndex, Level> levels_;
    Table<workloads::TensorIndex, std::vector<hw::MemoryIndex>> chains_;
};

/// The elements of a tensor as positions along one axis: all coordinates the axis can have.
std::int64_t extent(const workloads::Layer& layer, const workloads::Axis& axis);

} // namespace counterpoint::walker
