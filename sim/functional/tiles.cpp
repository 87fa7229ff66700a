#include "sim/functional/tiles.hpp"

#include <algorithm>
#include <map>

namespace counterpoint::sim {

namespace {

/// For every unit of a memory, which piece of the dimension it has. Units count by all spatial
/// nodes of the mapping, the outermost most significant; pieces by those of the dimension alone.
std::vector<std::size_t> pieces_of_units(const Program& program, DimensionIndex dimension,
                                         MemoryIndex memory) {
    struct Fork {
        std::size_t node = 0;
        std::int64_t units = 1;
        bool own = false;
    };
    std::vector<Fork> forks;
    for (DimensionIndex d{0}; program.steps.contains(d); ++d.value) {
        for (const Step& step : program.steps[d]) {
            if (step.spatial && step.node < program.last_store[memory]) {
                forks.push_back(Fork{step.node, step.units, d == dimension});
            }
        }
    }
    std::sort(forks.begin(), forks.end(),
              [](const Fork& a, const Fork& b) { return a.node < b.node; });
    std::vector<std::size_t> pieces{0};
    for (const Fork& fork : forks) {
        const auto units = static_cast<std::size_t>(fork.units);
        std::vector<std::size_t> finer;
        for (const std::size_t piece : pieces) {
            for (std::size_t unit = 0; unit < units; ++unit) {
                finer.push_back(fork.own ? piece * units + unit : piece);
            }
        }
        pieces = std::move(finer);
    }
    return pieces;
}

} // namespace

Tiles::Tiles(const Program& program, PhaseWalk& walk, const std::vector<workloads::Axis>& axes,
             MemoryIndex memory, std::size_t place, MemoryIndex parents) {
    for (const workloads::Axis& axis : axes) {
        AxisTiles& tiles = axes_.emplace_back();
        tiles.of_unit.assign(static_cast<std::size_t>(program.units[memory]), 0);
        for (const workloads::AxisTerm& term : axis) {
            const std::size_t depth = program.depth(term.dimension, place);
            walk.watch(term.dimension, depth);
            tiles.terms.push_back(Term{term.coefficient, term.dimension, depth});
            const std::vector<std::size_t> piece = pieces_of_units(program, term.dimension, memory);
            const auto pieces = static_cast<std::size_t>(
                program.pieces(term.dimension, program.last_store[memory]));
            for (std::size_t unit = 0; unit < piece.size(); ++unit) {
                tiles.of_unit[unit] = tiles.of_unit[unit] * pieces + piece[unit];
            }
        }
        measure(walk, tiles);
    }
    list_sharers(static_cast<std::size_t>(program.units[memory]),
                 static_cast<std::size_t>(program.units[parents]));
}

void Tiles::list_sharers(std::size_t units, std::size_t parents) {
    std::map<std::vector<std::size_t>, std::size_t> known;
    for (std::size_t unit = 0; unit < units; ++unit) {
        std::vector<std::size_t> key{unit / (units / parents)};
        for (const AxisTiles& axis : axes_) {
            key.push_back(axis.of_unit[unit]);
        }
        const auto [place, added] = known.emplace(key, sharers_.size());
        if (added) {
            sharers_.push_back(Sharers{key.front(), {}});
        }
        sharers_[place->second].units.push_back(unit);
    }
}

bool Tiles::update(const PhaseWalk& walk) {
    bool any = walk.phase() == 0;
    for (AxisTiles& axis : axes_) {
        const bool moved = std::any_of(axis.terms.begin(), axis.terms.end(), [&](const Term& term) {
            return walk.moved(term.dimension, term.depth);
        });
        if (moved) {
            measure(walk, axis);
            any = true;
        }
    }
    return any;
}

void Tiles::measure(const PhaseWalk& walk, AxisTiles& axis) {
    std::vector<Range>& intervals = axis.intervals;
    intervals.assign(1, Range{0, 1});
    std::vector<Range> outer;
    for (const Term& term : axis.terms) {
        const Position position = walk.position(term.dimension, term.depth);
        outer.swap(intervals);
        intervals.clear();
        for (const Range& interval : outer) {
            for (const Range& piece : walk.form(term.dimension, term.depth, position.form)) {
                const bool empty = interval.empty() || piece.empty();
                const std::int64_t low = position.base + piece.low;
                intervals.push_back(
                    empty ? Range{}
                          : Range{interval.low + term.coefficient * low,
                                  interval.high + term.coefficient * (low + piece.length() - 1)});
            }
        }
    }
}

std::vector<workloads::Axis> dimension_axes(const workloads::Layer& layer) {
    std::vector<workloads::Axis> axes;
    for (DimensionIndex d{0}; layer.dimensions.contains(d); ++d.value) {
        axes.push_back({workloads::AxisTerm{1, d}});
    }
    return axes;
}

} // namespace counterpoint::sim
