#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/address/address_run.hpp"
#include "sim/address/tensor_layout.hpp"
#include "sim/address/tensor_part.hpp"

namespace counterpoint::sim {

/// Finds the runs of addresses of parts of one tensor. The work grows with the runs, not with the
/// elements.
class RunFinder {
  public:
    /// `layout` outlives it.
    explicit RunFinder(const TensorLayout& layout)
        : layout_(layout), windows_(layout.extents().size()) {}

    /// Adds the runs of a part in ascending order, as few as there can be. Returns how many
    /// elements they have.
    std::int64_t add_runs(const TensorPart& part, std::vector<AddressRun>& runs);

  private:
    /// Coordinates of an axis that the levels further in choose from.
    struct Window {
        Range range;
        bool full = false; ///< all are taken, and the window is as long as the layout makes it
        bool same = false; ///< all that are taken are kept
    };
    /// Where the search stands.
    struct Stand {
        std::size_t level = 0;  ///< of the layout, the next to choose on
        std::int64_t place = 0; ///< elements from the base
        bool open = true;       ///< all coordinates chosen so far are kept
    };
    /// Blocks of an axis that look the same from inside.
    struct Stretch {
        std::int64_t blocks = 1;
        bool full = false;
        bool any_kept = false;
        bool same = false;
    };

    void choose(Stand stand, std::int64_t count, std::int64_t stride);
    void choose_coordinates(const Stand& stand);
    void choose_blocks(const Stand& stand);
    [[nodiscard]] Stretch stretch_at(const AxisPart& axis, const Range& taken, std::int64_t low,
                                     std::int64_t block) const;
    [[nodiscard]] bool rest_is_full(std::size_t level) const;
    [[nodiscard]] bool rest_is_kept(std::size_t level) const;
    void add(std::int64_t place, std::int64_t elements);

    const TensorLayout& layout_;
    const TensorPart* part_ = nullptr;
    std::vector<AddressRun>* runs_ = nullptr;
    std::size_t first_run_ = 0; ///< of this part
    std::int64_t elements_ = 0;
    std::vector<Window> windows_; ///< by axis
};

} // namespace counterpoint::sim
