#include "sim/address/tile_runs.hpp"

#include <algorithm>
#include <string>

#include "sim/defect.hpp"

namespace counterpoint::sim {

namespace {

bool comes_from_dram(const Program& program, MemoryIndex memory, TensorIndex tensor) {
    return program.chains.takes(memory, tensor) && program.chains.parent(memory, tensor).value == 0;
}

/// Makes the runs from the first on ascend, and one of those that touch; none overlap.
void join(std::size_t first, std::vector<AddressRun>& runs) {
    const auto begin = runs.begin() + static_cast<std::ptrdiff_t>(first);
    std::sort(begin, runs.end(),
              [](const AddressRun& a, const AddressRun& b) { return a.address < b.address; });
    std::size_t joined = first;
    for (std::size_t i = first; i < runs.size(); ++i) {
        if (joined > first && runs[joined - 1].end() == runs[i].address) {
            runs[joined - 1].bytes += runs[i].bytes;
        } else {
            runs[joined++] = runs[i];
        }
    }
    runs.resize(joined);
}

} // namespace

TileRuns::TileRuns(const Program& program, PhaseWalk& walk, const workloads::Layer& layer,
                   const hw::Hardware& hardware, MemoryIndex memory)
    : layer_(layer), memory_(memory), takes_output_(comes_from_dram(program, memory, layer.output)),
      multicast_(hardware.memories[MemoryIndex{1}].fill.multicast),
      forwarding_(hardware.memories[memory].fill.forwarding),
      layouts_(place_tensors(layer, hardware)), output_(follow(program, walk, layer.output)),
      visited_(program, layer, program.stores[MemoryIndex{0}][layer.output.value],
               program.stores[memory][layer.output.value]),
      fill_(layer.tensors.size()) {
    for (TensorIndex tensor{0}; layer.tensors.contains(tensor); ++tensor.value) {
        if (tensor != layer.output && comes_from_dram(program, memory, tensor)) {
            inputs_.push_back(follow(program, walk, tensor));
        }
    }
}

TileRuns::Tiles TileRuns::follow(const Program& program, PhaseWalk& walk,
                                 TensorIndex tensor) const {
    const std::size_t place = program.stores[memory_][tensor.value];
    Tiles tiles{tensor, RunFinder(layouts_[tensor]), 1, {}, {}, {}};
    std::vector<bool> mentioned(layer_.dimensions.size(), false);
    for (const workloads::Axis& axis : layer_.tensors[tensor].axes) {
        tiles.axes.emplace_back(program, walk, axis, place, forwarding_ && tensor != layer_.output);
        for (const workloads::AxisTerm& term : axis) {
            mentioned[term.dimension.value] = true;
        }
    }
    for (DimensionIndex d{0}; layer_.dimensions.contains(d); ++d.value) {
        tiles.copies *= mentioned[d.value] ? 1 : program.pieces(d, place);
    }
    tiles.part.resize(tiles.axes.size());
    tiles.unit.resize(tiles.axes.size());
    return tiles;
}

void TileRuns::update(const PhaseWalk& walk, const std::vector<hw::Access>& counted,
                      const Stay& stay) {
    for (Tiles& tiles : inputs_) {
        std::vector<AddressRun>& runs = fill_[tiles.tensor.value];
        runs.clear();
        const std::int64_t found = moved(tiles, walk) ? find_new(tiles, runs) : 0;
        require(found, counted[tiles.tensor.value].reads, tiles.tensor, "fill", walk);
    }
    if (!takes_output_) {
        return;
    }
    take_output(walk, stay);
    require(handed_back_, counted[layer_.output.value].reads, layer_.output, "fill", walk);
}

bool TileRuns::moved(Tiles& tiles, const PhaseWalk& walk) {
    bool any = walk.phase() == 0;
    for (AxisTiles& axis : tiles.axes) {
        any = axis.update(walk) || any;
    }
    return any;
}

std::int64_t TileRuns::find_new(Tiles& tiles, std::vector<AddressRun>& runs) const {
    if (!multicast_) {
        return find_new_of_units(tiles, runs);
    }
    for (std::size_t axis = 0; axis < tiles.axes.size(); ++axis) {
        tiles.axes[axis].unite(tiles.part[axis]);
    }
    return add_runs(tiles, runs);
}

/// Adds the runs of tiles.part.
std::int64_t TileRuns::add_runs(Tiles& tiles, std::vector<AddressRun>& runs) {
    if (!any_passed(tiles.part)) {
        return tiles.finder.add_runs(tiles.part, runs);
    }
    const std::size_t first = runs.size();
    std::int64_t elements = 0;
    for (const TensorPart& part : without_passed(tiles.part)) {
        elements += tiles.finder.add_runs(part, runs);
    }
    join(first, runs);
    return elements;
}

/// Tries every combination of the intervals on the axes, each as often as units have it.
std::int64_t TileRuns::find_new_of_units(Tiles& tiles, std::vector<AddressRun>& runs) {
    std::int64_t elements = 0;
    std::fill(tiles.unit.begin(), tiles.unit.end(), 0);
    for (bool more = true; more;) {
        for (std::size_t axis = 0; axis < tiles.axes.size(); ++axis) {
            tiles.axes[axis].take(tiles.unit[axis], tiles.part[axis]);
        }
        for (std::int64_t copy = 0; copy < tiles.copies; ++copy) {
            elements += add_runs(tiles, runs);
        }
        more = false;
        for (std::size_t axis = tiles.axes.size(); axis-- > 0 && !more;) {
            more = ++tiles.unit[axis] < tiles.axes[axis].units();
            if (!more) {
                tiles.unit[axis] = 0;
            }
        }
    }
    return elements;
}

/// The output's tiles change whole, and memory 0 has partial sums of all elements of tiles that
/// were there before, and of no others.
void TileRuns::take_output(const PhaseWalk& walk, const Stay& stay) {
    std::vector<AddressRun>& handed_back = fill_[layer_.output.value];
    handed_back.clear();
    handed_back_ = 0;
    if (!moved(output_, walk)) {
        return;
    }
    const bool visited = visited_.knows(walk);
    drain_.clear();
    if (stay.collision) {
        return;
    }
    for (std::size_t axis = 0; axis < output_.axes.size(); ++axis) {
        output_.axes[axis].unite(output_.part[axis]);
        output_.part[axis].kept.clear();
    }
    const std::int64_t found = output_.finder.add_runs(output_.part, drain_);
    require(found, stay.reached().all, layer_.output, "drain", walk);
    if (visited) {
        handed_back = drain_;
        handed_back_ = found;
    }
}

void TileRuns::require(std::int64_t found, std::int64_t counted, TensorIndex tensor,
                       const char* what, const PhaseWalk& walk) const {
    if (found != counted) {
        throw Defect("the " + std::string(what) + " of " + layer_.tensors[tensor].name +
                     " at phase " + std::to_string(walk.phase()) + " has addresses of " +
                     std::to_string(found) + " elements, not of the " + std::to_string(counted) +
                     " that were counted");
    }
}

} // namespace counterpoint::sim
