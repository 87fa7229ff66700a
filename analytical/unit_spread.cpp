#include "analytical/unit_spread.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

#include "analytical/checked.hpp"

namespace counterpoint::analytical {

void UnitSpreader::spread(UnitSpread& result, const Chain& chain, const PositionPair& pair,
                          Sharing sharing, std::size_t splits) {
    result.parents.assign(1, 1);
    result.behind.assign(1, 0);
    result.groups.clear();
    result.siblings.clear();
    result.siblings.push_back(Sibling{0, 0, chain.size, pair.initial ? 0 : chain.size, 0, {}});
    std::size_t loop = 0;
    for (std::size_t i = 0; i < splits; ++i) {
        const Split& split = chain.splits[i];
        if (split.spatial) {
            const bool parents = split.memory <= sharing.once_below;
            if (parents && split.memory > sharing.by && result.groups.empty()) {
                result.groups = result.parents;
                result.groups_of.resize(result.groups.size());
                std::iota(result.groups_of.begin(), result.groups_of.end(), std::size_t{0});
            }
            divide(result, split, parents);
            continue;
        }
        const std::int64_t after = pair.after[loop] * split.tile;
        const std::int64_t before = pair.before[loop] * split.tile;
        for (Sibling& unit : result.siblings) {
            unit.shift += before - after;
            unit.after = std::clamp<std::int64_t>(unit.after - after, 0, split.tile);
            unit.before = std::clamp<std::int64_t>(unit.before - before, 0, split.tile);
        }
        ++loop;
    }
}

void UnitSpreader::divide(UnitSpread& result, const Split& split, bool parents) {
    pieces_.clear();
    kinds_.clear();
    behind_.clear();
    groups_of_.clear();
    for (const Sibling& whole : result.siblings) {
        divide_unit(result, whole, split, parents);
    }
    std::swap(result.siblings, pieces_);
    if (parents) {
        std::swap(result.parents, kinds_);
        std::swap(result.behind, behind_);
        std::swap(result.groups_of, groups_of_);
    }
}

void UnitSpreader::divide_unit(const UnitSpread& result, const Sibling& whole, const Split& split,
                               bool parents) {
    // Units whose pieces have one length before and one after stay together.
    std::array<std::int64_t, 6> edges{0,
                                      split.units,
                                      whole.after / split.tile,
                                      ceiling(whole.after, split.tile),
                                      whole.before / split.tile,
                                      ceiling(whole.before, split.tile)};
    std::sort(edges.begin(), edges.end());
    for (std::size_t e = 0; e + 1 < edges.size() && edges[e] < split.units; ++e) {
        const std::int64_t first = edges[e];
        const std::int64_t units = std::min(edges[e + 1], split.units) - first;
        if (units == 0) {
            continue;
        }
        Sibling piece = whole;
        piece.after = std::clamp<std::int64_t>(whole.after - first * split.tile, 0, split.tile);
        piece.before = std::clamp<std::int64_t>(whole.before - first * split.tile, 0, split.tile);
        if (parents) {
            piece.parent = kinds_.size();
            kinds_.push_back(times(result.parents[whole.parent], units));
            behind_.push_back(first > 0 ? split.memory : result.behind[whole.parent]);
            if (!result.groups.empty()) {
                groups_of_.push_back(result.groups_of[whole.parent]);
            }
        } else if (piece.after == 0 && piece.before == 0) {
            continue;
        } else {
            piece.offset += first * split.tile;
            if (units > 1) {
                piece.strides.push_back(Stride{split.tile, units});
            }
        }
        pieces_.push_back(std::move(piece));
    }
}

} // namespace counterpoint::analytical
