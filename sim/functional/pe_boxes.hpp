#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/functional/box.hpp"
#include "sim/functional/multiply.hpp"
#include "sim/functional/tiles.hpp"
#include "sim/program.hpp"
#include "sim/walk.hpp"
#include "workloads/layer.hpp"

namespace counterpoint::sim {

/// The MACs that each PE does in a phase: a box of the layer's dimensions. Most PEs do boxes of the
/// same few shapes in most phases, and how to go through one is worked out once for each shape.
class PeBoxes {
  public:
    struct Shape {
        std::vector<std::int64_t> lengths; ///< by dimension
        std::int64_t macs = 0;
        std::vector<StridedLoop> loops; ///< at least one; output first, inputs in order
        std::vector<Stretch> outputs;   ///< elements touched, behind the first one
    };

    /// `rooms` are those of the output and then of each input, in the order of the layer; where
    /// they are, and `layer`, need not outlive this. Watches the ranges that it needs.
    PeBoxes(const Program& program, PhaseWalk& walk, const workloads::Layer& layer,
            const std::vector<TileRoom>& rooms);

    /// Takes the ranges at which the walk stands; to be called at each phase.
    void update(const PhaseWalk& walk);

    [[nodiscard]] const Shape& of(std::size_t pe) const { return shapes_[shape_of_pe_[pe]]; }

  private:
    [[nodiscard]] bool same_forms(const PhaseWalk& walk);
    std::size_t shape_of(const Box& box);
    [[nodiscard]] Shape shape_with(std::vector<std::int64_t> lengths) const;

    Tiles tiles_;
    std::vector<std::size_t> depths_;                ///< of the ranges, by dimension
    std::vector<std::size_t> forms_;                 ///< the same way: those of the last phase
    std::vector<std::vector<std::int64_t>> strides_; ///< by dimension and operand
    std::vector<std::size_t> output_dimensions_;     ///< by axis
    TileRoom output_;
    std::vector<Shape> shapes_; ///< all that occurred
    std::vector<std::size_t> shape_of_pe_;
    Box box_;
};

} // namespace counterpoint::sim
