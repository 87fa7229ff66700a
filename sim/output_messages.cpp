#include "sim/output_messages.hpp"

#include <algorithm>
#include <utility>

#include "sim/list_table.hpp"

namespace counterpoint::sim {

namespace {

/// An output tile, or its part in one dimension, and the first unit that has it.
struct OutputTile {
    noc::Unit first = 0;
    std::int64_t elements = 1;
};

std::vector<OutputTile> products(const std::vector<OutputTile>& tiles,
                                 const std::vector<OutputTile>& pieces) {
    std::vector<OutputTile> found;
    found.reserve(tiles.size() * pieces.size());
    for (const OutputTile& tile : tiles) {
        for (const OutputTile& piece : pieces) {
            found.push_back({tile.first + piece.first, tile.elements * piece.elements});
        }
    }
    return found;
}

} // namespace

OutputMessages::OutputMessages(const workloads::Layer& layer, const hw::Hardware& hardware,
                               MemoryIndex memory)
    : dimensions_(layer.dimensions.size()), output_(layer.output),
      bytes_(hardware.bytes_of(layer.tensors[layer.output].name)),
      reduction_(hardware.memories[memory].drain.reduction) {}

MessagesOfParents OutputMessages::handed_back(const Census& census, const UnitNumbers& numbers,
                                              const PhaseWalk& walk, MemoryIndex first_from) const {
    return build(census, numbers, walk, first_from, false);
}

MessagesOfParents OutputMessages::drained(const Census& census, const UnitNumbers& numbers,
                                          const PhaseWalk& walk) const {
    return build(census, numbers, walk, census.everyone(), reduction_);
}

MessagesOfParents OutputMessages::build(const Census& census, const UnitNumbers& numbers,
                                        const PhaseWalk& walk, MemoryIndex first_from,
                                        bool reduction) const {
    std::vector<DimensionShares> dimensions;
    std::vector<std::vector<std::size_t>> columns;
    for (DimensionIndex d{0}; d.value < dimensions_; ++d.value) {
        dimensions.push_back(shares_of(census.shares(walk, d, first_from), d, numbers));
        dimensions.back().summed = reduction && census.is_reduction(d);
        columns.push_back(dimensions.back().kind);
    }
    AlikeParents alike = find_alike(numbers.parents(), columns);
    MessagesOfParents found;
    found.kind = std::move(alike.kind);
    for (const std::size_t parent : alike.first) {
        found.messages.push_back(messages(dimensions, parent, numbers));
    }
    return found;
}

OutputMessages::DimensionShares OutputMessages::shares_of(const std::vector<std::int64_t>& shares,
                                                          DimensionIndex dimension,
                                                          const UnitNumbers& numbers) {
    const auto pieces = static_cast<std::ptrdiff_t>(numbers.of_pieces(dimension).size());
    DimensionShares found;
    ListTable<std::int64_t> known;
    std::vector<std::size_t> kinds;
    for (auto first = shares.begin(); first != shares.end(); first += pieces) {
        const std::vector<std::int64_t> of_parent(first, first + pieces);
        kinds.push_back(known.find(of_parent));
        if (found.shares.size() < known.size()) {
            found.shares.push_back(of_parent);
        }
    }
    for (const std::size_t piece : numbers.parent_pieces(dimension)) {
        found.kind.push_back(kinds[piece]);
    }
    return found;
}

/// In the order of the first units.
noc::Messages OutputMessages::messages(const std::vector<DimensionShares>& dimensions,
                                       std::size_t parent, const UnitNumbers& numbers) const {
    std::vector<noc::Unit> together{0};
    std::vector<OutputTile> tiles{OutputTile{}};
    for (DimensionIndex d{0}; d.value < dimensions.size(); ++d.value) {
        const DimensionShares& dimension = dimensions[d.value];
        const std::vector<std::int64_t>& shares = dimension.shares[dimension.kind[parent]];
        std::vector<OutputTile> pieces;
        for (std::size_t piece = 0; piece < shares.size(); ++piece) {
            if (shares[piece] > 0) {
                pieces.push_back({numbers.of_pieces(d)[piece], shares[piece]});
            }
        }
        if (dimension.summed) {
            std::vector<noc::Unit> units;
            for (const OutputTile& piece : pieces) {
                units.push_back(piece.first);
            }
            together = sums(together, units);
        } else {
            tiles = products(tiles, pieces);
        }
    }
    std::sort(together.begin(), together.end());
    std::sort(tiles.begin(), tiles.end(),
              [](const OutputTile& a, const OutputTile& b) { return a.first < b.first; });
    noc::Messages found;
    for (const OutputTile& tile : tiles) {
        if (!together.empty()) {
            found.begin(output_.value, tile.elements * bytes_);
        }
        for (const noc::Unit unit : together) {
            found.add(tile.first + unit);
        }
    }
    return found;
}

} // namespace counterpoint::sim
