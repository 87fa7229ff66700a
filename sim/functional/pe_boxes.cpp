#include "sim/functional/pe_boxes.hpp"

#include <algorithm>
#include <utility>

namespace counterpoint::sim {

namespace {

bool has_lengths(const Box& box, const std::vector<std::int64_t>& lengths) {
    return std::equal(
        box.begin(), box.end(), lengths.begin(), lengths.end(),
        [](const Range& range, std::int64_t length) { return range.length() == length; });
}

} // namespace

PeBoxes::PeBoxes(const Program& program, PhaseWalk& walk, const workloads::Layer& layer,
                 const std::vector<TileRoom>& rooms)
    : tiles_(program, walk, dimension_axes(layer), program.innermost(), program.end,
             MemoryIndex{program.innermost().value - 1}),
      strides_(layer.dimensions.size(), std::vector<std::int64_t>(rooms.size(), 0)),
      output_(rooms.front()),
      shape_of_pe_(static_cast<std::size_t>(program.units[program.innermost()])) {
    for (DimensionIndex d{0}; layer.dimensions.contains(d); ++d.value) {
        depths_.push_back(program.depth(d, program.end));
    }
    std::size_t next_input = 1;
    for (TensorIndex t{0}; layer.tensors.contains(t); ++t.value) {
        const std::size_t operand = t == layer.output ? 0 : next_input++;
        const std::vector<workloads::Axis>& axes = layer.tensors[t].axes;
        for (std::size_t axis = 0; axis < axes.size(); ++axis) {
            for (const workloads::AxisTerm& term : axes[axis]) {
                strides_[term.dimension.value][operand] =
                    term.coefficient * rooms[operand].strides[axis];
            }
        }
    }
    for (const workloads::Axis& axis : layer.tensors[layer.output].axes) {
        output_dimensions_.push_back(axis.front().dimension.value);
    }
}

void PeBoxes::update(const PhaseWalk& walk) {
    tiles_.update(walk);
    if (same_forms(walk)) {
        return;
    }
    for (std::size_t pe = 0; pe < shape_of_pe_.size(); ++pe) {
        tiles_.find(pe, box_);
        const bool like_last = pe > 0 && has_lengths(box_, of(pe - 1).lengths);
        shape_of_pe_[pe] = like_last ? shape_of_pe_[pe - 1] : shape_of(box_);
    }
}

/// Ranges of the same form are as long as those before.
bool PeBoxes::same_forms(const PhaseWalk& walk) {
    const bool first = forms_.empty();
    forms_.resize(depths_.size());
    bool same = !first;
    for (std::size_t d = 0; d < depths_.size(); ++d) {
        const std::size_t form = walk.position(DimensionIndex{d}, depths_[d]).form;
        same = same && forms_[d] == form;
        forms_[d] = form;
    }
    return same;
}

std::size_t PeBoxes::shape_of(const Box& box) {
    const auto known = std::find_if(shapes_.begin(), shapes_.end(), [&](const Shape& shape) {
        return has_lengths(box, shape.lengths);
    });
    const auto which = static_cast<std::size_t>(known - shapes_.begin());
    if (known == shapes_.end()) {
        std::vector<std::int64_t> lengths;
        for (const Range& range : box) {
            lengths.push_back(range.length());
        }
        shapes_.push_back(shape_with(std::move(lengths)));
    }
    return which;
}

PeBoxes::Shape PeBoxes::shape_with(std::vector<std::int64_t> lengths) const {
    Shape shape;
    shape.macs = 1;
    for (std::size_t d = 0; d < lengths.size(); ++d) {
        shape.macs *= lengths[d];
        if (lengths[d] > 1) {
            shape.loops.push_back(StridedLoop{lengths[d], strides_[d]});
        }
    }
    if (shape.loops.empty()) {
        shape.loops.push_back(
            StridedLoop{1, std::vector<std::int64_t>(strides_.front().size(), 0)});
    }
    // The longest runs fastest: starting a loop costs more than a turn of it.
    std::stable_sort(
        shape.loops.begin(), shape.loops.end(),
        [](const StridedLoop& a, const StridedLoop& b) { return a.length < b.length; });
    Box touched;
    for (const std::size_t d : output_dimensions_) {
        touched.push_back(Range{0, lengths[d]});
    }
    add_stretches(touched, output_, output_, shape.outputs);
    shape.lengths = std::move(lengths);
    return shape;
}

} // namespace counterpoint::sim
