#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace counterpoint::sim::noc {

/// A unit of a memory, by its number under its parent unit.
using Unit = std::int32_t;

/// What goes over the network of one parent unit together: messages, each bytes of one tensor that
/// go from the parent to the same units (fill), or that are added up on the way from the same units
/// to the parent (drain; every one of them sends that many bytes). Where nothing is added, a
/// message has one unit. Units of a message ascend. Stored flat, since there can be one message for
/// each of 16,384 units.
class Messages {
  public:
    /// The units of a message.
    struct Units {
        const Unit* first = nullptr;
        const Unit* last = nullptr;
        [[nodiscard]] const Unit* begin() const { return first; }
        [[nodiscard]] const Unit* end() const { return last; }
        [[nodiscard]] std::size_t size() const { return static_cast<std::size_t>(last - first); }
    };

    /// Begins a message without units; `bytes` is positive.
    void begin(std::size_t tensor, std::int64_t bytes) {
        tensors_.push_back(tensor);
        bytes_.push_back(bytes);
        ends_.push_back(units_.size());
    }
    /// Adds a unit, which comes after those it has, to the message begun last.
    void add(Unit unit) {
        units_.push_back(unit);
        ends_.back() = units_.size();
    }

    [[nodiscard]] std::size_t size() const { return bytes_.size(); }
    [[nodiscard]] bool empty() const { return bytes_.empty(); }
    [[nodiscard]] std::int64_t bytes(std::size_t message) const { return bytes_[message]; }
    [[nodiscard]] std::size_t tensor(std::size_t message) const { return tensors_[message]; }
    [[nodiscard]] Units units(std::size_t message) const {
        const std::size_t begin = message == 0 ? 0 : ends_[message - 1];
        return {units_.data() + begin, units_.data() + ends_[message]};
    }
    /// Sum over the messages, each counted once.
    [[nodiscard]] std::int64_t all_bytes() const;

    friend bool operator==(const Messages& a, const Messages& b) {
        return a.tensors_ == b.tensors_ && a.bytes_ == b.bytes_ && a.ends_ == b.ends_ &&
               a.units_ == b.units_;
    }

  private:
    std::vector<std::size_t> tensors_;
    std::vector<std::int64_t> bytes_;
    std::vector<std::size_t> ends_; ///< by message: one past its last in units_
    std::vector<Unit> units_;
};

} // namespace counterpoint::sim::noc
