#include "tests/sim/observation/trace_reader.hpp"

#include <algorithm>
#include <stdexcept>

#include <nlohmann/json.hpp>

#include "tests/sim/observation/observed_case.hpp"

namespace counterpoint::observation {

namespace {

using nlohmann::json;

void check_order(std::vector<Slice>& slices, const std::string& track) {
    std::sort(slices.begin(), slices.end(),
              [](const Slice& a, const Slice& b) { return a.from < b.from; });
    for (std::size_t i = 1; i < slices.size(); ++i) {
        if (slices[i].from < slices[i - 1].until) {
            throw std::runtime_error("slices overlap on track " + track + " at " +
                                     std::to_string(slices[i].from));
        }
    }
}

Slice slice_of(const json& event) {
    Slice slice;
    slice.name = event.at("name").get<std::string>();
    slice.from = event.at("ts").get<std::int64_t>();
    const auto duration = event.at("dur").get<std::int64_t>();
    if (duration <= 0 || slice.from < 0) {
        throw std::runtime_error("a slice without extent: " + event.dump());
    }
    slice.until = slice.from + duration;
    slice.numbers = event.at("args").get<std::map<std::string, std::int64_t>>();
    return slice;
}

} // namespace

std::vector<Slice> Trace::track(const std::string& name) const {
    const auto found = tracks.find(name);
    if (found == tracks.end()) {
        return {};
    }
    if (found->second.size() != 1) {
        throw std::runtime_error("several tracks of the name " + name);
    }
    return found->second.front();
}

Trace read_trace(const std::string& file) {
    const json whole = json::parse(contents(file));
    Trace trace;
    std::map<std::int64_t, std::string> names;
    std::map<std::int64_t, std::vector<Slice>> slices;
    for (const json& event : whole.at("traceEvents")) {
        const auto kind = event.at("ph").get<std::string>();
        if (event.at("pid").get<int>() != 1) {
            throw std::runtime_error("an event of another process: " + event.dump());
        }
        if (kind == "X") {
            slices[event.at("tid").get<std::int64_t>()].push_back(slice_of(event));
        } else if (kind == "C") {
            trace.counters[event.at("name").get<std::string>()].push_back(
                {event.at("ts").get<std::int64_t>(),
                 event.at("args").at("occupied").get<std::int64_t>()});
        } else if (kind == "i") {
            trace.marks.push_back(event.at("ts").get<std::int64_t>());
        } else if (kind != "M") {
            throw std::runtime_error("an event of an unknown kind: " + event.dump());
        } else if (event.at("name") == "thread_name") {
            names[event.at("tid").get<std::int64_t>()] =
                event.at("args").at("name").get<std::string>();
        }
        trace.events += kind == "X" || kind == "C" ? 1 : 0;
    }
    for (auto& [number, on_track] : slices) {
        check_order(on_track, names.at(number));
        trace.tracks[names.at(number)].push_back(on_track);
    }
    trace.cycles = whole.at("otherData").at("cycles").get<std::int64_t>();
    trace.left_out = whole.at("otherData").at("left_out").get<std::vector<std::string>>();
    return trace;
}

std::int64_t length(const std::vector<Slice>& slices, const std::string& name) {
    std::int64_t cycles = 0;
    for (const Slice& slice : slices) {
        cycles += name.empty() || slice.name == name ? slice.until - slice.from : 0;
    }
    return cycles;
}

std::int64_t sum(const std::vector<Slice>& slices, const std::string& number) {
    std::int64_t total = 0;
    for (const Slice& slice : slices) {
        total += slice.numbers.at(number);
    }
    return total;
}

} // namespace counterpoint::observation
