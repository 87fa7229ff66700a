#pragma once

#include <cstddef>
#include <limits>
#include <string>
#include <vector>

#include "mapping/timeloop/architecture.hpp"
#include "mapping/timeloop/directives.hpp"

namespace counterpoint::mapping::timeloop {

/// Words a cycle that a network carries, and the bandwidth in the files that says so; infinite and
/// null where none does.
struct Rate {
    double words = std::numeric_limits<double>::infinity();
    const Bandwidth* least = nullptr;
};

/// Between which levels tensors go, by what the levels keep: what counts on a network is what the
/// levels at the ends of a tensor's way read and write, not what it passes.
class Routes {
  public:
    /// Without directives every level keeps everything.
    Routes(const Architecture& architecture, const std::vector<Directive>& directives,
           const TensorNames& tensors);

    /// Of the network from a level that stores into the next one, or into the arithmetic units
    /// behind the last (`inner` is the number of levels then).
    [[nodiscard]] Rate fill(std::size_t outer, std::size_t inner) const;
    [[nodiscard]] Rate drain(std::size_t outer, std::size_t inner) const;

  private:
    /// The levels that a tensor crosses the network between; `child` is the number of levels where
    /// it goes to the arithmetic units.
    struct Way {
        bool crosses = false;
        std::size_t parent = 0;
        std::size_t child = 0;
    };

    [[nodiscard]] Way way_of(std::size_t tensor, std::size_t outer, std::size_t inner) const;
    [[nodiscard]] Rate of_children(std::size_t child, std::size_t outer, bool writes) const;

    const Architecture& architecture_;
    std::vector<std::vector<bool>> keeps_; ///< by tensor and level
    std::vector<bool> has_spatial_;        ///< by level
    std::size_t output_ = 0;               ///< among the tensors
};

} // namespace counterpoint::mapping::timeloop
