#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/noc/mesh/grid.hpp"
#include "sim/noc/mesh/router.hpp"

namespace counterpoint::sim::noc::mesh {

/// Everything that is on its way between routers, sources and sinks: flits on links, flits being
/// ejected, credits going back.
class Wires {
  public:
    // Cycles from the one in which the switch is allocated.
    static constexpr std::int64_t to_next_router = 3; ///< through the switch and over the link
    static constexpr std::int64_t to_sink = 4;        ///< the same and the ejection channel
    static constexpr std::int64_t credit_wires = 2;   ///< until a credit is there, before its delay
    static constexpr std::int64_t injection = 1;      ///< from a source to its router

    /// A flit that arrives at an input, or at the sink of a node.
    struct FlitEvent {
        Node node = 0;
        Flit flit;
        std::uint16_t input = 0;
        std::uint16_t channel = 0;
    };
    /// A place in a buffer that an output or a source is told of.
    struct CreditEvent {
        Node node = 0;
        std::uint16_t output = 0; ///< local_source: the source
        std::uint16_t channel = 0;
    };
    static constexpr std::uint16_t local_source = port_count;

    /// What happens in one cycle.
    template <class Event>
    class Slot {
      public:
        void make_room(std::size_t events) { events_.resize(events); }
        void add(const Event& event) { events_[count_++] = event; }
        void clear() { count_ = 0; }
        [[nodiscard]] const Event* begin() const { return events_.data(); }
        [[nodiscard]] const Event* end() const { return events_.data() + count_; }

      private:
        std::vector<Event> events_;
        std::size_t count_ = 0;
    };

    Wires(const Grid& grid, std::int64_t credit_delay);

    void set_now(std::int64_t cycle) { now_ = cycle; }
    /// What arrives now; whoever takes it clears it.
    Slot<FlitEvent>& flits() { return flits_.at(now_); }
    Slot<FlitEvent>& ejections() { return ejections_.at(now_); }
    Slot<CreditEvent>& credits() { return credits_.at(now_); }

    /// A source sends a flit to its router.
    void inject(Node node, Flit flit, std::uint16_t channel) {
        flits_.at(now_ + injection).add({node, flit, local, channel});
    }
    /// A router sends a flit for a virtual channel at the other end.
    void depart(Node node, std::size_t output, Flit flit, std::uint16_t channel) {
        ++carried_[static_cast<std::size_t>(node) * port_count + output];
        if (output == local) {
            ejections_.at(now_ + to_sink).add({node, flit, local, 0});
            credits_.at(now_ + to_sink + credit_wires + credit_delay_).add({node, local, channel});
            return;
        }
        const auto port = static_cast<Port>(output);
        flits_.at(now_ + to_next_router)
            .add({grid_.neighbour(node, port), flit, opposite(port), channel});
    }
    /// A place of an input's channel is free: whoever sends there is told.
    void vacate(Node node, std::size_t input, std::uint16_t channel) {
        const auto port = static_cast<Port>(input);
        credits_.at(now_ + credit_wires + credit_delay_)
            .add({grid_.neighbour(node, port), credited_output[input], channel});
    }

    /// Flits that left a router so far.
    [[nodiscard]] std::int64_t carried(Node node, Port output) const {
        return carried_[static_cast<std::size_t>(node) * port_count + output];
    }

  private:
    /// Slots by cycle, round a wheel longer than any delay.
    template <class Event>
    class Wheel {
      public:
        /// At most `room` events happen in a cycle.
        Wheel(std::int64_t longest_delay, std::size_t room) {
            std::size_t slots = 1;
            while (slots <= static_cast<std::size_t>(longest_delay)) {
                slots *= 2;
            }
            slots_.resize(slots);
            for (Slot<Event>& slot : slots_) {
                slot.make_room(room);
            }
        }
        Slot<Event>& at(std::int64_t cycle) {
            return slots_[static_cast<std::size_t>(cycle) & (slots_.size() - 1)];
        }

      private:
        std::vector<Slot<Event>> slots_;
    };

    /// By the input that has a free place.
    static constexpr std::array<std::uint16_t, port_count> credited_output{west, east, north, south,
                                                                           local_source};

    const Grid& grid_;
    std::int64_t credit_delay_;
    std::int64_t now_ = 0;
    Wheel<FlitEvent> flits_;
    Wheel<FlitEvent> ejections_;
    Wheel<CreditEvent> credits_;
    std::vector<std::int64_t> carried_; ///< by node and output
};

} // namespace counterpoint::sim::noc::mesh
