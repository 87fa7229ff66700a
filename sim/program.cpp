#include "sim/program.hpp"

#include <algorithm>
#include <map>
#include <utility>
#include <variant>

namespace counterpoint::sim {

namespace {

/// Visits the nodes from the outside in.
class ProgramBuilder {
  public:
    ProgramBuilder(const workloads::Layer& layer, const hw::Hardware& hardware) {
        const std::size_t memories = hardware.memories.size();
        for (const workloads::Dimension& dimension : layer.dimensions) {
            program_.sizes.push_back(dimension.size);
            widest_.push_back(dimension.size);
        }
        program_.steps = Table<DimensionIndex, std::vector<Step>>(layer.dimensions.size());
        program_.stores = Table<MemoryIndex, std::vector<std::size_t>>(
            memories, std::vector<std::size_t>(layer.tensors.size(), 0));
        program_.last_store = Table<MemoryIndex, std::size_t>(memories, 0);
        program_.loops_outside = Table<MemoryIndex, std::size_t>(memories, 0);
        program_.units = Table<MemoryIndex, std::int64_t>(memories, 1);
        stops_ = Table<MemoryIndex, std::vector<Chains::Stop>>(
            memories, std::vector<Chains::Stop>(layer.tensors.size()));
    }

    void add(const mapping::Node& node) {
        std::visit(*this, node.what);
        ++program_.end;
    }

    void operator()(const mapping::Temporal& node) {
        const DimensionIndex d = node.dimension;
        program_.steps[d].push_back(Step{false, node.tile, 1, program_.loops.size(), program_.end});
        program_.loops.push_back(Loop{d, program_.end, node.tile, pieces(d, node.tile)});
        widest_[d] = std::min(widest_[d], node.tile);
    }

    void operator()(const mapping::Spatial& node) {
        const DimensionIndex d = node.dimension;
        const std::int64_t units = std::min(node.units, pieces(d, node.tile));
        program_.steps[d].push_back(Step{true, node.tile, units, 0, program_.end});
        units_ *= units;
        widest_[d] = std::min(widest_[d], node.tile);
    }

    void operator()(const mapping::Store& node) {
        for (const TensorIndex tensor : node.tensors) {
            program_.stores[node.memory][tensor.value] = program_.end;
        }
        for (const TensorIndex tensor : node.bypassed) {
            program_.stores[node.memory][tensor.value] = program_.end;
            stops_[node.memory][tensor.value].stored = false;
        }
        program_.last_store[node.memory] = program_.end;
        program_.loops_outside[node.memory] = program_.loops.size();
        program_.units[node.memory] = units_;
    }

    Program take() {
        for (TensorIndex tensor{0}; tensor.value < stops_.back().size(); ++tensor.value) {
            stops_.back()[tensor.value].in_place = lies_at_its_pe(tensor);
        }
        program_.chains = Chains(stops_);
        return std::move(program_);
    }

  private:
    /// Does the innermost memory but 0 that stores the tensor have a unit for each PE?
    [[nodiscard]] bool lies_at_its_pe(TensorIndex tensor) const {
        MemoryIndex last = program_.innermost();
        while (last.value > 0 && !stops_[last][tensor.value].stored) {
            --last.value;
        }
        return last.value > 0 &&
               program_
                   .spatial_nodes(program_.stores[last][tensor.value],
                                  program_.stores[program_.innermost()][tensor.value])
                   .empty();
    }

    [[nodiscard]] std::int64_t pieces(DimensionIndex d, std::int64_t tile) const {
        return (widest_[d] + tile - 1) / tile;
    }

    Program program_;
    Table<MemoryIndex, std::vector<Chains::Stop>> stops_; ///< by memory and tensor
    Table<DimensionIndex, std::int64_t> widest_;          ///< the longest range at this place
    std::int64_t units_ = 1;
};

} // namespace

std::size_t Program::depth(DimensionIndex dimension, std::size_t place) const {
    std::size_t count = 0;
    while (count < steps[dimension].size() && steps[dimension][count].node < place) {
        ++count;
    }
    return count;
}

std::int64_t Program::pieces(DimensionIndex dimension, std::size_t place) const {
    std::int64_t count = 1;
    for (const Step& step : steps[dimension]) {
        count *= step.node < place ? step.units : 1;
    }
    return count;
}

std::vector<Spread> Program::spatial_nodes(std::size_t from, std::size_t to) const {
    std::map<std::size_t, Spread> by_place;
    for (DimensionIndex d{0}; steps.contains(d); ++d.value) {
        for (const Step& step : steps[d]) {
            if (step.spatial && step.node >= from && step.node < to) {
                by_place.emplace(step.node, Spread{d, step.tile, step.units});
            }
        }
    }
    std::vector<Spread> nodes;
    for (const auto& [place, node] : by_place) {
        nodes.push_back(node);
    }
    return nodes;
}

Table<DimensionIndex, std::vector<std::size_t>> Program::unit_pieces(std::size_t place) const {
    const std::vector<Spread> nodes = spatial_nodes(0, place);
    std::size_t all = 1;
    for (const Spread& node : nodes) {
        all *= static_cast<std::size_t>(node.units);
    }
    Table<DimensionIndex, std::vector<std::size_t>> pieces(sizes.size(),
                                                           std::vector<std::size_t>(all, 0));
    std::size_t inside = all;
    for (const Spread& node : nodes) {
        const auto side = static_cast<std::size_t>(node.units);
        inside /= side;
        for (std::size_t unit = 0; unit < all; ++unit) {
            std::size_t& piece = pieces[node.dimension][unit];
            piece = piece * side + unit / inside % side;
        }
    }
    return pieces;
}

Program build_program(const workloads::Layer& layer, const hw::Hardware& hardware,
                      const mapping::Mapping& mapping) {
    ProgramBuilder builder(layer, hardware);
    for (const mapping::Node& node : mapping.nodes) {
        builder.add(node);
    }
    return builder.take();
}

} // namespace counterpoint::sim
