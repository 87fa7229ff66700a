#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <vector>

#include "hw/counts.hpp"

namespace counterpoint::sim {

/// Everything in the machine that changes, put down by its parts one after the other, in the same
/// order each time. What a part leaves out follows from what it puts down, or is never looked at
/// again.
class MachineState {
  public:
    /// A number that has to be the same again if the machine is to do the same again. Numbers that
    /// only count on, such as those of phases, are put down relative to each other.
    void figure(std::int64_t value) { figures_.push_back(value); }
    void figure(std::initializer_list<std::int64_t> values) {
        figures_.insert(figures_.end(), values);
    }
    void flag(bool value) { figures_.push_back(value ? 1 : 0); }
    /// A thing of which there is one for all that look alike, at an address of its own.
    void identity(const void* address) {
        figures_.push_back(static_cast<std::int64_t>(reinterpret_cast<std::intptr_t>(address)));
    }
    /// A moment, in cycles of the kernel; below 0: not yet.
    void time(std::int64_t& cycle) {
        flag(cycle >= 0);
        if (cycle >= 0) {
            times_.push_back(&cycle);
        }
    }
    /// A sum that nothing depends on.
    void counter(std::int64_t& sum) { counters_.push_back(&sum); }
    void counters(std::vector<std::int64_t>& sums) {
        for (std::int64_t& sum : sums) {
            counter(sum);
        }
    }
    void counters(std::vector<hw::Access>& sums) {
        for (hw::Access& sum : sums) {
            counter(sum.reads);
            counter(sum.writes);
        }
    }
    /// Times that lie further back than all of these taken together matter to nobody.
    void looks_back(std::int64_t cycles) { looks_back_ += cycles; }
    /// Something is going on that does not repeat itself.
    void is_unlike_any_other() { comparable_ = false; }

    [[nodiscard]] const std::vector<std::int64_t>& figures() const { return figures_; }
    [[nodiscard]] const std::vector<std::int64_t*>& times() const { return times_; }
    [[nodiscard]] const std::vector<std::int64_t*>& counters() const { return counters_; }
    [[nodiscard]] std::int64_t reach_back() const { return looks_back_; }
    [[nodiscard]] bool comparable() const { return comparable_; }

    void clear() {
        figures_.clear();
        times_.clear();
        counters_.clear();
        looks_back_ = 0;
        comparable_ = true;
    }

  private:
    std::vector<std::int64_t> figures_;
    std::vector<std::int64_t*> times_;
    std::vector<std::int64_t*> counters_;
    std::int64_t looks_back_ = 0;
    bool comparable_ = true;
};

} // namespace counterpoint::sim
