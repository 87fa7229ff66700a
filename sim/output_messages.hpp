#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "hw/hardware.hpp"
#include "sim/alike_parents.hpp"
#include "sim/census.hpp"
#include "sim/noc/messages.hpp"
#include "sim/unit_numbers.hpp"

namespace counterpoint::sim {

/// Partial sums on their way to and from the units of a memory, as messages. Units that take no
/// part in a stay neither get nor send any.
class OutputMessages {
  public:
    OutputMessages(const workloads::Layer& layer, const hw::Hardware& hardware, MemoryIndex memory);

    /// What the chosen units (see Census) get back, one message for each.
    [[nodiscard]] MessagesOfParents handed_back(const Census& census, const UnitNumbers& numbers,
                                                const PhaseWalk& walk,
                                                MemoryIndex first_from) const;
    /// What all units send: with reduction one message for those whose partial sums are added on
    /// the way, without one for each.
    [[nodiscard]] MessagesOfParents drained(const Census& census, const UnitNumbers& numbers,
                                            const PhaseWalk& walk) const;

  private:
    /// What the pieces of a dimension in one parent unit contribute, see Census::shares.
    struct DimensionShares {
        bool summed = false;                           ///< over these pieces, on the way
        std::vector<std::size_t> kind;                 ///< by parent unit
        std::vector<std::vector<std::int64_t>> shares; ///< by kind and piece
    };

    [[nodiscard]] MessagesOfParents build(const Census& census, const UnitNumbers& numbers,
                                          const PhaseWalk& walk, MemoryIndex first_from,
                                          bool reduction) const;
    [[nodiscard]] static DimensionShares shares_of(const std::vector<std::int64_t>& shares,
                                                   DimensionIndex dimension,
                                                   const UnitNumbers& numbers);
    [[nodiscard]] noc::Messages messages(const std::vector<DimensionShares>& dimensions,
                                         std::size_t parent, const UnitNumbers& numbers) const;

    std::size_t dimensions_;
    TensorIndex output_;
    std::int64_t bytes_; ///< of an element
    bool reduction_;
};

} // namespace counterpoint::sim
