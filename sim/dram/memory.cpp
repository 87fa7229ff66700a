#include "sim/dram/memory.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>
#include <unordered_map>

#include "sim/dram/address_map.hpp"
#include "sim/dram/channel.hpp"
#include "sim/dram/interleaving.hpp"

namespace counterpoint::sim {

namespace {

/// How far a stream is read ahead of the channels, in requests.
constexpr std::int64_t read_ahead = 4096;

} // namespace

struct DramMemory::State {
    explicit State(const hw::DramConfiguration& configured)
        : configuration(configured), map(configured), interleaving(map) {
        channels.reserve(static_cast<std::size_t>(configured.channels));
        for (std::int64_t number = 0; number < configured.channels; ++number) {
            channels.push_back(std::make_unique<Channel>(configured, number));
        }
    }

    void check(const DramRequest& request) const {
        const std::uint64_t first = map.burst_of(request.address);
        const auto count = static_cast<std::uint64_t>(request.bursts);
        if (request.bursts < 1 || count > map.bursts() || first > map.bursts() - count) {
            throw std::out_of_range("a DRAM of " + std::to_string(map.bursts()) +
                                    " bursts has no " + std::to_string(request.bursts) +
                                    " bursts from number " + std::to_string(first) + " on");
        }
    }

    /// Hands the bursts to their channels; returns how many channels take part.
    std::int64_t share_out(const DramRequest& request, std::optional<RequestNumber> number) {
        check(request);
        const std::uint64_t first = map.burst_of(request.address);
        const auto count = static_cast<std::uint64_t>(request.bursts);
        if (count == 1) {
            give(interleaving.channel_of(first), first, request, number);
            return 1;
        }
        std::int64_t parts = 0;
        for (std::size_t channel = 0; channel < channels.size(); ++channel) {
            parts += give(channel, first, request, number);
        }
        return parts;
    }

    std::int64_t give(std::size_t channel, std::uint64_t first, const DramRequest& request,
                      std::optional<RequestNumber> number) {
        const Interleaving::Share share =
            interleaving.share_of(channel, first, static_cast<std::uint64_t>(request.bursts));
        if (share.count == 0) {
            return 0;
        }
        BurstRun run;
        run.kind = request.kind;
        run.next = share.first;
        run.left = static_cast<std::int64_t>(share.count);
        if (request.arrival) {
            run.arrival = *request.arrival;
        }
        if (number) {
            channels[channel]->submit(run, *number);
        } else {
            channels[channel]->submit(run);
        }
        return 1;
    }

    /// What of a request is still to come from its channels.
    struct Open {
        std::int64_t parts = 0;
        Clock end = 0;
        RowOutcomes rows;
    };

    hw::DramConfiguration configuration;
    AddressMap map;
    Interleaving interleaving;
    std::vector<std::unique_ptr<Channel>> channels;
    std::unordered_map<RequestNumber, Open> open;
    RequestNumber next_number = 0;
};

DramMemory::DramMemory(const hw::DramConfiguration& configuration)
    : state_(std::make_unique<State>(configuration)) {}

DramMemory::~DramMemory() = default;

void DramMemory::listen(CommandListener* listener) {
    for (const auto& channel : state_->channels) {
        channel->listen(listener);
    }
}

RequestNumber DramMemory::submit(const DramRequest& request) {
    const RequestNumber number = state_->next_number;
    state_->open[number].parts = state_->share_out(request, number);
    ++state_->next_number;
    return number;
}

Clock DramMemory::next_decision() const {
    Clock next = never;
    for (const auto& channel : state_->channels) {
        next = std::min(next, channel->next_decision());
    }
    return next;
}

void DramMemory::advance(Clock until) {
    for (const auto& channel : state_->channels) {
        channel->advance(until);
    }
}

std::vector<DramCompletion> DramMemory::take_completions() {
    std::vector<DramCompletion> completed;
    for (const auto& channel : state_->channels) {
        for (const DramCompletion& part : channel->completions()) {
            State::Open& open = state_->open.at(part.request);
            open.end = std::max(open.end, part.clock);
            open.rows.add(part.rows);
            if (--open.parts == 0) {
                completed.push_back({part.request, open.end, open.rows});
                state_->open.erase(part.request);
            }
        }
        channel->completions().clear();
    }
    std::sort(completed.begin(), completed.end(),
              [](const DramCompletion& a, const DramCompletion& b) {
                  return a.clock != b.clock ? a.clock < b.clock : a.request < b.request;
              });
    return completed;
}

void DramMemory::run(RequestStream& stream) {
    std::int64_t ahead = 0;
    while (const std::optional<DramRequest> request = stream.next()) {
        state_->share_out(*request, std::nullopt);
        if (++ahead == read_ahead) {
            for (const auto& channel : state_->channels) {
                channel->advance_while_fed();
            }
            ahead = 0;
        }
    }
    for (const auto& channel : state_->channels) {
        channel->finish();
    }
}

bool DramMemory::idle() const {
    return std::all_of(state_->channels.begin(), state_->channels.end(),
                       [](const auto& channel) { return channel->idle(); });
}

DramStatistics DramMemory::statistics() const {
    DramStatistics sum;
    for (const auto& channel : state_->channels) {
        sum.add(channel->statistics());
    }
    return sum;
}

std::int64_t DramMemory::decisions() const {
    std::int64_t sum = 0;
    for (const auto& channel : state_->channels) {
        sum += channel->decisions();
    }
    return sum;
}

const hw::DramConfiguration& DramMemory::configuration() const { return state_->configuration; }

} // namespace counterpoint::sim
