#include "sim/observation/occupancy.hpp"

#include <algorithm>
#include <vector>

namespace counterpoint::sim {

namespace {

void raise(Room& most, const Room& room) {
    most.slots = std::max(most.slots, room.slots);
    most.bytes = std::max(most.bytes, room.bytes);
}

void halve(std::vector<Room>& points) {
    for (std::size_t i = 0; i < points.size(); ++i) {
        Room& half = points[i / 2];
        if (i % 2 == 0) {
            half = points[i];
        } else {
            raise(half, points[i]);
        }
    }
    points.resize((points.size() + 1) / 2);
}

} // namespace

void OccupancyRecorder::change(std::int64_t at, const Room& room) {
    record(at);
    room_ = room;
}

Occupancy OccupancyRecorder::finish(std::int64_t cycles) {
    record(cycles);
    return occupancy_;
}

/// The room has been the same since the last time.
void OccupancyRecorder::record(std::int64_t until) {
    if (until <= since_) {
        return;
    }
    std::vector<Room>& points = occupancy_.points;
    while ((until - 1) / occupancy_.cycles_per_point >= static_cast<std::int64_t>(most_points_)) {
        halve(points);
        occupancy_.cycles_per_point *= 2;
    }
    const auto first = static_cast<std::size_t>(since_ / occupancy_.cycles_per_point);
    const auto last = static_cast<std::size_t>((until - 1) / occupancy_.cycles_per_point);
    points.resize(std::max(points.size(), last + 1));
    for (std::size_t i = first; i <= last; ++i) {
        raise(points[i], room_);
    }
    raise(occupancy_.most, room_);
    since_ = until;
}

} // namespace counterpoint::sim
