#include "sim/dram/row_hit_run.hpp"

#include <algorithm>
#include <utility>

namespace counterpoint::sim {

RowHitRun::RowHitRun(const hw::DramConfiguration& one_channel, const ChannelLayout& layout)
    : map_(one_channel), layout_(layout),
      rotation_(std::uint64_t{1} << map_.bits_below(hw::AddressField::column)),
      row_bits_(map_.bits_below(hw::AddressField::column) + map_.bits_of(hw::AddressField::column)),
      closed_page_(one_channel.page == hw::PagePolicy::closed) {
    for (std::size_t bank = 0; closed_page_ && bank < layout_.banks(); ++bank) {
        banks_.push_back({bank});
    }
}

void RowHitRun::find_banks(std::uint64_t burst) {
    const std::uint64_t rows = burst >> row_bits_;
    if (closed_page_ || rows_of_banks_ == rows) {
        return;
    }
    rows_of_banks_ = rows;
    banks_.clear();
    for (std::uint64_t i = 0; i < rotation_; ++i) {
        banks_.push_back(layout_.bank_of(map_.place_of((rows << row_bits_) + i)));
    }
}

std::uint64_t RowHitRun::bursts_left(const BurstRun& feed) const {
    const std::uint64_t rows_end = ((feed.next >> row_bits_) + 1) << row_bits_;
    return std::min(rows_end - feed.next, static_cast<std::uint64_t>(feed.left));
}

bool RowHitRun::is_plain_hit(const QueuedBurst& burst, const ChannelView& view) const {
    return burst.row == view.rows.open(burst.bank) && !burst.activated && !burst.precharged &&
           burst.part == view.feed.part && burst.kind == view.feed.kind &&
           burst.burst < view.feed.next &&
           (burst.burst >> row_bits_) == (view.feed.next >> row_bits_);
}

/// Notes who waits; false if not all are hits of this run, or one lies far behind.
bool RowHitRun::take_waiting(const ChannelView& view) {
    const auto size = static_cast<std::size_t>(view.queue.size());
    here_.waiting.assign(2 * size + rotation_, never);
    bool plain = true;
    view.queue.each([&](const QueuedBurst& burst) {
        const std::uint64_t behind = view.feed.next - burst.burst;
        plain = plain && is_plain_hit(burst, view) && behind < here_.waiting.size();
        if (plain) {
            here_.waiting[behind] = view.feed.arrival ? burst.origin : view.now - burst.origin;
        }
    });
    return plain;
}

bool RowHitRun::take(const ChannelView& view) {
    here_.known = false;
    const std::uint64_t since_rows = view.feed.next & ((std::uint64_t{1} << row_bits_) - 1);
    if (static_cast<std::uint64_t>(view.queue.size()) > since_rows || !take_waiting(view)) {
        return false;
    }
    here_.known = true;
    here_.now = view.now;
    here_.next = view.feed.next;
    here_.statistics = view.statistics;
    find_banks(view.feed.next);
    view.times.remaining(view.now, banks_, here_.times);
    return true;
}

bool RowHitRun::rows_lie_open(const ChannelView& view) const {
    for (std::uint64_t i = 0; i < rotation_; ++i) {
        const BurstPlace place = map_.place_of(view.feed.next + i);
        if (view.rows.open(layout_.bank_of(place)) != place.row) {
            return false;
        }
    }
    return true;
}

bool RowHitRun::repeats() const {
    return last_.known && here_.next == last_.next + rotation_ &&
           here_.next >> row_bits_ == last_.next >> row_bits_ && here_.times == last_.times &&
           here_.waiting == last_.waiting &&
           here_.statistics.end - last_.statistics.end == here_.now - last_.now &&
           here_.statistics.row_hits - last_.statistics.row_hits ==
               static_cast<std::int64_t>(rotation_);
}

Leap RowHitRun::look(const ChannelView& view) {
    std::swap(last_, here_);
    if (!take(view)) {
        return {};
    }
    Leap leap;
    if (repeats() && rows_lie_open(view)) {
        const auto bursts = static_cast<std::int64_t>(rotation_);
        const std::int64_t clocks = here_.now - last_.now;
        const std::int64_t by_rows = static_cast<std::int64_t>(bursts_left(view.feed)) / bursts;
        leap = {std::min(by_rows, (view.limit - view.now) / clocks), bursts, clocks,
                &last_.statistics};
    }
    return leap;
}

} // namespace counterpoint::sim
