#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "analytical/footprint.hpp"
#include "analytical/nest.hpp"
#include "analytical/ranges.hpp"
#include "analytical/recurrence.hpp"
#include "hw/hardware.hpp"
#include "workloads/layer.hpp"

namespace counterpoint::analytical {

/// What one kind of transition moves over each network, from the footprints before and after it.
class TransitionCosts {
  public:
    TransitionCosts(const workloads::Layer& layer, const hw::Hardware& hardware, const Nest& nest,
                    const Table<DimensionIndex, Ranges>& ranges, Footprints& footprints);

    /// A step in time: by dimension, the positions before and after.
    struct Step {
        std::vector<std::size_t> pairs;
        std::size_t first_memory = 1;
        bool first = false; ///< the start of the layer
        bool begins = true; ///< phases begin after it (false at the end of the layer)
        /// By memory: the innermost loop whose advance replaces the output tiles, so that they have
        /// stayed for one iteration of it; `none` where the step leaves them in place.
        std::vector<std::size_t> drained_loop;
        /// By memory: the innermost outer memory in whose current tile the coming tile of the
        /// output has been worked on before, so that its sums are handed back from there, parent to
        /// child, each time to the lowest-numbered unit that takes it; `none`: it starts without
        /// sums.
        std::vector<std::size_t> holders;
    };
    static constexpr std::size_t none = static_cast<std::size_t>(-1);
    static constexpr std::size_t whole_layer =
        static_cast<std::size_t>(-2); ///< no loop replaced it

    Transition transition(const Step& step);

    /// Does the tensor mention the dimension?
    [[nodiscard]] bool mentions(TensorIndex tensor, DimensionIndex dimension) const {
        return mentions_[tensor.value * ranges_.size() + dimension.value];
    }

  private:
    void add_fill(BoundaryStep& result, const Step& step, MemoryIndex memory);
    void add_drain(BoundaryStep& result, const Step& step, MemoryIndex memory);
    /// Bytes that one kind of parent unit sends: input elements, and the partial sums it hands
    /// back.
    struct Sent {
        std::int64_t bytes = 0;
        bool reloads = false;
    };
    Sent sent_by_parent(const Step& step, MemoryIndex memory);
    std::int64_t new_elements(const Step& step, MemoryIndex memory, TensorIndex tensor);
    /// Does the kind of parent at hand hold sums of the coming tile, and a child that takes them?
    bool parent_hands_back(const Step& step, MemoryIndex memory);
    /// Units of parent 0 that worked on the tiles which now leave, along one reduction dimension.
    std::int64_t drained_units(const Step& step, MemoryIndex memory, DimensionIndex dimension);
    const AxisFootprint& axis_of_parent(const AxisAt& at, const Step& step);
    /// Steps `kinds_` to the next combination of kinds of parents; false after the last.
    bool next_kinds();
    [[nodiscard]] std::int64_t siblings(DimensionIndex dimension, MemoryIndex memory) const;

    const workloads::Layer& layer_;
    const hw::Hardware& hardware_;
    const Nest& nest_;
    const Table<DimensionIndex, Ranges>& ranges_;
    Footprints& footprints_;
    std::vector<bool> mentions_;
    std::vector<std::int64_t> element_bytes_; ///< by tensor
    std::vector<std::size_t> kinds_;          ///< kind of parent unit, by dimension
    std::vector<ParentKinds> parents_;        ///< the kinds there are, by dimension
};

} // namespace counterpoint::analytical
