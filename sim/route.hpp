#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "sim/fill_channel.hpp"
#include "sim/network.hpp"
#include "sim/pass_plan.hpp"
#include "sim/passed_network.hpp"
#include "sim/phase_source.hpp"

namespace counterpoint::sim {

/// The channels that the fills of a memory go over, as far as they share them with others. Where
/// no tensor bypasses a memory there are none.
class Route {
  public:
    /// `source` outlives it; `loops`: how many its phases iterate over.
    Route(const PhaseSource& source, std::size_t loops) : source_(source), loops_(loops) {}

    /// Others pass the memory's own network. Channels outlive the route, and know it already.
    void share_own(FillChannel& channel) { own_ = &channel; }
    /// The next network outside of the last; the fills are this passer of its channel.
    void pass(FillChannel& channel, std::size_t passer, PassPlan plan);

    [[nodiscard]] bool shares() const { return own_ != nullptr || !passed_.empty(); }

    /// When the channels that the source's phase needs have been free; nothing while that is not
    /// known, or others come first. 0 where nothing is shared.
    [[nodiscard]] std::optional<std::int64_t> free_at() const;
    /// The source's phase is about to take its channels, of which others are told.
    void take();
    /// Tells others when the source's phases, if it has `more`, pass from now on.
    void announce(bool more);

    /// A fill begins that was given to all networks: says until when it is on each of those that
    /// it passes.
    void occupy(const std::vector<Crossing>& crossings, const std::vector<Delivery>& deliveries);

    /// By passed network and tensor: elements that went over it so far.
    [[nodiscard]] const std::vector<std::vector<std::int64_t>>& elements() const {
        return elements_;
    }
    void record(MachineState& state);

  private:
    struct Passed {
        FillChannel* channel = nullptr;
        std::size_t passer = 0;
        PassPlan plan;
    };

    const PhaseSource& source_;
    std::size_t loops_;
    FillChannel* own_ = nullptr;
    std::vector<Passed> passed_; ///< the innermost first
    std::vector<std::vector<std::int64_t>> elements_;
};

} // namespace counterpoint::sim
