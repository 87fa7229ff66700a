#pragma once

#include <optional>
#include <string>
#include <vector>

#include "hw/hardware.hpp"
#include "results/layer_result.hpp"

namespace counterpoint::results {

/// All parts of one kind.
struct AreaPart {
    std::string name; ///< of a memory; `PE`, `networks`
    double count = 1;
    double each = 0; ///< µm²

    [[nodiscard]] double all() const { return count * each; }
};

/// What an accelerator takes on the chip, as far as the technology knows it.
struct AreaNumbers {
    std::vector<AreaPart> parts;
    std::vector<std::string> left_out; ///< what it does not know, each with the reason
    double total = 0;                  ///< of the parts, µm²
};

/// Of one boundary between two memories on the chip, whose network sends so much to all the PEs,
/// in µm².
double network_area(const hw::EnergyTable& table, double pes, double bytes_per_cycle);

/// Units of memories between are as many as any of the layers uses, PEs as many as there are. The
/// outermost memory lies outside of the chip. Nothing without a technology, or without layers.
std::optional<AreaNumbers> area_of(const std::vector<LayerResult>& layers,
                                   const hw::Hardware& hardware);

} // namespace counterpoint::results
