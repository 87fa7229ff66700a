#include "tests/walker/random_mapping.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace counterpoint::walker {

using hw::MemoryIndex;
using mapping::Node;
using mapping::Spatial;
using mapping::Store;
using mapping::Temporal;
using workloads::DimensionIndex;
using workloads::Layer;
using workloads::TensorIndex;

namespace {

/// Chooses the nodes of a mapping; tiles and units come afterwards, when their order stands.
class RandomNodes {
  public:
    RandomNodes(Random& random, const Layer& layer, const hw::Hardware& hardware,
                std::int64_t bypasses)
        : random_(random), layer_(layer), hardware_(hardware), bypasses_(bypasses) {}

    std::vector<Node> choose() {
        for (MemoryIndex b{1}; hardware_.memories.contains(b); ++b.value) {
            for (std::int64_t loops = random_.pick({0, 1, 2, 2, 3, 3, 4}); loops > 0; --loops) {
                add_loop(random_.chance(45));
            }
            add_stores(b);
        }
        if (random_.chance(30)) {
            exchange_neighbours();
        }
        give_tiles();
        return nodes_;
    }

  private:
    void add_loop(bool spatial) {
        const DimensionIndex dimension = random_dimension();
        Node& loop = nodes_.emplace_back();
        if (spatial) {
            loop.what = Spatial{dimension, 1, 1};
        } else {
            loop.what = Temporal{dimension, 1};
        }
    }

    /// Mostly one with something to divide, and often one that has been divided before.
    DimensionIndex random_dimension() {
        if (!used_.empty() && random_.chance(30)) {
            return random_.pick(used_);
        }
        std::vector<DimensionIndex> long_ones;
        std::vector<DimensionIndex> all;
        for (DimensionIndex d{0}; layer_.dimensions.contains(d); ++d.value) {
            all.push_back(d);
            if (layer_.dimensions[d].size > 1) {
                long_ones.push_back(d);
            }
        }
        used_.push_back(random_.pick(long_ones.empty() || random_.chance(8) ? all : long_ones));
        return used_.back();
    }

    /// All tensors in random order, in one store node or in several with temporal loops between.
    void add_stores(MemoryIndex memory) {
        std::vector<TensorIndex> tensors;
        for (TensorIndex tensor{0}; layer_.tensors.contains(tensor); ++tensor.value) {
            tensors.push_back(tensor);
        }
        random_.shuffle(tensors);
        const bool together = random_.chance(40);
        Store store{{}, {}, memory};
        for (const TensorIndex tensor : tensors) {
            const bool begun = !store.tensors.empty() || !store.bypassed.empty();
            if (begun && !together && random_.chance(70)) {
                nodes_.emplace_back().what = std::exchange(store, {{}, {}, memory});
                for (std::int64_t loops = random_.pick({0, 1, 1, 1, 2}); loops > 0; --loops) {
                    add_loop(false);
                }
            }
            const bool bypasses = bypasses_ > 0 && random_.chance(bypasses_);
            (bypasses ? store.bypassed : store.tensors).push_back(tensor);
        }
        nodes_.emplace_back().what = store;
    }

    /// Lets the stores of different memories and the loops between them mix, as far as legal.
    void exchange_neighbours() {
        for (std::int64_t tries = random_.between(1, 12); tries > 0; --tries) {
            const auto at = static_cast<std::size_t>(
                random_.between(0, static_cast<std::int64_t>(nodes_.size()) - 1));
            if (at + 1 == nodes_.size()) {
                continue;
            }
            std::swap(nodes_[at], nodes_[at + 1]);
            if (!in_legal_order()) {
                std::swap(nodes_[at], nodes_[at + 1]);
            }
        }
    }

    [[nodiscard]] bool in_legal_order() const {
        std::vector<MemoryIndex> inside(layer_.tensors.size(), MemoryIndex{0});
        Table<MemoryIndex, std::vector<int>> spatial_above(hardware_.memories.size());
        int spatial = 0;
        for (const Node& node : nodes_) {
            spatial += std::holds_alternative<Spatial>(node.what) ? 1 : 0;
            const auto* store = std::get_if<Store>(&node.what);
            if (store == nullptr) {
                continue;
            }
            for (const auto* tensors : {&store->tensors, &store->bypassed}) {
                for (const TensorIndex tensor : *tensors) {
                    if (++inside[tensor.value].value != store->memory.value) {
                        return false;
                    }
                }
            }
            std::vector<int>& above = spatial_above[store->memory];
            above.push_back(spatial);
            if (above.front() != spatial) {
                return false;
            }
        }
        return std::holds_alternative<Store>(nodes_.back().what);
    }

    void give_tiles() {
        Table<DimensionIndex, std::int64_t> nominal;
        for (const workloads::Dimension& dimension : layer_.dimensions) {
            nominal.push_back(dimension.size);
        }
        for (Node& node : nodes_) {
            if (auto* temporal = std::get_if<Temporal>(&node.what)) {
                std::int64_t& range = nominal[temporal->dimension];
                temporal->tile = random_tile(range);
                range = std::min(range, temporal->tile);
            } else if (auto* spatial = std::get_if<Spatial>(&node.what)) {
                std::int64_t& range = nominal[spatial->dimension];
                spatial->tile = random_tile(range);
                spatial->units = (range + spatial->tile - 1) / spatial->tile;
                spatial->units += random_.chance(20) ? random_.between(1, 3) : 0;
                range = std::min(range, spatial->tile);
            }
        }
    }

    std::int64_t random_tile(std::int64_t range) {
        const std::int64_t kind = random_.between(1, 100);
        if (kind <= 35) {
            return 1;
        }
        if (kind <= 42) {
            return range + random_.between(1, 3);
        }
        return random_.between(1, kind <= 85 ? (range + 1) / 2 : range);
    }

    Random& random_;
    const Layer& layer_;
    const hw::Hardware& hardware_;
    std::int64_t bypasses_; ///< percent
    std::vector<Node> nodes_;
    std::vector<DimensionIndex> used_;
};

} // namespace

mapping::Mapping random_mapping(Random& random, const Layer& layer, const hw::Hardware& hardware,
                                std::int64_t bypasses) {
    return {RandomNodes(random, layer, hardware, bypasses).choose()};
}

} // namespace counterpoint::walker
