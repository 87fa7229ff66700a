#pragma once

#include <cstddef>

#include <boost/container/small_vector.hpp>

#include "workloads/layer.hpp"

namespace counterpoint::analytical {

/// The memories that a tensor lies in on its way to the MACs, outermost first: memory 0 and those
/// that store it. If the innermost memory does not store it, either MACs use the tensor in place,
/// in the last memory that does, or it lies in registers of the PEs, which then take the innermost
/// memory's place.
class TensorChain {
  public:
    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    explicit TensorChain(std::size_t memories = 1) : links_(memories) {}

    /// The next member inwards.
    void append(std::size_t memory) {
        links_[memory].before = last_;
        links_[last_].after = memory;
        last_ = memory;
    }
    void end_in_registers() { in_registers_ = true; }

    [[nodiscard]] bool has(std::size_t memory) const {
        return memory == 0 || links_[memory].before != none;
    }
    /// The member before, from which the tensor comes; `none` at memory 0 and where it never lies.
    [[nodiscard]] std::size_t before(std::size_t memory) const { return links_[memory].before; }
    /// The member after; `none` at the last one.
    [[nodiscard]] std::size_t after(std::size_t memory) const { return links_[memory].after; }
    /// Where MACs use the tensor.
    [[nodiscard]] std::size_t last() const { return last_; }
    /// Is the last member the PEs' registers, in which nothing is counted and nothing takes room?
    [[nodiscard]] bool in_registers() const { return in_registers_; }

  private:
    struct Link {
        std::size_t before = none;
        std::size_t after = none;
    };
    boost::container::small_vector<Link, 4> links_; ///< by memory
    std::size_t last_ = 0;
    bool in_registers_ = false;
};

/// A tensor that goes past memories on its way in: it bypasses those between two members of its
/// chain.
struct Leap {
    workloads::TensorIndex tensor;
    std::size_t from = 0;
    std::size_t to = 0;

    /// Does it use the fill network of this memory without stopping there?
    [[nodiscard]] bool passes(std::size_t network) const { return from < network && network < to; }
};

} // namespace counterpoint::analytical
