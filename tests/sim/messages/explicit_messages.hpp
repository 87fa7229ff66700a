#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "sim/noc/passages.hpp"
#include "tests/walker/elements.hpp"
#include "tests/walker/execution.hpp"
#include "tests/walker/nest.hpp"

namespace counterpoint::sim {

/// Units under their parent, ascending.
using UnitSet = std::vector<std::int64_t>;

/// Bytes by tensor and set of units.
using ByUnits = std::map<std::pair<std::size_t, UnitSet>, std::int64_t>;

/// The messages between a memory and the next outer one, found by asking of every single element
/// who takes or sends it. All by parent unit.
class ExplicitMessages {
  public:
    /// Both outlive it; without `execution` no partial sums.
    ExplicitMessages(const walker::Nest& nest, const walker::Execution* execution,
                     hw::MemoryIndex memory);

    [[nodiscard]] std::vector<ByUnits> filled(std::size_t phase);
    [[nodiscard]] std::vector<ByUnits> drained(std::size_t phase) const;
    /// By tensor: elements that units took from neighbours in the last phase asked for.
    [[nodiscard]] const std::vector<std::int64_t>& forwarded() const { return forwarded_; }

  private:
    using Takers = std::map<walker::Element, UnitSet>;

    [[nodiscard]] std::vector<Takers> takers(workloads::TensorIndex tensor, std::size_t phase);
    void add(const Takers& takers, workloads::TensorIndex tensor, bool together,
             ByUnits& messages) const;
    void add(const std::vector<walker::PassingSum>& sums, bool together,
             std::vector<ByUnits>& messages) const;
    [[nodiscard]] std::size_t parent(std::size_t unit) const {
        return nest_.unit_around({memory_.value - 1}, memory_, unit);
    }

    const walker::Nest& nest_;
    const walker::Execution* execution_;
    hw::MemoryIndex memory_;
    std::size_t children_;
    std::vector<std::int64_t> forwarded_;
};

/// The same of messages as the simulator sends them. Checks their form: every parent unit once,
/// units ascending, no empty message, no set of units twice for one tensor.
std::vector<ByUnits> by_units(const std::vector<noc::ParentMessages>& transfer,
                              std::size_t parents);

} // namespace counterpoint::sim
