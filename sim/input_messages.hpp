#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "hw/hardware.hpp"
#include "sim/alike_parents.hpp"
#include "sim/input_tiles.hpp"
#include "sim/noc/messages.hpp"
#include "sim/takers.hpp"
#include "sim/unit_numbers.hpp"

namespace counterpoint::sim {

/// The fill of one input tensor as messages: which bytes go to exactly which units. With multicast
/// one message for all elements that go to the same units, without one for each unit; nothing of
/// what units had before or get from neighbours.
class InputMessages {
  public:
    InputMessages(const workloads::Layer& layer, TensorIndex tensor, const hw::Hardware& hardware,
                  MemoryIndex memory, const UnitNumbers& numbers);

    /// `tiles` have just got something new at the phase at which the walk stood last.
    [[nodiscard]] MessagesOfParents build(const InputTiles& tiles, const UnitNumbers& numbers,
                                          const PhaseWalk& walk) const;

  private:
    /// One axis, cut up in each parent unit; those that look alike share an entry.
    struct CutAxis {
        std::vector<std::size_t> kind;              ///< by parent unit
        std::vector<std::vector<Segment>> segments; ///< by kind
    };
    /// In one parent unit, by axis.
    using Axes = std::vector<const std::vector<Segment>*>;

    [[nodiscard]] CutAxis cut_up(std::size_t axis, const AxisFollower& follower,
                                 const UnitNumbers& numbers, const PhaseWalk& walk) const;
    [[nodiscard]] noc::Messages by_destinations(const Axes& axes) const;
    [[nodiscard]] noc::Messages by_unit(const Axes& axes) const;
    void find_destinations(const std::vector<const Segment*>& segments,
                           std::vector<noc::Unit>& units) const;

    TensorIndex tensor_;
    std::int64_t bytes_; ///< of an element
    bool multicast_;
    std::vector<workloads::Axis> axes_;
    std::vector<std::vector<noc::Unit>> units_; ///< by axis and piece: added to a unit's number
    std::vector<noc::Unit> copies_;             ///< the same for all other dimensions together
};

} // namespace counterpoint::sim
