#include "analytical/phase_delays.hpp"

#include <algorithm>
#include <optional>
#include <vector>

#include "analytical/checked.hpp"

namespace counterpoint::analytical {

namespace {

void add(hw::PhaseSpread& sum, const hw::PhaseSpread& part, std::int64_t times_over) {
    sum.least = std::min(sum.least, part.least);
    sum.most = std::max(sum.most, part.most);
    sum.total = plus(sum.total, times(part.total, times_over));
}

hw::PhaseSpread once(std::int64_t cycles) { return {cycles, cycles, cycles}; }

/// Phases in a row. Of the first one the fill is not in it, of the last one not the drain: these
/// stand in the transitions around.
struct Row {
    std::optional<hw::PhaseSpread> fill;
    std::optional<hw::PhaseSpread> drain;
    hw::PhaseSpread compute;
    double peak = 0;
    std::int64_t first_compute = 0;
    std::int64_t last_compute = 0;
};

void add(std::optional<hw::PhaseSpread>& sum, const std::optional<hw::PhaseSpread>& part,
         std::int64_t times_over) {
    if (part && !sum) {
        sum = *part;
        sum->total = times(part->total, times_over);
    } else if (part) {
        add(*sum, *part, times_over);
    }
}

void need(Row& row, std::int64_t bytes, std::int64_t compute_cycles) {
    row.peak = std::max(row.peak, static_cast<double>(bytes) / static_cast<double>(compute_cycles));
}

class PhaseRows {
  public:
    explicit PhaseRows(const PhaseGraph& graph) : graph_(graph), known_(graph.nodes().size()) {}

    Row of_layer() {
        Row row = of_node(graph_.root());
        const BoundaryStep& first = graph_.first_fill().steps.back();
        add(row.fill, once(first.fill_cycles), 1);
        need(row, first.fill_bytes, row.first_compute);
        const BoundaryStep& last = graph_.last_drain().steps.back();
        add(row.drain, once(last.drain_cycles), 1);
        need(row, last.drain_bytes, row.last_compute);
        return row;
    }

  private:
    const Row& of_node(std::size_t node) {
        std::optional<Row>& known = known_[node];
        if (!known) {
            const PhaseNode& kind = graph_.nodes()[node];
            known = kind.segments.empty() ? of_phase(kind.compute_cycles) : of_loop(kind);
        }
        return *known;
    }

    static Row of_phase(std::int64_t cycles) {
        return {std::nullopt, std::nullopt, once(cycles), 0, cycles, cycles};
    }

    Row of_loop(const PhaseNode& loop) {
        Row row = of_node(loop.segments.front().body);
        for (const Segment& segment : loop.segments) {
            if (segment.transition != Segment::none) {
                append(row, segment);
            }
        }
        return row;
    }

    void append(Row& row, const Segment& segment) {
        const Row& body = of_node(segment.body);
        const BoundaryStep& step = graph_.transitions()[segment.transition].steps.back();
        add(row.fill, once(step.fill_cycles), segment.count);
        need(row, step.fill_bytes, body.first_compute);
        add(row.drain, once(step.drain_cycles), segment.count);
        need(row, step.drain_bytes, row.last_compute);
        if (segment.count > 1) {
            need(row, step.drain_bytes, body.last_compute);
        }
        add(row.fill, body.fill, segment.count);
        add(row.drain, body.drain, segment.count);
        add(row.compute, body.compute, segment.count);
        row.peak = std::max(row.peak, body.peak);
        row.last_compute = body.last_compute;
    }

    const PhaseGraph& graph_;
    std::vector<std::optional<Row>> known_; ///< by node
};

} // namespace

hw::PhaseDelays phase_delays(const PhaseGraph& graph) {
    const Row layer = PhaseRows(graph).of_layer();
    return {*layer.fill, *layer.drain, layer.compute, layer.peak};
}

} // namespace counterpoint::analytical
