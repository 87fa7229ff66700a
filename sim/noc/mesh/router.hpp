#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "hw/network.hpp"
#include "sim/noc/mesh/grid.hpp"

namespace counterpoint::sim::noc::mesh {

/// The number of a packet, below 2^31; another one gets it when the packet is delivered.
using PacketId = std::uint32_t;

/// A set of virtual channels: bit v for channel v.
using Channels = std::uint64_t;
inline constexpr std::int64_t most_virtual_channels = 64;
inline constexpr std::int64_t most_buffer_flits = 4096;

/// What a buffer holds of a flit.
struct Flit {
    std::uint32_t packet_and_tail = 0; ///< twice the packet's number, 1 more if it is the last flit
    std::int32_t route = 0;            ///< the target, or of a multicast `~` its tree

    [[nodiscard]] PacketId packet() const { return packet_and_tail >> 1U; }
    [[nodiscard]] bool tail() const { return (packet_and_tail & 1U) != 0; }
};

/// A virtual channel of an input, with a packet at its front.
struct InputChannel {
    std::uint16_t first = 0;       ///< where in the ring the oldest flit is
    std::uint16_t count = 0;       ///< flits in the buffer
    std::uint16_t pointer = 0;     ///< round robin over all virtual channels of all outputs
    std::uint16_t wanted = 0;      ///< Ports for which the packet waits for a virtual channel
    std::uint16_t given = 0;       ///< Ports in which it has one and has not sent its tail
    std::uint16_t out_channel = 0; ///< the one that it has, if it goes to one output
    std::uint16_t branching = 0;   ///< 1: it goes to several, see Branches
};

/// Of a multicast at the front of a channel, by output. Each branch goes on by itself; a flit
/// leaves the buffer when the last branch has sent it.
struct Branches {
    std::array<std::uint16_t, port_count> sent{}; ///< flits from the oldest on
    std::array<std::uint16_t, port_count> out_channel{};
};

/// What an output knows of a virtual channel of the input that it leads to.
struct OutputChannel {
    std::uint16_t credits = 0; ///< free places
    std::uint16_t pointer = 0; ///< round robin over all virtual channels of all inputs
    std::uint16_t input = 0;   ///< with `channel`: that holds it, while it is not free
    std::uint16_t channel = 0;
};

/// Channels of inputs by the outputs that they ask for, as sets, so that a cycle costs little.
class Requests {
  public:
    void add(std::size_t input, std::size_t output, std::size_t channel) {
        channels_[input][output] |= Channels{1} << channel;
        outputs_[input] |= only(output);
    }
    void remove(std::size_t input, std::size_t output, std::size_t channel) {
        const Channels left = channels_[input][output] &= ~(Channels{1} << channel);
        outputs_[input] &= ~(left == 0 ? only(output) : 0);
    }

    [[nodiscard]] Ports outputs(std::size_t input) const { return outputs_[input]; }
    [[nodiscard]] Channels channels(std::size_t input, std::size_t output) const {
        return channels_[input][output];
    }
    [[nodiscard]] bool has(std::size_t input, std::size_t output, std::size_t channel) const {
        return (channels_[input][output] >> channel & 1U) != 0;
    }

  private:
    std::array<std::array<Channels, port_count>, port_count> channels_{};
    std::array<Ports, port_count> outputs_{};
};

/// What the allocators of a router look at.
struct RouterState {
    Requests ready;                          ///< the next flit is there, and a free place for it
    Requests waiting;                        ///< for a virtual channel
    std::array<Channels, port_count> free{}; ///< by output: held by no packet
    std::array<Channels, port_count> credited{};             ///< by output: with a free place
    std::array<std::uint16_t, port_count> channel_pointer{}; ///< round robin, by input
    std::array<std::uint16_t, port_count> output_pointer{};  ///< by input
    std::array<std::uint16_t, port_count> input_pointer{};   ///< by output
    std::uint32_t heads = 0; ///< packets that wait for a virtual channel
    std::int32_t flits = 0;  ///< in all its buffers
};

/// Which way round robin turns: the first member at or after `pointer`, else the first of all.
/// `members` is not empty.
inline std::uint16_t round_robin(std::uint64_t members, unsigned pointer) {
    const std::uint64_t after = members & (~std::uint64_t{0} << pointer);
    return static_cast<std::uint16_t>(__builtin_ctzll(after != 0 ? after : members));
}

/// The number of the lowest member of a set that is not empty.
inline std::size_t lowest(std::uint64_t members) {
    return static_cast<std::size_t>(__builtin_ctzll(members));
}

} // namespace counterpoint::sim::noc::mesh
