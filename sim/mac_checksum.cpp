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

/// A number as good as random between 2 and the prime for each dimension, by the mixing steps of
/// SplitMix64 (https://prng.di.unimi.it/splitmix64.c).
std::uint64_t base_of(DimensionIndex dimension) {
    std::uint64_t mixed = (static_cast<std::uint64_t>(dimension.value) + 1) * 0x9E3779B97F4A7C15U;
    mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9U;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBU;
    return 2 + reduced(mixed ^ (mixed >> 31U)) % (prime - 2);
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

MacSum MacSum::shift(DimensionIndex dimension, std::int64_t distance) {
    MacSum power(1);
    MacSum square(base_of(dimension));
    for (auto rest = static_cast<std::uint64_t>(distance); rest > 0; rest >>= 1U) {
        if ((rest & 1U) != 0) {
            power *= square;
        }
        square *= square;
    }
    return power;
}

/// Digit by digit of `times`, as twice as long a series is the series times 1 + its last power.
MacSum MacSum::series(MacSum factor, std::int64_t times) {
    MacSum series;
    MacSum power(1); // the factor's, of as many as the series has
    for (int bit = 62; bit >= 0; --bit) {
        MacSum twice = power;
        twice += MacSum(1);
        series *= twice;
        power *= power;
        if ((static_cast<std::uint64_t>(times) >> static_cast<unsigned>(bit) & 1U) != 0) {
            power *= factor;
            series += power;
        }
    }
    return series;
}

MacSum MacSum::of(DimensionIndex dimension, const Range& range) {
    if (range.empty()) {
        return {};
    }
    MacSum sum = shift(dimension, range.high);
    sum -= shift(dimension, range.low);
    return sum;
}

MacSum& MacSum::operator+=(MacSum other) {
    value_ = reduced(value_ + other.value_);
    return *this;
}

MacSum& MacSum::operator-=(MacSum other) {
    value_ = reduced(value_ + prime - other.value_);
    return *this;
}

MacSum& MacSum::operator*=(MacSum factor) {
    const Wide product = static_cast<Wide>(value_) * factor.value_;
    value_ = reduced((static_cast<std::uint64_t>(product) & prime) +
                     static_cast<std::uint64_t>(product >> 61U));
    return *this;
}

MacWeights::MacWeights(DimensionIndex dimension, std::int64_t size) {
    while (size >> (3 * digit_bits_) > 0) {
        ++digit_bits_;
    }
    MacSum step = MacSum::shift(dimension, 1);
    for (std::vector<MacSum>& digit : digits_) {
        digit.push_back(MacSum(1));
        while (digit.size() < std::size_t{1} << digit_bits_) {
            digit.push_back(digit.back());
            digit.back() *= step;
        }
        MacSum next = digit.back();
        next *= step;
        step = next;
    }
}

MacSum MacWeights::power(std::int64_t place) const {
    const auto bits = static_cast<std::uint64_t>(place);
    const std::uint64_t mask = (std::uint64_t{1} << digit_bits_) - 1;
    MacSum power = digits_[0][bits & mask];
    power *= digits_[1][bits >> digit_bits_ & mask];
    power *= digits_[2][bits >> 2 * digit_bits_];
    return power;
}

MacSum MacWeights::of(const Range& range) const {
    if (range.empty()) {
        return {};
    }
    MacSum sum = power(range.high);
    sum -= power(range.low);
    return sum;
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
        Part part{d,
                  program.depth(d, program.end),
                  MacWeights(d, program.sizes[d]),
                  0,
                  Position{-1, 0},
                  {},
                  MacSum()};
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
        sum += part.weights.of(Range{base + piece.low, base + piece.high});
    }
    return sum;
}

} // namespace counterpoint::sim
