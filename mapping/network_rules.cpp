#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>

#include "hw/grid.hpp"
#include "mapping/rules.hpp"

namespace counterpoint::mapping {

namespace {

/// Walks the nodes from the outside in and meets, at the first store of each memory, the units that
/// it has under one unit of the next outer one.
class NetworkRules {
  public:
    explicit NetworkRules(const RuleContext& context) : context_(context) {
        for (const workloads::Dimension& dimension : context.layer.dimensions) {
            nominal_.push_back(dimension.size);
        }
    }

    void visit(const Node& node) {
        if (const auto* temporal = std::get_if<Temporal>(&node.what)) {
            narrow(temporal->dimension, temporal->tile);
        } else if (const auto* spatial = std::get_if<Spatial>(&node.what)) {
            const std::int64_t range = nominal_[spatial->dimension];
            if (__builtin_mul_overflow(units_, (range - 1) / spatial->tile + 1, &units_)) {
                units_ = std::numeric_limits<std::int64_t>::max();
            }
            narrow(spatial->dimension, spatial->tile);
            last_ = &node;
        } else if (last_ != nullptr) {
            visit_store(std::get<Store>(node.what).memory);
            units_ = 1;
            last_ = nullptr;
        }
    }

  private:
    void narrow(workloads::DimensionIndex dimension, std::int64_t tile) {
        nominal_[dimension] = std::min(nominal_[dimension], tile);
    }

    void visit_store(hw::MemoryIndex memory) {
        const hw::Memory& described = context_.hardware.memories[memory];
        if (described.fill.network) {
            check_grid(memory, "fill", hw::name_of(*described.fill.network),
                       hw::grid_of(*described.fill.network));
        }
        if (described.drain.network) {
            check_grid(memory, "drain", hw::name_of(*described.drain.network),
                       hw::grid_of(*described.drain.network));
        }
    }

    void check_grid(hw::MemoryIndex memory, const std::string& direction,
                    const std::string& topology, const std::optional<hw::Grid>& grid) {
        if (!grid || units_ <= grid->nodes()) {
            return;
        }
        const hw::Hardware& hardware = context_.hardware;
        const std::string nodes = std::to_string(grid->nodes());
        context_.broken_at(*last_,
                           "the mapping spreads " + std::to_string(units_) + " units of " +
                               hardware.memories[memory].name + " under one unit of " +
                               hardware.memories[{memory.value - 1}].name + ", the " + direction +
                               " network of topology " + topology + " joins " + nodes + " (" +
                               hw::to_string(*grid) + ")",
                           "fold with a temporal node above to at most " + nodes + " units; " +
                               hw::fitting_grids(units_));
    }

    const RuleContext& context_;
    Table<workloads::DimensionIndex, std::int64_t> nominal_;
    std::int64_t units_ = 1;     ///< of the spatial nodes since the last store
    const Node* last_ = nullptr; ///< of these; null for none
};

} // namespace

void check_networks(const RuleContext& context) {
    NetworkRules rules(context);
    for (const Node& node : context.mapping.nodes) {
        rules.visit(node);
    }
}

} // namespace counterpoint::mapping
