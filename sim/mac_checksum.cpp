#include "sim/mac_checksum.hpp"

#include <algorithm>

namespace counterpoint::sim {

namespace {

__extension__ using Wide = unsigned __int128;

constexpr std::uint64_t prime = (std::uint64_t{1} << 61U) - 1;

std::uint64_t reduced(std::uint64_t value) {
    const std::uint64_t folded = (value & prime) + (value >> 61U);
    return folded >= prime ? folded - prime : folded;
}

/// A number as good as random below the prime for each place between two indices of a dimension, by
/// the mixing steps of SplitMix64 (https://prng.di.unimi.it/splitmix64.c). An index weighs the
/// difference between the places after and before it.
std::uint64_t mark(DimensionIndex dimension, std::int64_t place) {
    std::uint64_t mixed = (static_cast<std::uint64_t>(dimension.value) + 1) * 0xD1B54A32D192ED03U +
                          static_cast<std::uint64_t>(place) * 0x9E3779B97F4A7C15U;
    mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9U;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBU;
    return reduced(mixed ^ (mixed >> 31U));
}

std::vector<Range> joined(const std::vector<Range>& pieces) {
    std::vector<Range> joined;
    for (const Range& piece : pieces) {
        if (piece.empty()) {
            continue;
        }
        if (!joined.empty() && joined.back().high == piece.low) {
            joined.back().high = piece.high;
        } else {
            joined.push_back(piece);
        }
    }
    return joined;
}

} // namespace

MacSum MacSum::of(DimensionIndex dimension, const Range& range) {
    return range.empty()
               ? MacSum()
               : MacSum(reduced(mark(dimension, range.high) + prime - mark(dimension, range.low)));
}

MacSum& MacSum::operator+=(MacSum other) {
    value_ = reduced(value_ + other.value_);
    return *this;
}

MacSum& MacSum::operator*=(MacSum factor) {
    const Wide product = static_cast<Wide>(value_) * factor.value_;
    value_ = reduced((static_cast<std::uint64_t>(product) & prime) +
                     static_cast<std::uint64_t>(product >> 61U));
    return *this;
}

MacSum sum_of_layer(const workloads::Layer& layer) {
    MacSum sum = MacSum::of_nothing_yet();
    for (DimensionIndex d{0}; layer.dimensions.contains(d); ++d.value) {
        sum *= MacSum::of(d, Range{0, layer.dimensions[d].size});
    }
    return sum;
}

PhaseMacs::PhaseMacs(const Program& program, PhaseWalk& walk) {
    for (DimensionIndex d{0}; program.sizes.contains(d); ++d.value) {
        Part part;
        part.dimension = d;
        part.depth = program.depth(d, program.end);
        walk.watch(d, part.depth);
        for (const Step& step : program.steps[d]) {
            part.last_loop = step.spatial ? part.last_loop : step.loop + 1;
        }
        parts_.push_back(std::move(part));
    }
    std::sort(parts_.begin(), parts_.end(),
              [](const Part& a, const Part& b) { return a.last_loop < b.last_loop; });
}

MacSum PhaseMacs::sum(const PhaseWalk& walk) {
    MacSum product = MacSum::of_nothing_yet();
    bool same = true;
    for (Part& part : parts_) {
        const Position position = walk.position(part.dimension, part.depth);
        same = same && position.base == part.position.base && position.form == part.position.form;
        if (!same) {
            part.position = position;
            part.product = product;
            part.product *= sum_of_pieces(part, walk);
        }
        product = part.product;
    }
    return product;
}

MacSum PhaseMacs::sum_of_pieces(Part& part, const PhaseWalk& walk) {
    while (part.forms.size() <= part.position.form) {
        part.forms.push_back(joined(walk.form(part.dimension, part.depth, part.forms.size())));
    }
    const std::int64_t base = part.position.base;
    MacSum sum;
    for (const Range& piece : part.forms[part.position.form]) {
        sum += MacSum::of(part.dimension, Range{base + piece.low, base + piece.high});
    }
    return sum;
}

} // namespace counterpoint::sim
