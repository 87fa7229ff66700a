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
        /// By memory: the innermost outer memory of the output's chain in whose current tile the
        /// coming tile of the output has been worked on before, so that its sums are handed back
        /// from there along the chain, each time to the lowest-numbered unit that takes it;
        /// `none`: it starts without sums.
        std::vector<std::size_t> holders;
        /// By leap of the nest: does the step replace the tensor's tile at the end of the leap?
        std::vector<bool> moved;
    };
    static constexpr std::size_t none = static_cast<std::size_t>(-1);
    static constexpr std::size_t whole_layer =
        static_cast<std::size_t>(-2); ///< no loop replaced it

    Transition transition(const Step& step);

  private:
    /// A transfer into a memory (or out of it) as one of the networks that it uses sees it.
    struct Transfer {
        MemoryIndex memory;
        std::size_t network = 0;
    };
    void add_fill(Transition& result, const Step& step, MemoryIndex memory);
    void add_passed(Transition& result, const Step& step, MemoryIndex memory);
    void add_drain(Transition& result, const Step& step, MemoryIndex memory);
    /// Bytes that one kind of unit of the next outer memory sends over a network: input elements,
    /// and the partial sums that are handed back.
    struct Sent {
        std::int64_t bytes = 0;
        bool reloads = false;
    };
    /// The most that any of these units sends; reloads: any of them does.
    Sent most_sent(const Step& step, const Transfer& transfer);
    Sent sent_by_sender(const Step& step, const Transfer& transfer);
    std::int64_t new_elements(const Step& step, const Transfer& transfer, TensorIndex tensor);
    /// Does the kind of sender at hand pass on sums of the coming tile to a unit that takes them?
    bool sender_hands_back(const Step& step, const Transfer& transfer);
    /// Elements that unit 0 of the next outer memory receives. They arrive one by one from the
    /// units of memory `adders`, below each of which equal ones are added up.
    std::int64_t received_elements(const Step& step, const Transfer& transfer, std::size_t adders);
    /// The factor of one reduction dimension in that: units that worked on the tiles which leave.
    std::int64_t drained_units(const Step& step, const Transfer& transfer, std::size_t adders,
                               DimensionIndex dimension);
    const AxisFootprint& axis_of_sender(const AxisAt& at, const Step& step);
    /// Steps `kinds_` to the next combination of kinds of senders; false after the last.
    bool next_kinds();
    /// Units of a memory below one unit of the next outer one.
    [[nodiscard]] std::int64_t siblings(DimensionIndex dimension, std::size_t memory) const;

    const workloads::Layer& layer_;
    const hw::Hardware& hardware_;
    const Nest& nest_;
    const Table<DimensionIndex, Ranges>& ranges_;
    Footprints& footprints_;
    std::vector<std::int64_t> element_bytes_; ///< by tensor
    std::vector<std::size_t> kinds_;          ///< kind of sender, by dimension
    std::vector<ParentKinds> senders_;        ///< the kinds there are, by dimension
};

} // namespace counterpoint::analytical
