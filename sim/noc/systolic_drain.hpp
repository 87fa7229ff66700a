#pragma once

#include "hw/network.hpp"
#include "sim/noc/ends.hpp"
#include "sim/noc/fabric.hpp"
#include "sim/noc/placement.hpp"

namespace counterpoint::sim::noc {

/// Sums go down the columns of the grid, each unit adding its own, and leave at the lower edge. A
/// group in several columns leaves in one piece for each; these are added at the edge. What has one
/// unit is shifted out past the units below it. A transfer takes ceil(bytes / link_bytes) of the
/// column with the most bytes, or of the memory's port.
///
/// Latency: what the bytes of some column need beyond the transfer, all units beginning at once: a
/// byte of row r leaves rows - r cycles later at the earliest, and no two groups of bytes share a
/// link and a cycle. Where the units are fed in skew (Ends::skewed) a sum counts from the lowest
/// unit of its group, since the sum comes by as the units compute.
///
/// narrow_links: all beyond the ideal; the others are 0.
class SystolicDrainFabric final : public Fabric {
  public:
    SystolicDrainFabric(const hw::SystolicDrain& array, const Ends& ends);

    [[nodiscard]] Passage carry(const Messages& messages) const override;
    /// The lower link of each node, row by row; those of the last row leave the array.
    [[nodiscard]] std::size_t links() const override;
    [[nodiscard]] std::string link_name(std::size_t link) const override;

  private:
    /// The piece of a message in one column.
    struct Piece {
        std::int64_t column = 0;
        std::int64_t upper = 0; ///< row of its first unit
        std::int64_t lower = 0; ///< row of its last unit
        std::int64_t bytes = 0;
    };
    /// Bytes by node, row by row, as in links().
    struct Loads {
        std::vector<std::int64_t> entering; ///< at the upper unit of a piece
        std::vector<std::int64_t> ready;    ///< at the unit from which it leaves without waiting
    };

    /// By message and column, in any order.
    [[nodiscard]] std::vector<Piece> pieces_of(const Messages& messages) const;
    void add_piece(const Piece& piece, Loads& loads, Passage& passage) const;
    /// By node the sum of those above it in its column and its own.
    [[nodiscard]] std::vector<std::int64_t> summed_down(std::vector<std::int64_t> values) const;
    [[nodiscard]] std::size_t index(std::int64_t row, std::int64_t column) const;

    Placement placement_;
    std::int64_t rows_;
    std::int64_t columns_;
    std::int64_t bytes_per_cycle_;
    std::int64_t link_bytes_;
    bool skewed_;
};

} // namespace counterpoint::sim::noc
