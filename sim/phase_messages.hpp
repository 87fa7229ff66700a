#pragma once

#include <vector>

#include "hw/hardware.hpp"
#include "sim/input_messages.hpp"
#include "sim/input_tiles.hpp"
#include "sim/noc/passages.hpp"
#include "sim/output_messages.hpp"
#include "sim/output_tiles.hpp"
#include "sim/unit_numbers.hpp"

namespace counterpoint::sim {

/// The fills and drains of the units of a memory as messages, see InputMessages and OutputMessages.
/// The tiles are those of the present phase; the walk may stand at the next one already.
class PhaseMessages {
  public:
    PhaseMessages(const Program& program, const workloads::Layer& layer,
                  const hw::Hardware& hardware, MemoryIndex memory);

    [[nodiscard]] std::vector<noc::ParentMessages> fill(const std::vector<InputTiles>& inputs,
                                                        const OutputTiles& output, bool reloads,
                                                        const PhaseWalk& walk) const;
    [[nodiscard]] std::vector<noc::ParentMessages> drain(const OutputTiles& output,
                                                         const PhaseWalk& walk) const;

    /// Adds to the key all that a fill's or a drain's messages depend on.
    static void add_fill(const std::vector<InputTiles>& inputs, const OutputTiles& output,
                         bool reloads, noc::TransferKey& key);
    static void add_drain(const OutputTiles& output, noc::TransferKey& key);

  private:
    UnitNumbers numbers_;
    std::vector<InputMessages> inputs_;
    OutputMessages output_;
};

} // namespace counterpoint::sim
