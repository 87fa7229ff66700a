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
        : layer_(layer), hardware_(hardware), splits_above_(layer.dimensions.size(), 0) {
        nest_.dimensions_ = layer.dimensions.size();
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
        ++spatial_nodes_;
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
            meet(node.memory, tensor, true);
        }
        for (const TensorIndex tensor : node.bypassed) {
            meet(node.memory, tensor, false);
        }
        std::size_t& above = nest_.loops_above[node.memory];
        above = std::max(above, loops);
        nest_.units[node.memory] = units_;
        outermost_open_ = std::max(outermost_open_, node.memory.value);
    }

    Nest finish() {
        append_row();
        note_mentions();
        nest_.tensor_chains = Table<TensorIndex, TensorChain>(layer_.tensors.size());
        for (std::size_t t = 0; t < layer_.tensors.size(); ++t) {
            nest_.tensor_chains[TensorIndex{t}] = chain_of(TensorIndex{t});
            add_leaps(TensorIndex{t});
        }
        return std::move(nest_);
    }

  private:
    void meet(MemoryIndex memory, TensorIndex tensor, bool stored) {
        nest_.stores[memory][tensor.value] =
            StorePoint{nest_.loops.size(), splits_above_, stored, spatial_nodes_};
    }

    [[nodiscard]] TensorChain chain_of(TensorIndex tensor) const;
    void add_leaps(TensorIndex tensor);
    [[nodiscard]] bool comes_back(TensorIndex output, std::size_t from, std::size_t to) const;
    void note_mentions();

    void add_split(DimensionIndex dimension, Split split) {
        nest_.chains[dimension].splits.push_back(split);
        ++splits_above_[dimension.value];
    }

    void append_row() {
        for (const Chain& chain : nest_.chains) {
            nest_.levels_.push_back(chain.loops);
        }
    }

    const workloads::Layer& layer_;
    const hw::Hardware& hardware_;
    Nest nest_;
    Table<DimensionIndex, std::int64_t> nominal_;
    SplitsAbove splits_above_;
    std::int64_t units_ = 1;
    std::size_t outermost_open_ = 0; ///< innermost memory that a store node has opened so far
    std::size_t spatial_nodes_ = 0;
};

TensorChain NestBuilder::chain_of(TensorIndex tensor) const {
    const std::size_t innermost = hardware_.innermost().value;
    const auto point = [&](std::size_t memory) -> const StorePoint& {
        return nest_.stores[MemoryIndex{memory}][tensor.value];
    };
    TensorChain chain(hardware_.memories.size());
    for (std::size_t b = 1; b <= innermost; ++b) {
        if (point(b).stored) {
            chain.append(b);
        }
    }
    const std::size_t last = chain.last();
    const bool one_pe = last > 0 && point(last).spatial_nodes == point(innermost).spatial_nodes;
    if (last != innermost && !one_pe) {
        chain.append(innermost);
        chain.end_in_registers();
    }
    return chain;
}

void NestBuilder::add_leaps(TensorIndex tensor) {
    const TensorChain& chain = nest_.tensor_chains[tensor];
    for (std::size_t to = chain.after(0); to != TensorChain::none; to = chain.after(to)) {
        const std::size_t from = chain.before(to);
        if (to > from + 1 && (tensor != layer_.output || comes_back(tensor, from, to))) {
            nest_.leaps.push_back(Leap{tensor, from, to});
        }
    }
}

/// Do partial sums ever leave a memory and come back to it later?
bool NestBuilder::comes_back(TensorIndex output, std::size_t from, std::size_t to) const {
    if (from > 0 && hardware_.memories[MemoryIndex{from}].accumulate) {
        return false;
    }
    bool reduced = false;
    const std::size_t end = nest_.stores[MemoryIndex{to}][output.value].loops_above;
    for (std::size_t loop = 0; loop < end; ++loop) {
        if (!nest_.mentions(output, nest_.loops[loop].dimension)) {
            reduced = true;
        } else if (reduced) {
            return true;
        }
    }
    return false;
}

void NestBuilder::note_mentions() {
    nest_.mentions_.assign(layer_.tensors.size() * nest_.dimensions_, 0);
    for (std::size_t t = 0; t < layer_.tensors.size(); ++t) {
        for (const workloads::Axis& axis : layer_.tensors[TensorIndex{t}].axes) {
            for (const workloads::AxisTerm& term : axis) {
                nest_.mentions_[t * nest_.dimensions_ + term.dimension.value] = 1;
            }
        }
    }
}

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
