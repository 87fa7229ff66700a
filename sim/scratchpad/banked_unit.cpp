#include "sim/scratchpad/banked_unit.hpp"

#include <algorithm>
#include <limits>

namespace counterpoint::sim {

BankedUnit::BankedUnit(const hw::Banks& banks, bool leap)
    : banks_(banks), leap_(leap), around_(banks.count * banks.interleave_bytes),
      all_ports_(banks.count * banks.ports * banks.bytes_per_cycle),
      user_(static_cast<std::size_t>(banks.count), stream_count - 1) {
    for (Progress& stream : streams_) {
        stream.open.resize(static_cast<std::size_t>(banks.count));
    }
}

void BankedUnit::start(Stream stream, const StreamDemand& demand) {
    Progress& progress = streams_[static_cast<std::size_t>(stream)];
    progress.bytes = demand.bytes;
    progress.added = demand.added_bytes;
    progress.pace = demand.bytes_per_cycle;
    if (stream == Stream::operands) {
        progress.pace = std::min(progress.pace, all_ports_);
    }
    set_mark();
    next_mark_ = 1;
}

void BankedUnit::record(MachineState& state) {
    for (const Progress& stream : streams_) {
        state.figure(
            {stream.bytes, stream.added, stream.under_way() ? stream.pace : 0, stream.position});
        for (const std::int64_t accesses : stream.open) {
            state.figure(accesses);
        }
    }
    for (const std::uint8_t user : user_) {
        state.figure(user);
    }
    for (auto& by_winner : lost_) {
        for (std::int64_t& accesses : by_winner) {
            state.counter(accesses);
        }
    }
    state.counter(busy_);
    state.counter(accesses_);
}

void BankedUnit::forget_marks() {
    set_mark();
    next_mark_ = 1;
}

void BankedUnit::advance(std::int64_t cycle) { advance(cycle, false); }

std::optional<std::int64_t> BankedUnit::advance_to_end() {
    if (!any_under_way()) {
        return std::nullopt;
    }
    return advance(std::numeric_limits<std::int64_t>::max(), true);
}

std::int64_t BankedUnit::advance(std::int64_t cycle, bool to_end) {
    while (cycle_ < cycle) {
        if (!any_under_way()) {
            cycle_ = cycle;
            break;
        }
        if (leap_ && (leap_operands(cycle) || try_leap(cycle))) {
            continue;
        }
        if (do_cycle() && to_end) {
            break;
        }
    }
    return cycle_;
}

bool BankedUnit::any_under_way() const {
    return std::any_of(streams_.begin(), streams_.end(),
                       [](const Progress& stream) { return stream.under_way(); });
}

/// Returns whether a stream ended.
bool BankedUnit::do_cycle() {
    for (Progress& stream : streams_) {
        if (stream.under_way() && stream.open_accesses == 0) {
            if (&stream == &operands()) {
                begin_operands(stream);
            } else {
                begin_group(stream);
            }
        }
    }
    bool ended = false;
    for (std::size_t bank = 0; bank < user_.size(); ++bank) {
        ended = serve(bank) || ended;
    }
    ++cycle_;
    ++busy_;
    if (ended) {
        set_mark();
        next_mark_ = 1;
    }
    return ended;
}

/// Begins what the stream may move in one cycle.
void BankedUnit::begin_group(Progress& stream) {
    std::int64_t left = std::min(stream.pace, stream.bytes);
    while (left > 0) {
        const std::int64_t in_bank =
            banks_.interleave_bytes - stream.position % banks_.interleave_bytes;
        std::int64_t piece = std::min(left, in_bank);
        const bool added = stream.added > 0;
        if (added) {
            piece = std::min(piece, stream.added);
            stream.added -= piece;
        }
        open_piece(stream, piece, added);
        stream.bytes -= piece;
        left -= piece;
    }
}

/// The same of operands.
void BankedUnit::begin_operands(Progress& stream) const {
    const std::int64_t bytes = std::min(stream.pace, stream.bytes);
    stream.bytes -= bytes;
    stream.open_accesses = accesses_for(bytes);
    for (std::int64_t i = 0; i < stream.open_accesses; ++i) {
        ++stream.open[static_cast<std::size_t>(stream.position)];
        stream.position = (stream.position + 1) % banks_.count;
    }
}

void BankedUnit::open_piece(Progress& stream, std::int64_t bytes, bool added) const {
    const std::int64_t accesses = accesses_for(bytes) * (added ? 2 : 1);
    const auto bank = static_cast<std::size_t>(stream.position / banks_.interleave_bytes);
    stream.open[bank] += accesses;
    stream.open_accesses += accesses;
    stream.position = (stream.position + bytes) % around_;
}

/// Gives a bank's ports to those who wait for one. Returns whether a stream ended.
bool BankedUnit::serve(std::size_t bank) {
    bool ended = false;
    std::int64_t free = banks_.ports;
    std::uint8_t& user = user_[bank];
    const std::size_t first =
        banks_.arbitration == hw::Arbitration::round_robin ? std::size_t{user} + 1 : 0;
    for (std::size_t i = 0; i < stream_count; ++i) {
        const std::size_t which = (first + i) % stream_count;
        Progress& stream = streams_[which];
        std::int64_t& open = stream.open[bank];
        if (open == 0) {
            continue;
        }
        const std::int64_t served = std::min(open, free);
        if (served > 0) {
            user = static_cast<std::uint8_t>(which);
            free -= served;
            open -= served;
            stream.open_accesses -= served;
            accesses_ += served;
            ended = ended || !stream.under_way();
        }
        lost_[which][user] += open;
    }
    return ended;
}

/// Operands that are alone find all their ports free. Leaves the last group to do_cycle(), which
/// notes the end. Returns whether cycles were leaped over.
bool BankedUnit::leap_operands(std::int64_t limit) {
    Progress& stream = operands();
    const auto idle = [](const Progress& other) { return !other.under_way(); };
    if (stream.open_accesses > 0 || !std::all_of(streams_.begin() + 1, streams_.end(), idle)) {
        return false;
    }
    const std::int64_t cycles = std::min(limit - cycle_, (stream.bytes - 1) / stream.pace);
    if (cycles <= 0) {
        return false;
    }
    const std::int64_t accesses = cycles * accesses_for(stream.pace);
    for (std::int64_t i = std::min(accesses, banks_.count); i > 0; --i) {
        const std::int64_t bank = (stream.position + accesses - i) % banks_.count;
        user_[static_cast<std::size_t>(bank)] = static_cast<std::uint8_t>(Stream::operands);
    }
    stream.position = (stream.position + accesses) % banks_.count;
    stream.bytes -= cycles * stream.pace;
    accesses_ += accesses;
    cycle_ += cycles;
    busy_ += cycles;
    set_mark();
    return true;
}

void BankedUnit::set_mark() {
    mark_.cycle = cycle_;
    mark_.streams = streams_;
    mark_.user = user_;
    mark_.lost = lost_;
    mark_.accesses = accesses_;
    marked_cycles_ = 0;
}

/// The same turns, and every stream where it stood, with the same accesses open?
bool BankedUnit::looks_like_mark() const {
    if (banks_.arbitration == hw::Arbitration::round_robin && user_ != mark_.user) {
        return false;
    }
    for (std::size_t i = 0; i < stream_count; ++i) {
        const Progress& now = streams_[i];
        const Progress& then = mark_.streams[i];
        if (now.position != then.position || now.open_accesses != then.open_accesses ||
            now.open != then.open) {
            return false;
        }
    }
    return true;
}

/// Where the present cycle looks like one before, what lies between them comes again and again,
/// as long as no stream gets to its last bytes. Marks lie ever further apart, so that periods of
/// any length are found. Returns whether cycles were leaped over.
bool BankedUnit::try_leap(std::int64_t limit) {
    if (cycle_ == mark_.cycle || !looks_like_mark()) {
        if (++marked_cycles_ > next_mark_) {
            next_mark_ *= 2;
            set_mark();
        }
        return false;
    }
    const std::int64_t period = cycle_ - mark_.cycle;
    std::int64_t times = (limit - cycle_) / period;
    for (std::size_t i = 0; i < stream_count; ++i) {
        const Progress& now = streams_[i];
        const std::int64_t bytes = mark_.streams[i].bytes - now.bytes;
        const std::int64_t added = mark_.streams[i].added - now.added;
        if (bytes > 0) {
            times = std::min(times, (now.bytes - now.pace) / bytes);
        }
        if (added > 0) { // it must be all added or none of it
            times = std::min(times, added == bytes ? (now.added - now.pace) / added : 0);
        }
    }
    if (times <= 0) {
        set_mark();
        return false;
    }
    for (std::size_t i = 0; i < stream_count; ++i) {
        streams_[i].added -= times * (mark_.streams[i].added - streams_[i].added);
        streams_[i].bytes -= times * (mark_.streams[i].bytes - streams_[i].bytes);
        for (std::size_t j = 0; j < stream_count; ++j) {
            lost_[i][j] += times * (lost_[i][j] - mark_.lost[i][j]);
        }
    }
    accesses_ += times * (accesses_ - mark_.accesses);
    cycle_ += times * period;
    busy_ += times * period;
    set_mark();
    return true;
}

} // namespace counterpoint::sim
