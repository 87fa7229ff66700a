#include "sim/unit_amounts.hpp"

#include <algorithm>
#include <cstddef>

namespace counterpoint::sim {

namespace {

/// A tile in the axes so far, and the number of its unit as far as these tell.
struct PartialTile {
    noc::Unit unit = 0;
    std::int64_t after = 1;
    std::int64_t common = 1;
    std::int64_t passed = 0;

    /// A neighbour had what is new on one axis, the neighbour's, and stays on all others.
    [[nodiscard]] PartialTile with(const PieceMove& move, noc::Unit added) const {
        return {unit + added, after * move.after, common * move.common,
                passed * move.common + common * move.passed};
    }
};

} // namespace

std::vector<UnitAmount> amounts_of(const std::vector<const std::vector<Segment>*>& axes,
                                   const std::vector<std::vector<noc::Unit>>& units,
                                   const std::vector<noc::Unit>& copies) {
    // A tensor without axes has one element, which comes once and for all.
    std::vector<PartialTile> tiles{{0, 1, axes.empty() ? 0 : 1, 0}};
    std::vector<PartialTile> finer;
    for (std::size_t a = 0; a < axes.size(); ++a) {
        const std::vector<PieceMove> moves = moves_of(*axes[a], units[a].size());
        finer.clear();
        for (const PartialTile& tile : tiles) {
            for (std::size_t piece = 0; piece < moves.size(); ++piece) {
                if (moves[piece].after > 0) {
                    finer.push_back(tile.with(moves[piece], units[a][piece]));
                }
            }
        }
        tiles.swap(finer);
    }
    std::vector<UnitAmount> amounts;
    for (const PartialTile& tile : tiles) {
        const std::int64_t elements = tile.after - tile.common - tile.passed;
        for (const noc::Unit copy : copies) {
            if (elements > 0) {
                amounts.push_back({tile.unit + copy, elements});
            }
        }
    }
    std::sort(amounts.begin(), amounts.end(),
              [](const UnitAmount& a, const UnitAmount& b) { return a.unit < b.unit; });
    return amounts;
}

} // namespace counterpoint::sim
