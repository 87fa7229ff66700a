#include "sim/takers.hpp"

#include <algorithm>

#include "sim/list_table.hpp"

namespace counterpoint::sim {

namespace {

bool contains(const Range& range, std::int64_t point) {
    return range.low <= point && point < range.high;
}

/// Where anything begins or ends, each once, ascending.
std::vector<std::int64_t> cuts(const std::vector<Range>& after, const std::vector<Range>& before) {
    std::vector<std::int64_t> points;
    for (const std::vector<Range>* ranges : {&after, &before}) {
        for (const Range& range : *ranges) {
            if (!range.empty()) {
                points.push_back(range.low);
                points.push_back(range.high);
            }
        }
    }
    std::sort(points.begin(), points.end());
    points.erase(std::unique(points.begin(), points.end()), points.end());
    return points;
}

/// Passes over an axis from point to point and knows which pieces have it now.
class Sweep {
  public:
    explicit Sweep(const std::vector<Range>& after) : after_(after) {
        for (std::size_t piece = 0; piece < after.size(); ++piece) {
            if (!after[piece].empty()) {
                coming_.push_back(static_cast<std::int32_t>(piece));
            }
        }
        std::stable_sort(coming_.begin(), coming_.end(), [&after](std::int32_t a, std::int32_t b) {
            return after[static_cast<std::size_t>(a)].low < after[static_cast<std::size_t>(b)].low;
        });
    }

    /// The pieces that have the point, ascending. Points ascend.
    const std::vector<std::int32_t>& at(std::int64_t point) {
        present_.erase(std::remove_if(present_.begin(), present_.end(),
                                      [&](std::int32_t piece) { return of(piece).high <= point; }),
                       present_.end());
        while (next_ < coming_.size() && of(coming_[next_]).low <= point) {
            const std::int32_t piece = coming_[next_++];
            present_.insert(std::upper_bound(present_.begin(), present_.end(), piece), piece);
        }
        return present_;
    }

  private:
    [[nodiscard]] const Range& of(std::int32_t piece) const {
        return after_[static_cast<std::size_t>(piece)];
    }

    const std::vector<Range>& after_;
    std::vector<std::int32_t> coming_; ///< by their beginnings
    std::size_t next_ = 0;
    std::vector<std::int32_t> present_;
};

Had who_had(std::int64_t point, std::int32_t piece, const std::vector<Range>& before,
            const Neighbours& neighbours) {
    const auto unit = static_cast<std::size_t>(piece);
    if (contains(before[unit], point)) {
        return Had::itself;
    }
    bool near = false;
    neighbours.of(unit, [&](std::size_t other) { near = near || contains(before[other], point); });
    return near ? Had::neighbour : Had::nobody;
}

} // namespace

std::vector<Segment> cut(const std::vector<Range>& after, const std::vector<Range>& before,
                         const Neighbours& neighbours) {
    constexpr std::int32_t states = 3;
    const std::vector<std::int64_t> points = cuts(after, before);
    std::vector<Segment> segments;
    ListTable<std::int32_t> known; ///< takers, each written as one number
    std::vector<std::int32_t> takers;
    Sweep sweep(after);
    for (std::size_t i = 0; i + 1 < points.size(); ++i) {
        takers.clear();
        for (const std::int32_t piece : sweep.at(points[i])) {
            const Had had = who_had(points[i], piece, before, neighbours);
            takers.push_back(piece * states + static_cast<std::int32_t>(had));
        }
        if (takers.empty()) {
            continue;
        }
        const std::size_t which = known.find(takers);
        if (which == segments.size()) {
            Segment& segment = segments.emplace_back();
            for (const std::int32_t taker : takers) {
                segment.takers.push_back({taker / states, static_cast<Had>(taker % states)});
            }
        }
        segments[which].length += points[i + 1] - points[i];
    }
    return segments;
}

std::vector<PieceMove> moves_of(const std::vector<Segment>& segments, std::size_t pieces) {
    std::vector<PieceMove> moves(pieces);
    for (const Segment& segment : segments) {
        for (const Taker& taker : segment.takers) {
            PieceMove& move = moves[static_cast<std::size_t>(taker.piece)];
            move.after += segment.length;
            move.common += taker.had == Had::itself ? segment.length : 0;
            move.passed += taker.had == Had::neighbour ? segment.length : 0;
        }
    }
    return moves;
}

} // namespace counterpoint::sim
