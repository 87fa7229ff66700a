#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/noc/messages.hpp"
#include "sim/program.hpp"

namespace counterpoint::sim {

/// How the units of a memory are numbered under their parent unit, and the parent units: by the
/// indices of the spatial nodes between the two memories, or outside of both, the outermost most
/// significant.
class UnitNumbers {
  public:
    UnitNumbers(const Program& program, MemoryIndex memory);

    /// By piece of the dimension within one parent unit: what it adds to the number of a unit.
    [[nodiscard]] const std::vector<noc::Unit>& of_pieces(DimensionIndex dimension) const {
        return units_[dimension];
    }
    [[nodiscard]] std::size_t parents() const { return parents_; }
    /// By parent unit: which piece it has of a dimension, or of an axis by its dimensions' order.
    [[nodiscard]] const std::vector<std::size_t>& parent_pieces(DimensionIndex dimension) const {
        return pieces_[dimension];
    }
    [[nodiscard]] std::vector<std::size_t> parent_pieces(const workloads::Axis& axis) const;

  private:
    Table<DimensionIndex, std::vector<noc::Unit>> units_;
    Table<DimensionIndex, std::vector<std::size_t>> pieces_; ///< by parent unit
    Table<DimensionIndex, std::size_t> most_pieces_;         ///< all parent units together
    std::size_t parents_ = 1;
};

/// All sums of one of each.
std::vector<noc::Unit> sums(const std::vector<noc::Unit>& outer,
                            const std::vector<noc::Unit>& inner);

} // namespace counterpoint::sim
