#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "hw/hardware.hpp"
#include "sim/axis.hpp"
#include "sim/program.hpp"
#include "sim/walk.hpp"

namespace counterpoint::sim {

/// The tiles of one input tensor in all units of a memory, phase by phase: what is new in each.
class InputTiles {
  public:
    /// Which units send: those of a memory further out, here called parents.
    struct Senders {
        MemoryIndex memory;
        bool multicast = true;   ///< what several units under one of them take is sent once
        bool forwarding = false; ///< what a neighbour has is not sent
    };
    /// One axis of the tensor.
    struct FollowedAxis {
        AxisFollower follower;
        const AxisFollower::Outcome* outcome = nullptr;
        std::vector<std::size_t> of_parent; ///< the place of each parent unit in by_parent
    };

    InputTiles(const Program& program, PhaseWalk& walk, const workloads::Layer& layer,
               TensorIndex tensor, MemoryIndex memory, const Senders& senders);

    /// Takes note of the phase at which the walk stands; to be called at each. Returns false where
    /// no unit gets anything new, and the numbers below stay those of an earlier phase.
    bool update(const PhaseWalk& walk);
    /// See AxisFollower.
    void skip(DimensionIndex dimension, std::size_t step, std::int64_t distance);
    /// Did the last step of the walk move the tile of any unit?
    [[nodiscard]] bool moved(const PhaseWalk& walk) const;
    /// What update() returned.
    [[nodiscard]] bool arrives() const { return arrives_; }

    [[nodiscard]] TensorIndex tensor() const { return tensor_; }
    [[nodiscard]] std::int64_t taken() const { return taken_; } ///< elements written by all units
    [[nodiscard]] std::int64_t sent() const { return sent_; }   ///< elements read by all parents
    /// Of taken(), those that units get from neighbours, which had them in the phase before.
    [[nodiscard]] std::int64_t forwarded() const { return forwarded_; }
    /// Reads of the parents that this made needless, elements.
    [[nodiscard]] std::int64_t saved() const { return saved_; }
    /// Elements read by each parent unit, parents numbered by the dimensions in the layer's order.
    /// Empty where there is one parent unit.
    [[nodiscard]] const std::vector<std::int64_t>& sent_by_parent() const { return by_parent_; }

    /// New elements of the unit that gets most, in the present phase.
    [[nodiscard]] std::int64_t most_new() const { return most_new(0, 1, stays()); }

    [[nodiscard]] std::int64_t largest_tile() const { return largest_tile_; }
    /// Most new elements of one unit in any phase but the first.
    [[nodiscard]] std::int64_t largest_new() const { return largest_new_; }

    [[nodiscard]] const std::vector<FollowedAxis>& axes() const { return axes_; }

  private:
    /// Products over the axes.
    struct Totals {
        std::int64_t after = 1;
        std::int64_t common = 1;
        std::int64_t united = 1;
        std::int64_t kept = 1;
        std::int64_t passed = 0; ///< new to units, had by neighbours
        std::int64_t served = 0; ///< new, and nobody needs them from the parent

        void extend(const AxisMove& move);
    };

    void number_parents(const Program& program, const workloads::Layer& layer,
                        std::size_t outer_place);
    /// What a product over the axes of what stays begins with. The tile of a tensor without axes
    /// changes in the first phase only, in which nothing stays.
    [[nodiscard]] std::int64_t stays() const { return axes_.empty() ? 0 : 1; }
    [[nodiscard]] Totals nothing_yet() const;
    void add_up();
    void add_up_by_parent();
    [[nodiscard]] std::int64_t most_new(std::size_t axis, std::int64_t after,
                                        std::int64_t common) const;

    TensorIndex tensor_;
    bool multicast_;
    std::vector<FollowedAxis> axes_;
    std::int64_t copies_ = 1;           ///< units with the same tile by dimensions not mentioned
    std::int64_t copies_in_parent_ = 1; ///< of these, in one parent unit
    std::int64_t parent_copies_ = 1;
    std::vector<std::int64_t> by_parent_;
    bool arrives_ = false;
    std::int64_t taken_ = 0;
    std::int64_t sent_ = 0;
    std::int64_t forwarded_ = 0;
    std::int64_t saved_ = 0;
    std::int64_t largest_tile_ = 0;
    std::int64_t largest_new_ = 0;
};

} // namespace counterpoint::sim
