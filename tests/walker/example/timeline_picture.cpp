#include <string>

#include <fmt/format.h>

#include "tests/walker/example/pictures.hpp"
#include "tests/walker/example/svg.hpp"

namespace counterpoint::walker {

using hw::MemoryIndex;

namespace {

constexpr double left = 104;  ///< of cycle 0
constexpr double cycle = 7.6; ///< width of one
constexpr double top = 58;    ///< of the first row
constexpr double row = 40;    ///< from one row to the next
constexpr double bar = 24;    ///< height of a bar

double at(std::int64_t time) { return left + cycle * static_cast<double>(time); }

Box span(std::int64_t from, std::int64_t to, double y) {
    return {at(from), y, at(to) - at(from), bar};
}

class TimelinePicture {
  public:
    TimelinePicture(const Case& given, const WalkResult& result)
        : given_(given), result_(result),
          svg_(at(result.cycles) + 24, top + row * (2 * below_dram() + 1) + 120,
               "Timeline of the example",
               fmt::format("Fills, computation and drains over {} cycles", result.cycles)) {}

    std::string drawn() {
        svg_.text(16, 26, "head", "When networks and PEs are busy");
        svg_.text(16, 43, "soft small",
                  "strong: bytes on the network · pale: latency · numbers: phases");
        draw_axis();
        double y = top;
        for (MemoryIndex b{1}; given_.hardware.memories.contains(b); ++b.value, y += row) {
            draw_fills(b, y);
        }
        draw_computes(y);
        for (MemoryIndex b = given_.hardware.innermost(); b.value > 0; --b.value) {
            y += row;
            draw_drains(b, y);
        }
        draw_stack(y + row + 42);
        return svg_.written();
    }

  private:
    [[nodiscard]] double below_dram() const {
        return static_cast<double>(given_.hardware.memories.size() - 1);
    }

    void draw_axis() {
        const double bottom = top + row * (2 * below_dram() + 1);
        for (std::int64_t time = 0; time <= result_.cycles; time += 10) {
            svg_.line(at(time), top - 6, at(time), bottom, "rule");
            svg_.text(at(time), bottom + 14, "soft small middle", std::to_string(time));
        }
        svg_.text(at(result_.cycles), bottom + 14, "small middle", std::to_string(result_.cycles));
        svg_.text(left - 12, bottom + 14, "soft small end", "cycle");
    }

    void label(double y, const std::string& what) { svg_.text(left - 12, y + 16, "end", what); }

    void draw_fills(MemoryIndex b, double y) {
        label(y, "fill of " + given_.hardware.memories[b].name);
        std::size_t phase = 0;
        for (const FillTimes& fill : result_.timeline.fills[b]) {
            svg_.rectangle(span(fill.start, fill.sent, y), "input");
            svg_.rectangle(span(fill.sent, fill.here, y), "input pale");
            number(fill.start, fill.sent, y, phase++);
        }
    }

    void draw_drains(MemoryIndex b, double y) {
        label(y, "drain of " + given_.hardware.memories[b].name);
        for (const DrainTimes& drain : result_.timeline.drains[b]) {
            svg_.rectangle(span(drain.begin, drain.over, y), "output");
            svg_.rectangle(span(drain.over, drain.kept, y), "output pale");
            number(drain.begin, drain.over, y, drain.phase);
        }
    }

    void draw_computes(double y) {
        label(y, "PEs");
        std::size_t phase = 0;
        for (const ComputeTimes& compute : result_.timeline.computes) {
            svg_.rectangle(span(compute.start, compute.done, y), "compute");
            number(compute.start, compute.done, y, phase);
            if (phase++ > 0 && compute.start > compute.previous_done) {
                svg_.rectangle(span(compute.previous_done, compute.start, y), "wait pale");
                svg_.text((at(compute.previous_done) + at(compute.start)) / 2, y + 16,
                          "middle small", "wait");
            }
        }
    }

    void number(std::int64_t from, std::int64_t to, double y, std::size_t phase) {
        svg_.text((at(from) + at(to)) / 2, y + 16, "bright", std::to_string(phase));
    }

    /// The cycles again, sorted by what the PEs waited for.
    void draw_stack(double y) {
        const hw::CycleStack& stack = result_.stack;
        label(y, "cycle stack");
        std::int64_t from = 0;
        const auto part = [&](std::int64_t cycles, const std::string& style,
                              const std::string& name, double lift) {
            if (cycles == 0) {
                return;
            }
            svg_.rectangle(span(from, from + cycles, y), style, 0);
            svg_.text((at(from) + at(from + cycles)) / 2, y + 16, "middle small",
                      std::to_string(cycles));
            svg_.text((at(from) + at(from + cycles)) / 2, y + bar + lift, "soft small middle",
                      name);
            from += cycles;
        };
        part(stack.start, "input pale", "start", 14);
        part(stack.compute, "compute pale", "compute", 14);
        for (MemoryIndex b{1}; given_.hardware.memories.contains(b); ++b.value) {
            const std::string name = given_.hardware.memories[b].name;
            part(stack.waiting[b].fill_transfer, "wait pale", name + " fill transfer", 14);
            part(stack.waiting[b].fill_latency, "wait", name + " fill latency", 28);
            part(stack.waiting[b].drain, "output", name + " drain", 14);
        }
        part(stack.tail, "output pale", "tail", 14);
    }

    const Case& given_;
    const WalkResult& result_;
    Svg svg_;
};

} // namespace

std::string timeline_picture(const Case& given, const WalkResult& result) {
    return TimelinePicture(given, result).drawn();
}

} // namespace counterpoint::walker
