#include <algorithm>
#include <cstdint>
#include <optional>

#include "input/nearest.hpp"
#include "mapping/rules.hpp"

namespace counterpoint::mapping {

namespace {

std::int64_t pieces_of(std::int64_t range, std::int64_t tile) {
    return range / tile + (range % tile == 0 ? 0 : 1);
}

/// Walks the nodes from the outside in with the nominal range of every dimension.
class LoopRules {
  public:
    explicit LoopRules(const RuleContext& context) : context_(context) {
        for (const workloads::Dimension& dimension : context.layer.dimensions) {
            nominal_.push_back(dimension.size);
        }
    }

    void visit(const Node& node) {
        if (const auto* temporal = std::get_if<Temporal>(&node.what)) {
            if (has_positive_tile(node, temporal->tile)) {
                narrow(temporal->dimension, temporal->tile);
            }
        } else if (const auto* spatial = std::get_if<Spatial>(&node.what)) {
            visit_spatial(node, *spatial);
        }
    }

  private:
    void narrow(workloads::DimensionIndex dimension, std::int64_t tile) {
        nominal_[dimension] = std::min(nominal_[dimension], tile);
    }

    [[nodiscard]] bool has_positive_tile(const Node& node, std::int64_t tile) const {
        if (tile < 1) {
            context_.broken_at(node, "a tile is positive");
        }
        return tile >= 1;
    }

    void visit_spatial(const Node& node, const Spatial& spatial) {
        const bool tile_fits = has_positive_tile(node, spatial.tile);
        if (spatial.units < 1) {
            context_.broken_at(node, "units are positive");
        }
        if (!tile_fits) {
            return;
        }
        const std::int64_t nominal = nominal_[spatial.dimension];
        const std::int64_t pieces = pieces_of(nominal, spatial.tile);
        if (spatial.units >= 1 && spatial.units < pieces) {
            uncovered(node, spatial, nominal, pieces);
        } else if (spatial.units >= 1) {
            use_units(node, spatial, pieces);
        }
        narrow(spatial.dimension, spatial.tile);
    }

    void uncovered(const Node& node, const Spatial& spatial, std::int64_t nominal,
                   std::int64_t pieces) const {
        const std::string& name = context_.layer.dimensions[spatial.dimension].name;
        // Less than the nominal range, so the product cannot overflow.
        const std::string fold = std::to_string(spatial.units * spatial.tile);
        context_.broken_at(node,
                           "a spatial node must cover the nominal range (" +
                               std::to_string(nominal) + " of " + name + ", " +
                               std::to_string(spatial.units) + " units of tile " +
                               std::to_string(spatial.tile) + ")",
                           "give it " + std::to_string(pieces) +
                               " units, or fold it with a node above: {temporal: " + name +
                               ", tile: " + fold + "}");
    }

    /// Counts the PEs; a problem at the node that first takes more than there are.
    void use_units(const Node& node, const Spatial& spatial, std::int64_t pieces) {
        const auto& available = context_.hardware.pe.count;
        const bool fitted = !available || (pes_ && *pes_ <= *available);
        if (pieces > 1) {
            factors_.push_back(std::to_string(pieces) + " of " +
                               context_.layer.dimensions[spatial.dimension].name);
        }
        std::int64_t product = 0;
        const bool overflow = !pes_ || __builtin_mul_overflow(*pes_, pieces, &product);
        pes_ = overflow ? std::nullopt : std::optional<std::int64_t>(product);
        const bool fits = !available || (pes_ && *pes_ <= *available);
        if (fitted && !fits) {
            context_.broken_at(node,
                               "the mapping uses " +
                                   (pes_ ? std::to_string(*pes_) : "more than 2^63") + " PEs (" +
                                   input::enumerated(factors_) + "), the hardware has " +
                                   std::to_string(*available),
                               "use fewer units, or fold with a temporal node above");
        }
    }

    const RuleContext& context_;
    Table<workloads::DimensionIndex, std::int64_t> nominal_;
    std::optional<std::int64_t> pes_ = 1; ///< nothing beyond 64 bits
    std::vector<std::string> factors_;    ///< what the PEs so far are the product of
};

} // namespace

void check_loops(const RuleContext& context) {
    LoopRules rules(context);
    for (const Node& node : context.mapping.nodes) {
        rules.visit(node);
    }
}

} // namespace counterpoint::mapping
