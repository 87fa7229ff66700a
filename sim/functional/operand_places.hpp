#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "sim/functional/placement.hpp"
#include "sim/functional/tiles.hpp"
#include "sim/program.hpp"
#include "sim/walk.hpp"
#include "workloads/layer.hpp"

namespace counterpoint::sim {

/// Where each PE finds the first element of a tensor that it works on, in its tile.
class OperandPlaces {
  public:
    /// Watches the ranges that it needs.
    OperandPlaces(const Program& program, PhaseWalk& walk, const workloads::Tensor& tensor);

    /// Takes the ranges at which the walk stands; to be called at each phase, after the tiles have
    /// been set. Throws Defect where a PE works on elements that its tile has not.
    void update(const PhaseWalk& walk, const Placement& placement);

    /// For PEs that work.
    [[nodiscard]] std::int64_t of(std::size_t pe) const { return places_[pe]; }

  private:
    std::string complaint_;
    Tiles touched_;
    std::vector<std::int64_t> places_; ///< by PE
    Box box_;
};

} // namespace counterpoint::sim
