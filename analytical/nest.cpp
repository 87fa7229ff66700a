#include "analytical/nest.hpp"

#include <algorithm>
#include <variant>

#include "analytical/checked.hpp"

namespace counterpoint::analytical {

namespace {

/// Reads the nodes from the outside in and keeps what is known at that point.
class NestBuilder {
  public:
    NestBuilder(const workloads::Layer& layer, const hw::Hardware& hardware)
        : splits_above_(layer.dimensions.size(), 0) {
        for (const workloads::Dimension& dimension : layer.dimensions) {
            nest_.chains.push_back(Chain{dimension.size, {}, 0});
            nominal_.push_back(dimension.size);
        }
        nest_.stores = Table<MemoryIndex, std::vector<StorePoint>>(hardware.memories.size());
        for (std::size_t b = 1; b < hardware.memories.size(); ++b) {
            nest_.stores[MemoryIndex{b}].resize(layer.tensors.size());
        }
        nest_.loops_above = Table<MemoryIndex, std::size_t>(hardware.memories.size(), 0);
        nest_.units = Table<MemoryIndex, std::int64_t>(hardware.memories.size(), 1);
    }

    void operator()(const mapping::Temporal& node) {
        std::int64_t& range = nominal_[node.dimension];
        if (node.tile >= range) {
            return;
        }
        Chain& chain = nest_.chains[node.dimension];
        nest_.loops.push_back(Loop{node.dimension, chain.loops});
        append_row();
        add_split(node.dimension, Split{false, node.tile, 1, 0});
        ++chain.loops;
        range = node.tile;
    }

    void operator()(const mapping::Spatial& node) {
        std::int64_t& range = nominal_[node.dimension];
        const std::int64_t pieces = std::min(node.units, ceiling(range, node.tile));
        if (pieces == 1) {
            return;
        }
        add_split(node.dimension, Split{true, node.tile, pieces, outermost_open_ + 1});
        units_ = times(units_, pieces);
        range = std::min(range, node.tile);
    }

    void operator()(const mapping::Store& node) {
        const std::size_t loops = nest_.loops.size();
        for (const TensorIndex tensor : node.tensors) {
            nest_.stores[node.memory][tensor.value] = StorePoint{loops, splits_above_};
        }
        std::size_t& above = nest_.loops_above[node.memory];
        above = std::max(above, loops);
        nest_.units[node.memory] = units_;
        outermost_open_ = std::max(outermost_open_, node.memory.value);
    }

    Nest finish() {
        append_row();
        return std::move(nest_);
    }

  private:
    void add_split(DimensionIndex dimension, Split split) {
        nest_.chains[dimension].splits.push_back(split);
        ++splits_above_[dimension.value];
    }

    void append_row() {
        for (const Chain& chain : nest_.chains) {
            nest_.levels_.push_back(chain.loops);
        }
    }

    Nest nest_;
    Table<DimensionIndex, std::int64_t> nominal_;
    std::vector<std::size_t> splits_above_;
    std::int64_t units_ = 1;
    std::size_t outermost_open_ = 0; ///< innermost memory that a store node has opened so far
};

} // namespace

Nest build_nest(const workloads::Layer& layer, const hw::Hardware& hardware,
                const mapping::Mapping& mapping) {
    NestBuilder builder(layer, hardware);
    for (const mapping::Node& node : mapping.nodes) {
        std::visit(builder, node.what);
    }
    return builder.finish();
}

} // namespace counterpoint::analytical
