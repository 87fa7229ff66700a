#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <vector>

#include "hw/hardware.hpp"
#include "mapping/mapping.hpp"
#include "sim/observation/observed.hpp"
#include "sim/program.hpp"
#include "sim/walk.hpp"
#include "workloads/layer.hpp"

namespace counterpoint::sim {

/// The phases in flight of one memory, and the room they take: the tiles of the oldest one and what
/// is new in each one after it. The last tiles stay until the next ones come.
class Residents {
  public:
    /// All of them outlive it. Not of memory 0.
    Residents(const Program& program, const workloads::Layer& layer, const hw::Hardware& hardware,
              MemoryIndex memory);

    /// The fill of the next phase takes a slot.
    void take();
    /// The oldest phase in flight gives its slot back.
    void give_back();

    [[nodiscard]] const Room& room() const { return room_; }

  private:
    struct Axis {
        std::vector<workloads::AxisTerm> terms;
        std::vector<std::size_t> depths; ///< of the terms' dimensions at the store
        Range range;                     ///< in the phase taken last
    };
    struct Tensor {
        std::int64_t element_bytes = 1;
        std::vector<Axis> axes;
    };
    struct Tiles {
        std::int64_t bytes = 0;
        std::int64_t new_bytes = 0; ///< that the phase before did not have
    };

    [[nodiscard]] Range span(const Axis& axis) const;
    [[nodiscard]] Tiles look();

    PhaseWalk walk_;
    std::vector<Tensor> tensors_;
    std::deque<Tiles> in_flight_;
    bool begun_ = false;
    Room room_;
};

} // namespace counterpoint::sim
