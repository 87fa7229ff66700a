#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "hw/network.hpp"
#include "sim/noc/mesh/grid.hpp"
#include "sim/noc/mesh/packets.hpp"
#include "sim/noc/mesh/router.hpp"
#include "sim/noc/mesh/wires.hpp"

namespace counterpoint::sim::noc::mesh {

/// All routers of a mesh: input-queued, with virtual channels and credits, as the router that
/// BookSim 2 calls `iq`. In one cycle a router hands out virtual channels and the switch, each with
/// a separable allocator, inputs first, round robin everywhere:
///
/// - The packet at the front of an input's channel picks one of the free virtual channels of its
///   output; where several pick the same one, the output decides. A virtual channel is free again
///   when the tail has been sent.
/// - Each input proposes one of its channels with a flit ready, each output takes one input.
///   Speculative: a packet without a virtual channel proposes as well, behind all that have one; if
///   it is chosen and got no virtual channel in that cycle, or a full one, the slot is lost.
///
/// Both look at the state before the cycle. Knows nothing of time or wires.
class Routers {
  public:
    /// `mesh` has 1 to most_virtual_channels channels of 1 to most_buffer_flits flits. Refers to
    /// the packets and wires.
    Routers(const hw::Mesh& mesh, const Grid& grid, const Packets& packets, Wires& wires);
    Routers(const Routers&) = delete; ///< refers to what it holds
    Routers(Routers&&) = delete;
    Routers& operator=(const Routers&) = delete;
    Routers& operator=(Routers&&) = delete;
    ~Routers() = default;

    /// A flit arrives; there is room for it.
    void accept(Node node, std::size_t input, std::size_t channel, Flit flit);
    /// A place is known to be free at the end of the link.
    void credit(Node node, std::size_t output, std::size_t channel);
    /// One cycle of a router: what it sends and frees goes onto the wires.
    void work(Node node);

    /// Flits in the buffers of a router.
    [[nodiscard]] std::int32_t flits(Node node) const {
        return states_[static_cast<std::size_t>(node)].flits;
    }

  private:
    /// A channel of an input.
    struct Head {
        std::uint16_t input;
        std::uint16_t channel;
    };
    /// A virtual channel of an output picked for the front packet of one of an input.
    struct ChannelGrant {
        Head head;
        std::uint16_t output;
        std::uint16_t out_channel;
    };
    /// The channel that an input sends from in a cycle, and to which outputs.
    struct SwitchGrant {
        Ports outputs;
        std::uint16_t input;
        std::uint16_t channel;
        bool speculative; ///< had no virtual channel when it asked
    };
    using SwitchGrants = std::array<SwitchGrant, port_count>;

    /// One router.
    struct Router {
        RouterState& state;
        InputChannel* inputs;     ///< by input and channel
        Branches* branches;       ///< by input and channel
        OutputChannel* outputs;   ///< by output and channel
        Flit* buffers;            ///< by input, channel and place
        Head* heads;              ///< of the packets that wait
        std::size_t channels;     ///< of each input
        std::size_t buffer_flits; ///< of each channel
        Node node;

        [[nodiscard]] InputChannel& in(std::size_t input, std::size_t channel) const {
            return inputs[input * channels + channel];
        }
        [[nodiscard]] Branches& branch(std::size_t input, std::size_t channel) const {
            return branches[input * channels + channel];
        }
        [[nodiscard]] OutputChannel& out(std::size_t output, std::size_t channel) const {
            return outputs[output * channels + channel];
        }
        struct Progress {
            std::uint16_t sent;        ///< flits from the oldest on
            std::uint16_t out_channel; ///< that it has
        };
        /// Of the front packet's branch to an output that it has not sent its tail to.
        [[nodiscard]] Progress progress(std::size_t input, std::size_t channel,
                                        std::size_t output) const {
            const std::size_t index = input * channels + channel;
            if (inputs[index].branching == 0) {
                return {0, inputs[index].out_channel};
            }
            return {branches[index].sent[output], branches[index].out_channel[output]};
        }
        /// A place of a channel's buffer, counted from its oldest flit on.
        [[nodiscard]] Flit& flit(std::size_t input, std::size_t channel, std::size_t offset) const {
            const std::size_t index = input * channels + channel;
            const std::size_t place = inputs[index].first + offset;
            return buffers[index * buffer_flits +
                           (place < buffer_flits ? place : place - buffer_flits)];
        }
    };

    [[nodiscard]] const Router& router(Node node) const {
        return routers_[static_cast<std::size_t>(node)];
    }

    void begin_packet(const Router& router, std::size_t input, std::size_t channel);

    // Virtual channels.
    std::size_t allocate_channels(const Router& router);
    [[nodiscard]] static std::size_t turns_until(const Router& router, const ChannelGrant& grant);
    void settle_conflict(const Router& router, const ChannelGrant& grant, std::size_t grants);
    void hand_out_channels(const Router& router, std::size_t grants);

    // The switch.
    std::size_t allocate_switch(const Router& router, SwitchGrants& grants) const;
    static Ports outputs_nobody_won(const Router& router, const Requests& requests,
                                    std::size_t input, std::size_t channel, std::size_t output,
                                    Ports won);
    void send_unicast(const Router& router, const SwitchGrant& grant);
    void send_multicast(const Router& router, const SwitchGrant& grant);
    static void take_credit(const Router& router, std::size_t output, std::size_t channel);
    void transmit(const Router& router, std::size_t input, std::size_t channel, std::size_t output);
    static void drop_flit(const Router& router, InputChannel& in);
    bool drop_sent_flit(const Router& router, std::size_t input, std::size_t channel);

    const Grid& grid_;
    const Packets& packets_;
    Wires& wires_;
    bool speculative_;
    std::vector<RouterState> states_;
    std::vector<InputChannel> inputs_;   ///< by node, input and channel
    std::vector<Branches> branches_;     ///< by node, input and channel
    std::vector<OutputChannel> outputs_; ///< by node, output and channel
    std::vector<Flit> buffers_;          ///< by node, input, channel and place
    std::vector<Head> heads_; ///< by node: the channels whose packets wait, RouterState::heads many
    std::vector<Router> routers_;      ///< by node
    std::vector<ChannelGrant> grants_; ///< in the router at work
};

} // namespace counterpoint::sim::noc::mesh
