#include "tests/walker/nest.hpp"

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace counterpoint::walker {

using hw::MemoryIndex;
using mapping::Spatial;
using mapping::Store;
using mapping::Temporal;
using workloads::DimensionIndex;
using workloads::TensorIndex;

namespace {

Range piece(Range range, std::int64_t index, std::int64_t tile) {
    const Range part{range.lo + index * tile, std::min(range.lo + (index + 1) * tile, range.hi)};
    return part.empty() ? Range{} : part;
}

std::int64_t pieces(std::int64_t size, std::int64_t tile) {
    std::int64_t number = 0;
    for (std::int64_t covered = 0; covered < size; covered += tile) {
        ++number;
    }
    return number;
}

} // namespace

std::int64_t extent(const workloads::Layer& layer, const workloads::Axis& axis) {
    std::int64_t last = 0;
    for (const workloads::AxisTerm& term : axis) {
        last += term.coefficient * (layer.dimensions[term.dimension].size - 1);
    }
    return last + 1;
}

Nest::Nest(const workloads::Layer& layer, const hw::Hardware& hardware,
           const mapping::Mapping& mapping)
    : layer_(layer), hardware_(hardware), nodes_(mapping.nodes), levels_(hardware.memories.size()) {
    clip_nodes();
    find_stores();
    link_chains();
    Pieces chosen(nodes_.size(), 0);
    list_phases(0, whole(), chosen);
    for (Level& level : levels_) {
        list_first_phases(level);
        list_units(level);
    }
}

void Nest::clip_nodes() {
    Table<DimensionIndex, std::int64_t> nominal;
    for (const workloads::Dimension& dimension : layer_.dimensions) {
        nominal.push_back(dimension.size);
    }
    for (mapping::Node& node : nodes_) {
        trips_.push_back(1);
        if (auto* temporal = std::get_if<Temporal>(&node.what)) {
            std::int64_t& range = nominal[temporal->dimension];
            temporal->tile = std::min(temporal->tile, range);
            trips_.back() = pieces(range, temporal->tile);
            range = temporal->tile;
        } else if (auto* spatial = std::get_if<Spatial>(&node.what)) {
            std::int64_t& range = nominal[spatial->dimension];
            spatial->tile = std::min(spatial->tile, range);
            spatial->units = std::min(spatial->units, pieces(range, spatial->tile));
            range = spatial->tile;
        }
    }
}

void Nest::find_stores() {
    for (Level& level : levels_) {
        level.store.assign(layer_.tensors.size(), 0);
        level.bypassed.assign(layer_.tensors.size(), false);
    }
    for (std::size_t position = 0; position < nodes_.size(); ++position) {
        if (const auto* store = std::get_if<Store>(&nodes_[position].what)) {
            Level& level = levels_[store->memory];
            level.depth = position;
            for (const TensorIndex tensor : store->tensors) {
                level.store[tensor.value] = position;
            }
            for (const TensorIndex tensor : store->bypassed) {
                level.store[tensor.value] = position;
                level.bypassed[tensor.value] = true;
            }
        }
    }
}

void Nest::link_chains() {
    const MemoryIndex innermost = hardware_.innermost();
    for (TensorIndex tensor{0}; layer_.tensors.contains(tensor); ++tensor.value) {
        std::vector<MemoryIndex> chain;
        for (MemoryIndex b{0}; b.value <= innermost.value; ++b.value) {
            if (stores(b, tensor)) {
                chain.push_back(b);
            }
        }
        const MemoryIndex last = chain.back();
        const bool beside_the_pe =
            last.value > 0 && !spatial_between(levels_[last].store[tensor.value],
                                               levels_[innermost].store[tensor.value]);
        if (last != innermost && !beside_the_pe) {
            chain.push_back(innermost);
        }
        chains_.push_back(chain);
    }
}

bool Nest::spatial_between(std::size_t from, std::size_t to) const {
    return std::any_of(
        nodes_.begin() + static_cast<std::ptrdiff_t>(from),
        nodes_.begin() + static_cast<std::ptrdiff_t>(to),
        [](const mapping::Node& node) { return std::holds_alternative<Spatial>(node.what); });
}

/// Temporal trip counts are those of unit 0, whose spatial pieces are all number 0.
void Nest::list_phases(std::size_t node, Ranges ranges, Pieces& chosen) {
    if (node == nodes_.size()) {
        phases_.push_back(chosen);
        return;
    }
    if (const auto* temporal = std::get_if<Temporal>(&nodes_[node].what)) {
        const Range range = ranges[temporal->dimension];
        const std::int64_t trips = pieces(range.hi - range.lo, temporal->tile);
        for (std::int64_t trip = 0; trip < trips; ++trip) {
            ranges[temporal->dimension] = piece(range, trip, temporal->tile);
            chosen[node] = trip;
            list_phases(node + 1, ranges, chosen);
        }
        chosen[node] = 0;
        return;
    }
    if (const auto* spatial = std::get_if<Spatial>(&nodes_[node].what)) {
        ranges[spatial->dimension] = piece(ranges[spatial->dimension], 0, spatial->tile);
    }
    list_phases(node + 1, ranges, chosen);
}

void Nest::list_first_phases(Level& level) const {
    for (std::size_t i = 0; i < phases_.size(); ++i) {
        const auto end = static_cast<std::ptrdiff_t>(level.depth);
        if (i == 0 ||
            !std::equal(phases_[i].begin(), phases_[i].begin() + end, phases_[i - 1].begin())) {
            level.first.push_back(i);
        }
    }
}

void Nest::list_units(Level& level) const {
    level.units.assign(1, Pieces(nodes_.size(), 0));
    for (std::size_t node = 0; node < level.depth; ++node) {
        const auto* spatial = std::get_if<Spatial>(&nodes_[node].what);
        if (spatial == nullptr) {
            continue;
        }
        std::vector<Pieces> refined;
        for (Pieces unit : level.units) {
            for (unit[node] = 0; unit[node] < spatial->units; ++unit[node]) {
                refined.push_back(unit);
            }
        }
        level.units = std::move(refined);
    }
}

std::size_t Nest::phases(MemoryIndex memory) const { return levels_[memory].first.size(); }

std::size_t Nest::units(MemoryIndex memory) const { return levels_[memory].units.size(); }

std::size_t Nest::unit_around(MemoryIndex outer, MemoryIndex memory, std::size_t unit) const {
    return unit / (levels_[memory].units.size() / levels_[outer].units.size());
}

bool Nest::stores(MemoryIndex memory, TensorIndex tensor) const {
    return !levels_[memory].bypassed[tensor.value];
}

const std::vector<MemoryIndex>& Nest::chain(TensorIndex tensor) const { return chains_[tensor]; }

std::optional<MemoryIndex> Nest::inner_of(MemoryIndex memory, TensorIndex tensor) const {
    const std::vector<MemoryIndex>& chain = chains_[tensor];
    const auto at = std::find(chain.begin(), chain.end(), memory);
    return at == chain.end() || at + 1 == chain.end() ? std::nullopt : std::optional(*(at + 1));
}

std::optional<MemoryIndex> Nest::outer_of(MemoryIndex memory, TensorIndex tensor) const {
    const std::vector<MemoryIndex>& chain = chains_[tensor];
    const auto at = std::find(chain.begin(), chain.end(), memory);
    return at == chain.end() || at == chain.begin() ? std::nullopt : std::optional(*(at - 1));
}

bool Nest::loops_over(std::size_t node, TensorIndex tensor) const {
    const auto* temporal = std::get_if<Temporal>(&nodes_[node].what);
    if (temporal == nullptr) {
        return false;
    }
    for (const workloads::Axis& axis : layer_.tensors[tensor].axes) {
        for (const workloads::AxisTerm& term : axis) {
            if (term.dimension == temporal->dimension) {
                return true;
            }
        }
    }
    return false;
}

bool Nest::moved(MemoryIndex memory, std::size_t phase, TensorIndex tensor) const {
    const Level& level = levels_[memory];
    for (std::size_t node = 0; node < level.store[tensor.value] && phase > 0; ++node) {
        const bool went_on =
            phases_[level.first[phase]][node] != phases_[level.first[phase - 1]][node];
        if (went_on && loops_over(node, tensor)) {
            return true;
        }
    }
    return phase == 0;
}

bool Nest::output_comes_back(MemoryIndex memory) const {
    bool reduction_outside = false;
    for (std::size_t node = 0; node < levels_[memory].store[layer_.output.value]; ++node) {
        if (trips_[node] == 1) {
            continue;
        }
        if (loops_over(node, layer_.output)) {
            if (reduction_outside) {
                return true;
            }
        } else {
            reduction_outside = true;
        }
    }
    return false;
}

std::vector<std::size_t> Nest::neighbours(MemoryIndex memory, std::size_t unit) const {
    const std::vector<Pieces>& units = levels_[memory].units;
    std::vector<std::size_t> found;
    for (std::size_t other = 0; other < units.size(); ++other) {
        std::int64_t distance = 0;
        for (std::size_t node = 0; node < nodes_.size(); ++node) {
            distance += std::abs(units[unit][node] - units[other][node]);
        }
        const MemoryIndex outer{memory.value - 1};
        if (distance == 1 &&
            unit_around(outer, memory, unit) == unit_around(outer, memory, other)) {
            found.push_back(other);
        }
    }
    return found;
}

std::size_t Nest::phase_around(MemoryIndex memory, std::size_t innermost) const {
    const std::vector<std::size_t>& first = levels_[memory].first;
    return static_cast<std::size_t>(std::upper_bound(first.begin(), first.end(), innermost) -
                                    first.begin() - 1);
}

std::size_t Nest::first_inside(MemoryIndex memory, std::size_t phase) const {
    return levels_[memory].first[phase];
}

std::size_t Nest::last_inside(MemoryIndex memory, std::size_t phase) const {
    const std::vector<std::size_t>& first = levels_[memory].first;
    return (phase + 1 < first.size() ? first[phase + 1] : phases_.size()) - 1;
}

Ranges Nest::whole() const {
    Ranges ranges;
    for (const workloads::Dimension& dimension : layer_.dimensions) {
        ranges.push_back({0, dimension.size});
    }
    return ranges;
}

Ranges Nest::ranges_above(std::size_t node, const Pieces& phase, const Pieces& unit) const {
    Ranges ranges = whole();
    for (std::size_t above = 0; above < node; ++above) {
        if (const auto* temporal = std::get_if<Temporal>(&nodes_[above].what)) {
            Range& range = ranges[temporal->dimension];
            range = piece(range, phase[above], temporal->tile);
        } else if (const auto* spatial = std::get_if<Spatial>(&nodes_[above].what)) {
            Range& range = ranges[spatial->dimension];
            range = piece(range, unit[above], spatial->tile);
        }
    }
    return ranges;
}

Elements Nest::touched(const workloads::Tensor& tensor, const Ranges& ranges) const {
    Elements elements{0};
    for (const workloads::Axis& axis : tensor.axes) {
        Range span{0, 1};
        for (const workloads::AxisTerm& term : axis) {
            const Range range = ranges[term.dimension];
            if (range.empty()) {
                return {};
            }
            span.lo += term.coefficient * range.lo;
            span.hi += term.coefficient * (range.hi - 1);
        }
        Elements finer;
        for (const Element element : elements) {
            for (std::int64_t at = span.lo; at < span.hi; ++at) {
                finer.push_back(element * extent(layer_, axis) + at);
            }
        }
        elements = std::move(finer);
    }
    return elements;
}

Elements Nest::tile(MemoryIndex memory, std::size_t phase, std::size_t unit,
                    TensorIndex tensor) const {
    const Level& level = levels_[memory];
    return touched(
        layer_.tensors[tensor],
        ranges_above(level.store[tensor.value], phases_[level.first[phase]], level.units[unit]));
}

bool Nest::idles(MemoryIndex memory, std::size_t phase, std::size_t unit) const {
    const Level& level = levels_[memory];
    const Ranges ranges = ranges_above(level.store[layer_.output.value],
                                       phases_[level.first[phase]], level.units[unit]);
    return std::any_of(ranges.begin(), ranges.end(), [](Range range) { return range.empty(); });
}

Ranges Nest::box(std::size_t innermost, std::size_t pe) const {
    return ranges_above(nodes_.size(), phases_[innermost],
                        levels_[hardware_.innermost()].units[pe]);
}

} // namespace counterpoint::walker
