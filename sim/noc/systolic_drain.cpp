#include "sim/noc/systolic_drain.hpp"

#include <algorithm>
#include <utility>

#include "sim/noc/transfer_cycles.hpp"

namespace counterpoint::sim::noc {

SystolicDrainFabric::SystolicDrainFabric(const hw::SystolicDrain& array, const Ends& ends)
    : placement_(Placement::upright(ends.spatial_units, ends.adds, array.rows, array.columns)),
      rows_(array.rows), columns_(array.columns), bytes_per_cycle_(ends.bytes_per_cycle),
      link_bytes_(array.link_bytes), skewed_(ends.skewed) {}

std::size_t SystolicDrainFabric::links() const { return index(rows_, 0); }

std::size_t SystolicDrainFabric::index(std::int64_t row, std::int64_t column) const {
    return static_cast<std::size_t>(row * columns_ + column);
}

Passage SystolicDrainFabric::carry(const Messages& messages) const {
    Passage passage;
    Loads loads{std::vector<std::int64_t>(links(), 0), std::vector<std::int64_t>(links(), 0)};
    for (const Piece& piece : pieces_of(messages)) {
        add_piece(piece, loads, passage);
    }
    const std::vector<std::int64_t> carried = summed_down(std::move(loads.entering));
    const std::vector<std::int64_t> ready = summed_down(std::move(loads.ready));
    std::int64_t slowest = 0;
    std::int64_t end = 0;
    for (std::size_t link = 0; link < carried.size(); ++link) {
        const std::int64_t busy = cycles_of(carried[link], link_bytes_);
        passage.link_busy.push_back(busy);
        slowest = std::max(slowest, busy);
        if (ready[link] > 0) {
            const std::int64_t below = rows_ - 1 - static_cast<std::int64_t>(link) / columns_;
            end = std::max(end, below + cycles_of(ready[link], link_bytes_));
        }
    }
    set_transfer_cycles(passage,
                        {cycles_of(messages.all_bytes(), bytes_per_cycle_), slowest, 0, 0});
    passage.latency_cycles = std::max<std::int64_t>(0, end - passage.transfer_cycles);
    return passage;
}

std::vector<SystolicDrainFabric::Piece>
SystolicDrainFabric::pieces_of(const Messages& messages) const {
    std::vector<Piece> pieces;
    // By column: where its newest piece stands, if that belongs to the message at hand.
    std::vector<std::size_t> open(static_cast<std::size_t>(columns_));
    for (std::size_t message = 0; message < messages.size(); ++message) {
        const std::size_t first = pieces.size();
        for (const Unit unit : messages.units(message)) {
            const hw::GridNode node = placement_.node(unit);
            std::size_t& piece = open[static_cast<std::size_t>(node.column)];
            if (piece < first || piece >= pieces.size() || pieces[piece].column != node.column) {
                piece = pieces.size();
                pieces.push_back({node.column, node.row, node.row, messages.bytes(message)});
            }
            pieces[piece].lower = node.row;
        }
    }
    return pieces;
}

void SystolicDrainFabric::add_piece(const Piece& piece, Loads& loads, Passage& passage) const {
    loads.entering[index(piece.upper, piece.column)] += piece.bytes;
    loads.ready[index(skewed_ ? piece.lower : piece.upper, piece.column)] += piece.bytes;
    const std::int64_t hops = rows_ - piece.upper;
    passage.most_hops = std::max(passage.most_hops, hops);
    add_traversals(passage, piece.bytes, hops, hops - 1);
}

std::vector<std::int64_t> SystolicDrainFabric::summed_down(std::vector<std::int64_t> values) const {
    for (std::size_t node = index(1, 0); node < values.size(); ++node) {
        values[node] += values[node - index(1, 0)];
    }
    return values;
}

std::string SystolicDrainFabric::link_name(std::size_t link) const {
    const auto number = static_cast<std::int64_t>(link);
    return "row " + std::to_string(number / columns_) + " column " +
           std::to_string(number % columns_) + " down";
}

} // namespace counterpoint::sim::noc
