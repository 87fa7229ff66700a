#include "mapping/timeloop/routes.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "mapping/timeloop/placement.hpp"

namespace counterpoint::mapping::timeloop {

namespace {

Rate rate_of(const std::optional<Bandwidth>& bandwidth, double units) {
    return bandwidth ? Rate{bandwidth->words * units, &*bandwidth} : Rate{};
}

Rate lesser(Rate a, Rate b) { return b.words < a.words ? b : a; }

Rate sum(Rate a, Rate b) { return {a.words + b.words, a.least != nullptr ? a.least : b.least}; }

} // namespace

Routes::Routes(const Architecture& architecture, const std::vector<Directive>& directives,
               const TensorNames& tensors)
    : architecture_(architecture), has_spatial_(architecture.levels.size(), false) {
    std::vector<bool> all;
    for (const StorageLevel& level : architecture.levels) {
        all.push_back(!level.is_fanout);
    }
    keeps_.assign(tensors.all.size(), all);
    for (std::size_t i = 0; i < tensors.all.size(); ++i) {
        output_ = tensors.all[i] == tensors.output ? i : output_;
    }
    for (const Directive& directive : directives) {
        const auto level = level_of(architecture, directive);
        if (!level) {
            continue; // which is a problem of the mapping
        }
        for (const std::string& name : directive.bypass) {
            const auto found = std::find(tensors.all.begin(), tensors.all.end(), name);
            if (found != tensors.all.end() && *level > 0) {
                keeps_[static_cast<std::size_t>(found - tensors.all.begin())][*level] = false;
            }
        }
        for (const auto& [dimension, factor] : directive.factors) {
            const bool spreads = directive.kind == Directive::Kind::spatial && factor.count != 1;
            has_spatial_[*level] = has_spatial_[*level] || spreads;
        }
    }
}

Routes::Way Routes::way_of(std::size_t tensor, std::size_t outer, std::size_t inner) const {
    const std::vector<bool>& keeps = keeps_[tensor];
    Way way;
    way.parent = outer;
    while (way.parent > 0 && !keeps[way.parent]) {
        --way.parent;
    }
    way.child = inner;
    while (way.child < keeps.size() && !keeps[way.child]) {
        ++way.child;
    }
    bool in_place = way.child == keeps.size() && way.parent > 0;
    for (std::size_t level = way.parent; level < has_spatial_.size(); ++level) {
        in_place = in_place && !has_spatial_[level];
    }
    way.crosses = !in_place;
    return way;
}

/// All the units of a level below one unit of an outer one.
Rate Routes::of_children(std::size_t child, std::size_t outer, bool writes) const {
    if (child == architecture_.levels.size()) {
        return {};
    }
    const auto units = [&](std::size_t level) {
        const Mesh mesh = architecture_.levels[level].mesh;
        return static_cast<double>(mesh.x * mesh.y);
    };
    const StorageLevel& level = architecture_.levels[child];
    return rate_of(writes ? level.write : level.read, units(child) / units(outer));
}

Rate Routes::fill(std::size_t outer, std::size_t inner) const {
    std::map<std::size_t, std::set<std::size_t>> children; // by parent
    for (std::size_t tensor = 0; tensor < keeps_.size(); ++tensor) {
        const Way way = way_of(tensor, outer, inner);
        if (way.crosses) {
            children[way.parent].insert(way.child);
        }
    }
    Rate all{0, nullptr};
    for (const auto& [parent, of_parent] : children) {
        Rate taken{0, nullptr};
        for (const std::size_t child : of_parent) {
            taken = sum(taken, of_children(child, outer, true));
        }
        all = sum(all, lesser(rate_of(architecture_.levels[parent].read, 1), taken));
    }
    return children.empty() ? Rate{} : all;
}

Rate Routes::drain(std::size_t outer, std::size_t inner) const {
    const Way way = keeps_.empty() ? Way{} : way_of(output_, outer, inner);
    return way.crosses ? lesser(rate_of(architecture_.levels[way.parent].write, 1),
                                of_children(way.child, outer, false))
                       : Rate{};
}

} // namespace counterpoint::mapping::timeloop
