#include "tests/sim/observation/trace_picture.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "tests/walker/example/svg.hpp"

namespace counterpoint::observation {

namespace {

using walker::Svg;

constexpr double left = 150; ///< of cycle 0
constexpr double width = 800;
constexpr double top = 76;
constexpr double bar = 20;
constexpr double step = 26;      ///< from one row to the next
constexpr double slot = 9;       ///< height of one in a counter
constexpr double most_slots = 2; ///< of a memory in the picture

bool begins_with(const std::string& text, const std::string& start) {
    return text.compare(0, start.size(), start) == 0;
}

std::string style_of(const std::string& name) {
    if (name == "compute") {
        return "compute";
    }
    if (name == "fill") {
        return "input";
    }
    if (name == "drain") {
        return "output";
    }
    if (begins_with(name, "wait: fill transfer")) {
        return "input pale";
    }
    if (begins_with(name, "wait: fill latency")) {
        return "weight pale";
    }
    if (begins_with(name, "wait: drain")) {
        return "output pale";
    }
    return name == "under way" ? "weight" : "band";
}

class TracePicture {
  public:
    explicit TracePicture(const Trace& trace)
        : trace_(trace), svg_(left + width + 24, height(), "A trace of a small layer",
                              fmt::format("Tracks of networks and PEs and counters of slots over "
                                          "{} cycles",
                                          trace.cycles)) {}

    std::string drawn() {
        svg_.text(16, 26, "head", "The trace of a small layer");
        draw_key();
        draw_axis();
        for (const char* track : tracks) {
            draw_tracks(track);
        }
        for (const char* counter : counters) {
            draw_counter(counter);
        }
        return svg_.written();
    }

  private:
    static constexpr const char* tracks[] = {
        "fill L2",  "fill L2, under way",  "fill L1",  "fill L1, under way", "PEs",
        "drain L1", "drain L1, under way", "drain L2", "drain L2, under way"};
    static constexpr const char* counters[] = {"L2 slots", "L1 slots"};

    [[nodiscard]] double at(std::int64_t time) const {
        return left + width * static_cast<double>(time) / static_cast<double>(trace_.cycles);
    }

    [[nodiscard]] double height() const {
        std::size_t rows = 0;
        for (const char* track : tracks) {
            rows += trace_.tracks.count(track) > 0 ? trace_.tracks.at(track).size() : 0;
        }
        return top + step * static_cast<double>(rows) + 2 * (most_slots * slot + 18) + 22;
    }

    void draw_key() {
        double x = 16;
        const auto add = [&](const char* style, const char* words, double room) {
            svg_.rectangle({x, 38, 12, 12}, style);
            svg_.text(x + 17, 48, "small soft", words);
            x += room;
        };
        add("input", "fill", 50);
        add("weight", "under way (latency)", 142);
        add("output", "drain", 58);
        add("compute", "compute", 74);
        svg_.text(x, 48, "small soft", "PEs wait for:");
        x += 78;
        add("input pale", "fill transfer", 92);
        add("weight pale", "fill latency", 88);
        add("output pale", "drain", 56);
        add("band", "start, tail", 80);
    }

    void draw_axis() {
        for (std::int64_t time = 0; time <= trace_.cycles; time += 20) {
            svg_.line(at(time), top - 6, at(time), height() - 16, "rule");
            svg_.text(at(time), top - 10, "small soft middle", std::to_string(time));
        }
        svg_.text(left - 10, top - 10, "small soft end", "cycle");
    }

    void draw_tracks(const std::string& name) {
        const auto found = trace_.tracks.find(name);
        if (found == trace_.tracks.end()) {
            return;
        }
        for (const std::vector<Slice>& slices : found->second) {
            svg_.text(left - 10, y_ + 14, "small end", name);
            for (const Slice& slice : slices) {
                draw_slice(slice);
            }
            y_ += step;
        }
    }

    void draw_slice(const Slice& slice) {
        const double x = at(slice.from);
        const double extent = at(slice.until) - x;
        svg_.rectangle({x + 0.5, y_, std::max(extent - 1, 0.5), bar}, style_of(slice.name), 1.5);
        const auto phase = slice.numbers.find("phase");
        if (phase != slice.numbers.end() && extent > 16) {
            svg_.text(x + extent / 2, y_ + 14, "bright", std::to_string(phase->second));
        } else if (slice.name == "start" || slice.name == "tail") {
            svg_.text(x + extent / 2, y_ + 14, "small soft middle", slice.name);
        }
    }

    void draw_counter(const std::string& name) {
        const std::vector<CounterValue>& values = trace_.counters.at(name);
        const double bottom = y_ + most_slots * slot + 6;
        svg_.text(left - 10, bottom - 8, "small end", name);
        for (std::size_t i = 0; i < values.size(); ++i) {
            const std::int64_t until = i + 1 < values.size() ? values[i + 1].at : trace_.cycles;
            const double extent = static_cast<double>(values[i].value) * slot;
            const double x = at(values[i].at);
            svg_.rectangle({x, bottom - extent, at(until) - x, extent}, "compute pale", 0);
        }
        svg_.line(left, bottom, left + width, bottom, "rule");
        svg_.line(left, bottom - most_slots * slot, left + width, bottom - most_slots * slot,
                  "rule");
        svg_.text(left + width + 6, bottom - most_slots * slot + 4, "small soft", "2");
        y_ = bottom + 12;
    }

    const Trace& trace_;
    Svg svg_;
    double y_ = top; ///< of the next row
};

} // namespace

std::string trace_picture(const Trace& trace) { return TracePicture(trace).drawn(); }

} // namespace counterpoint::observation
