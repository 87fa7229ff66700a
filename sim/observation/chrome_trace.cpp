#include "sim/observation/chrome_trace.hpp"

#include <algorithm>

namespace counterpoint::sim {

namespace {

/// Tracks stand in the order in which data flows: fills from the outside in, the PEs, drains from
/// the inside out. Each has room for the tracks of what is under way behind it.
constexpr std::int64_t tracks_apart = 1000;

} // namespace

ChromeTrace::ChromeTrace(const TraceOptions& options, const workloads::Layer& layer,
                         const hw::Hardware& hardware)
    : hardware_(hardware), layer_(layer.name),
      file_(options, "layer " + layer.name + " on " + hardware.name),
      memories_(hardware.memories.size()) {
    std::int64_t order = 0;
    const auto add = [&](Direction& direction, const std::string& name) {
        order += tracks_apart;
        direction.track = file_.add_track(name, order);
        direction.under_way.name = name + ", under way";
        direction.under_way.order = order;
    };
    for (hw::MemoryIndex b{1}; hardware.memories.contains(b); ++b.value) {
        add(memories_[b].fill, "fill " + hardware.memories[b].name);
    }
    order += tracks_apart;
    pes_ = file_.add_track("PEs", order);
    for (hw::MemoryIndex b = hardware.innermost(); b.value > 0; --b.value) {
        add(memories_[b].drain, "drain " + hardware.memories[b].name);
    }
}

void ChromeTrace::filled(const Activity& activity, std::int64_t here, std::int64_t bytes) {
    transferred(memories_[activity.memory].fill, "fill", activity, here, bytes);
}

void ChromeTrace::drained(const Activity& activity, std::int64_t kept, std::int64_t bytes) {
    transferred(memories_[activity.memory].drain, "drain", activity, kept, bytes);
}

void ChromeTrace::transferred(Direction& direction, const char* name, const Activity& activity,
                              std::int64_t arrived, std::int64_t bytes) {
    if (bytes == 0) {
        return; // `arrived` is then that of the transfer before
    }
    const TraceNumbers arguments{{"phase", activity.phase}, {"bytes", bytes}};
    file_.slice(direction.track, name, activity.from, activity.until, arguments);
    if (arrived > activity.until) {
        file_.slice(lane_for(direction.under_way, activity.until, arrived), "under way",
                    activity.until, arrived, arguments);
    }
}

TrackNumber ChromeTrace::lane_for(UnderWay& under_way, std::int64_t from, std::int64_t until) {
    auto& lanes = under_way.lanes;
    auto free = std::find_if(lanes.begin(), lanes.end(),
                             [from](const UnderWay::Lane& lane) { return lane.free_from <= from; });
    if (free == lanes.end()) {
        const auto place = static_cast<std::int64_t>(lanes.size()) + 1;
        lanes.push_back(
            UnderWay::Lane{file_.add_track(under_way.name, under_way.order + place), 0});
        free = lanes.end() - 1;
    }
    free->free_from = until;
    return free->track;
}

void ChromeTrace::computed(const Activity& activity, std::int64_t macs) {
    file_.slice(pes_, "compute", activity.from, activity.until,
                {{"phase", activity.phase}, {"macs", macs}});
}

void ChromeTrace::stalled(const Stall& stall) {
    file_.slice(pes_, cause_of(stall), stall.from, stall.until,
                {{"cycles", stall.until - stall.from}});
}

std::string ChromeTrace::cause_of(const Stall& stall) const {
    const std::string& memory = hardware_.memories[stall.memory].name;
    switch (stall.cause) {
    case Stall::Cause::start:
        return "start";
    case Stall::Cause::operands:
        return "wait: operands " + memory;
    case Stall::Cause::fill_transfer:
        return "wait: fill transfer " + memory;
    case Stall::Cause::fill_latency:
        return "wait: fill latency " + memory;
    case Stall::Cause::drain:
        break;
    }
    return "wait: drain " + memory;
}

void ChromeTrace::occupied(hw::MemoryIndex memory, std::int64_t at, const Room& room) {
    MemoryTracks& tracks = memories_[memory];
    if (at > tracks.room_since && !(room == tracks.room)) {
        write_room(memory, at);
        tracks.room_since = at;
    }
    tracks.room = room;
}

void ChromeTrace::write_room(hw::MemoryIndex memory, std::int64_t until) {
    const MemoryTracks& tracks = memories_[memory];
    const std::string& name = hardware_.memories[memory].name;
    file_.counter(name + " slots", tracks.room_since, until, {{"occupied", tracks.room.slots}});
    file_.counter(name + " bytes", tracks.room_since, until, {{"occupied", tracks.room.bytes}});
}

std::vector<std::string> ChromeTrace::complete(const Simulation& simulation) {
    const std::int64_t done = simulation.cycles - simulation.stack.tail;
    file_.slice(pes_, "tail", done, simulation.cycles, {{"cycles", simulation.stack.tail}});
    for (hw::MemoryIndex b{1}; memories_.contains(b); ++b.value) {
        write_room(b, simulation.cycles);
    }
    return file_.complete(simulation.cycles, layer_, hardware_.name);
}

} // namespace counterpoint::sim
