#include "sim/unit_numbers.hpp"

#include <algorithm>
#include <utility>

namespace counterpoint::sim {

UnitNumbers::UnitNumbers(const Program& program, MemoryIndex memory)
    : units_(program.sizes.size(), {0}),
      parents_(static_cast<std::size_t>(program.units[{memory.value - 1}])) {
    const std::size_t outer_place = program.last_store[MemoryIndex{memory.value - 1}];
    std::int64_t below = program.units[memory] / program.units[{memory.value - 1}];
    for (const auto& [dimension, tile, units] :
         program.spatial_nodes(outer_place, program.last_store[memory])) {
        below /= units;
        std::vector<noc::Unit> steps;
        for (std::int64_t piece = 0; piece < units; ++piece) {
            steps.push_back(static_cast<noc::Unit>(piece * below));
        }
        units_[dimension] = sums(units_[dimension], steps);
    }
    pieces_ = program.unit_pieces(outer_place);
    for (DimensionIndex d{0}; program.sizes.contains(d); ++d.value) {
        most_pieces_.push_back(static_cast<std::size_t>(program.pieces(d, outer_place)));
    }
}

std::vector<std::size_t> UnitNumbers::parent_pieces(const workloads::Axis& axis) const {
    std::vector<std::size_t> pieces(parents_, 0);
    for (const workloads::AxisTerm& term : axis) {
        for (std::size_t parent = 0; parent < parents_; ++parent) {
            pieces[parent] =
                pieces[parent] * most_pieces_[term.dimension] + pieces_[term.dimension][parent];
        }
    }
    return pieces;
}

std::vector<noc::Unit> sums(const std::vector<noc::Unit>& outer,
                            const std::vector<noc::Unit>& inner) {
    std::vector<noc::Unit> found;
    found.reserve(outer.size() * inner.size());
    for (const noc::Unit a : outer) {
        for (const noc::Unit b : inner) {
            found.push_back(a + b);
        }
    }
    return found;
}

} // namespace counterpoint::sim
