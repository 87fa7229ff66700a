#include "sim/noc/augmented_tree.hpp"

#include <algorithm>

#include "sim/noc/transfer_cycles.hpp"
#include "vocabulary/checked.hpp"

namespace counterpoint::sim::noc {

namespace {

/// The way of one piece through the adders.
struct Piece {
    std::int64_t hops = 1;   ///< from a unit until the sum is complete
    std::int64_t links = 0;  ///< that it takes
    std::int64_t adders = 0; ///< that it takes
};

/// Of the neighbouring units first..last.
Piece piece_of(Unit first, Unit last) {
    Piece piece;
    piece.links = last - first + 1;
    while (first != last) {
        first /= 2;
        last /= 2;
        const std::int64_t adders = last - first + 1;
        piece.adders += adders;
        ++piece.hops;
        if (adders == 2 && first % 2 != 0) {
            ++piece.hops; // over the link that joins adders of different parents
            ++piece.links;
            return piece;
        }
        piece.links += adders > 1 ? adders : 0;
    }
    return piece;
}

/// Adds what one message passes; how many pieces it goes in.
std::int64_t add_pieces(const Messages::Units& units, std::int64_t bytes, Passage& passage) {
    std::int64_t pieces = 0;
    for (const Unit* begin = units.begin(); begin != units.end(); ++pieces) {
        const Unit* last = begin;
        while (last + 1 != units.end() && *(last + 1) == *last + 1) {
            ++last;
        }
        const Piece piece = piece_of(*begin, *last);
        passage.most_hops = std::max(passage.most_hops, piece.hops);
        add_traversals(passage, bytes, piece.links, piece.adders);
        begin = last + 1;
    }
    return pieces;
}

} // namespace

AugmentedTreeFabric::AugmentedTreeFabric(const hw::AugmentedTree& tree, const Ends& ends)
    : bytes_per_cycle_(ends.bytes_per_cycle), link_bytes_(tree.link_bytes),
      hop_cycles_(tree.hop_cycles), units_(static_cast<std::size_t>(ends.units())) {}

Passage AugmentedTreeFabric::carry(const Messages& messages) const {
    Passage passage;
    std::vector<std::int64_t> sent(units_, 0);
    std::int64_t arriving = 0;
    for (std::size_t message = 0; message < messages.size(); ++message) {
        const std::int64_t bytes = messages.bytes(message);
        const Messages::Units units = messages.units(message);
        arriving = checked_sum(arriving, checked_product(bytes, add_pieces(units, bytes, passage)));
        for (const Unit unit : units) {
            sent[static_cast<std::size_t>(unit)] += bytes;
        }
    }
    const std::int64_t most = *std::max_element(sent.begin(), sent.end());
    const std::int64_t ideal = cycles_of(messages.all_bytes(), bytes_per_cycle_);
    const std::int64_t pieces = cycles_of(arriving, bytes_per_cycle_);
    set_transfer_cycles(passage, {ideal, cycles_of(most, link_bytes_), pieces, 0});
    for (const std::int64_t bytes : sent) {
        passage.link_busy.push_back(cycles_of(bytes, link_bytes_));
    }
    passage.latency_cycles = checked_product(passage.most_hops, hop_cycles_);
    return passage;
}

std::string AugmentedTreeFabric::link_name(std::size_t link) const {
    return "unit " + std::to_string(link);
}

} // namespace counterpoint::sim::noc
