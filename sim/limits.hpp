#pragma once

#include "hw/hardware.hpp"
#include "mapping/mapping.hpp"
#include "sim/phase_source.hpp"
#include "workloads/layer.hpp"

namespace counterpoint::sim {

/// What the hardware cannot do, found out while the phases go by.
class Limits {
  public:
    /// All of them outlive it. Capacities are only looked at if asked for.
    Limits(const Program& program, const workloads::Layer& layer, const hw::Hardware& hardware,
           bool check_capacity);

    /// Looks at the phase at which the source stands. Throws InputError where a tile does not fit,
    /// for all memories at once with their whole demand, or where partial sums collide.
    void check(const PhaseSource& source) const;

  private:
    [[nodiscard]] bool fits(const PhaseSource& source) const;
    [[noreturn]] void refuse_capacity() const;
    [[noreturn]] void refuse_collision(const PhaseSource& source) const;
    [[nodiscard]] Problem too_small(const PhaseSource& source) const;

    const Program& program_;
    const workloads::Layer& layer_;
    const hw::Hardware& hardware_;
    bool check_capacity_;
};

} // namespace counterpoint::sim
