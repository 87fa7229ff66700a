#include "sim/noc/bus.hpp"

#include <algorithm>

#include "sim/noc/transfer_cycles.hpp"

namespace counterpoint::sim::noc {

namespace {

/// Packs messages into beats as they come.
class Beats {
  public:
    Beats(std::int64_t beat_bytes, std::int64_t tags) : beat_bytes_(beat_bytes), tags_(tags) {}

    /// How many beats there are when the last byte of this message is in one.
    std::int64_t add(std::int64_t bytes) {
        if (free_tags_ > 0) {
            const std::int64_t shared = std::min(bytes, free_bytes_);
            free_bytes_ -= shared;
            free_tags_ = free_bytes_ > 0 ? free_tags_ - 1 : 0;
            bytes -= shared;
        }
        if (bytes > 0) {
            const std::int64_t own = cycles_of(bytes, beat_bytes_);
            count_ += own;
            free_bytes_ = own * beat_bytes_ - bytes;
            free_tags_ = free_bytes_ > 0 ? tags_ - 1 : 0;
        }
        return count_;
    }

    [[nodiscard]] std::int64_t count() const { return count_; }

  private:
    std::int64_t beat_bytes_;
    std::int64_t tags_;
    std::int64_t count_ = 0;
    std::int64_t free_bytes_ = 0; ///< of the last beat
    std::int64_t free_tags_ = 0;
};

} // namespace

BusFabric::BusFabric(const hw::Bus& bus, const Ends& ends)
    : bytes_per_cycle_(ends.bytes_per_cycle),
      beat_bytes_(std::min(bus.width_bytes, ends.bytes_per_cycle)), tags_(bus.tags),
      units_(static_cast<std::size_t>(ends.units())) {}

Passage BusFabric::carry(const Messages& messages) const {
    Passage passage;
    passage.arrivals.assign(units_, 0);
    Beats beats(beat_bytes_, tags_);
    for (std::size_t message = 0; message < messages.size(); ++message) {
        const std::int64_t arrival = beats.add(messages.bytes(message));
        for (const Unit unit : messages.units(message)) {
            passage.arrivals[static_cast<std::size_t>(unit)] = arrival;
        }
    }
    const std::int64_t bytes = messages.all_bytes();
    set_transfer_cycles(passage, {cycles_of(bytes, bytes_per_cycle_), cycles_of(bytes, beat_bytes_),
                                  beats.count(), 0});
    passage.link_traversals = bytes;
    passage.most_hops = messages.empty() ? 0 : 1;
    passage.link_busy = {beats.count()};
    return passage;
}

std::string BusFabric::link_name(std::size_t /*link*/) const { return "bus"; }

} // namespace counterpoint::sim::noc
