#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/program.hpp"
#include "sim/walk.hpp"

namespace counterpoint::sim {

/// A sum over MACs that says whether they are the right ones. Every dimension has a base, as good
/// as random, modulo the prime 2^61 − 1; index x of it weighs base^x (base − 1), and a MAC the
/// product of the weights of its indices. If MACs are lost, repeated or done for another output,
/// the sum is another but for a chance of (sum of the dimensions' sizes) / 2^61 (Schwartz and
/// Zippel: the difference is a polynomial of that degree in the bases). As the weights are powers,
/// the sum of MACs that lie elsewhere is the sum of these times a factor.
class MacSum {
  public:
    MacSum() = default;

    /// The weights of a range of a dimension, added up: base^high − base^low.
    static MacSum of(DimensionIndex dimension, const Range& range);
    /// The whole product of such sums is the sum of all MACs in the box.
    static MacSum of_nothing_yet() { return MacSum(1); }
    /// What the sum of MACs is multiplied with when all of them move so far up a dimension.
    static MacSum shift(DimensionIndex dimension, std::int64_t distance);

    /// factor + factor² + … up to the power `times`.
    static MacSum series(MacSum factor, std::int64_t times);

    MacSum& operator+=(MacSum other);
    MacSum& operator-=(MacSum other);
    MacSum& operator*=(MacSum factor);
    friend bool operator==(MacSum a, MacSum b) { return a.value_ == b.value_; }
    friend bool operator!=(MacSum a, MacSum b) { return !(a == b); }

  private:
    friend class MacWeights;
    explicit MacSum(std::uint64_t value) : value_(value) {}

    std::uint64_t value_ = 0; ///< below the prime
};

/// The powers of a dimension's base in tables of their three digits, so that each is two products.
class MacWeights {
  public:
    /// For places from 0 to `size`, both included.
    MacWeights(DimensionIndex dimension, std::int64_t size);

    /// The same as MacSum::of.
    [[nodiscard]] MacSum of(const Range& range) const;

  private:
    [[nodiscard]] MacSum power(std::int64_t place) const;

    unsigned digit_bits_ = 1;
    std::array<std::vector<MacSum>, 3> digits_; ///< the least significant first
};

/// Every MAC of the layer once.
MacSum sum_of_layer(const workloads::Layer& layer);

/// The sums of the boxes of all PEs, phase by phase. As units are spread dimension by dimension,
/// the sum over units is a product over dimensions of sums over their pieces.
class PhaseMacs {
  public:
    /// Watches the ranges that it needs.
    PhaseMacs(const Program& program, PhaseWalk& walk);

    /// The MACs of the phase at which the walk stands.
    [[nodiscard]] MacSum sum(const PhaseWalk& walk);

  private:
    /// What one dimension contributes.
    struct Part {
        DimensionIndex dimension;
        std::size_t depth = 0;
        MacWeights weights;
        std::size_t last_loop = 0; ///< over this dimension, counted from 1; 0: none
        Position position{-1, 0};
        /// By form: its pieces, those that adjoin taken as one.
        std::vector<std::vector<Range>> forms;
        MacSum product; ///< of the sums of the parts up to this one
    };

    [[nodiscard]] static MacSum sum_of_pieces(Part& part, const PhaseWalk& walk);

    std::vector<Part> parts_; ///< the one whose loop is the innermost last
};

} // namespace counterpoint::sim
