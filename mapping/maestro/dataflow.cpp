#include "mapping/maestro/dataflow.hpp"

#include <map>
#include <string>
#include <utility>

#include "mapping/maestro/lowering.hpp"
#include "mapping/maestro/shape.hpp"
#include "mapping/maestro/store_points.hpp"
#include "vocabulary/checked.hpp"

namespace counterpoint::mapping::maestro {

namespace {

std::string key_of(const Loops& loops) {
    std::string key = std::to_string(loops.group);
    for (const Loop& loop : loops.nodes) {
        key += (loop.spatial ? " s " : " t ") + loop.dimension + ' ' + loop.tile + ' ' +
               loop.units + (loop.advances ? "+" : "");
    }
    return key;
}

/// With the loops and the hardware everything that the choice of store points depends on.
std::string key_of(const workloads::Layer& layer) {
    std::string key;
    for (const workloads::Dimension& dimension : layer.dimensions) {
        key += ' ' + dimension.name + std::to_string(dimension.size);
    }
    for (const workloads::Tensor& tensor : layer.tensors) {
        key += ' ' + tensor.name;
        for (const workloads::Axis& axis : tensor.axes) {
            key += ',';
            for (const workloads::AxisTerm& term : axis) {
                key += '+' + std::to_string(term.coefficient) + '*' +
                       std::to_string(term.dimension.value);
            }
        }
    }
    return key;
}

class DataflowWriter {
  public:
    DataflowWriter(const NetworkDescription& network, const hw::Hardware& hardware,
                   const JudgeResidency& judge, std::vector<Problem>& problems)
        : network_(network), hardware_(hardware), judge_(judge), problems_(problems) {
        dataflow_.place = network.place(network.spot, "");
    }

    Dataflow run(const workloads::Workload& workload) {
        if (!check_hardware()) {
            return dataflow_;
        }
        std::map<std::string, const workloads::Layer*> layers;
        for (const workloads::Layer& layer : workload.layers) {
            layers.emplace(layer.name, &layer);
        }
        for (const LayerDescription& description : network_.layers) {
            const auto layer = layers.find(description.name); // unless it was renamed
            if (description.dataflow && layer != layers.end()) {
                add(description, *layer->second);
            }
        }
        return std::move(dataflow_);
    }

  private:
    bool check_hardware() {
        constexpr std::size_t most_memories = 3;
        const std::size_t before = problems_.size();
        if (!hardware_.pe.count) {
            problems_.push_back({dataflow_.place,
                                 "MAESTRO's directives divide the PEs, and the hardware does not "
                                 "say how many there are",
                                 "", "", "add pe: {count: …} to the hardware"});
        }
        if (hardware_.memories.size() > most_memories) {
            problems_.push_back({dataflow_.place,
                                 "MAESTRO's directives know one memory between DRAM and the PEs' "
                                 "own, and the hardware has more",
                                 "at most 3 memories", std::to_string(hardware_.memories.size()),
                                 ""});
        }
        return problems_.size() == before;
    }

    void add(const LayerDescription& description, const workloads::Layer& layer) {
        try {
            const std::size_t before = problems_.size();
            const LayerShape shape(description, layer);
            const Loops loops = lower(network_, description, shape, *hardware_.pe.count, problems_);
            if (problems_.size() == before) {
                add(loops, layer);
            }
        } catch (const Overflow&) {
            problems_.push_back({network_.place(description.spot, ""),
                                 "layer " + description.name + ": its sizes are too large", "", "",
                                 ""});
        }
    }

    /// Layers that share all nodes share an entry.
    void add(const Loops& loops, const workloads::Layer& layer) {
        const StorePoints points = points_of(loops, layer);
        std::string key = key_of(loops);
        for (const std::size_t point : points) {
            key += ' ' + std::to_string(point);
        }
        for (const workloads::Tensor& tensor : layer.tensors) {
            key += ' ' + tensor.name;
        }
        const auto [known, added] = entries_.emplace(key, dataflow_.entries.size());
        if (added) {
            dataflow_.entries.push_back(
                with_stores(loops, points, layer, hardware_, network_.file));
        }
        dataflow_.entries[known->second].layers.push_back(glob_of(layer.name));
    }

    const StorePoints& points_of(const Loops& loops, const workloads::Layer& layer) {
        const auto [known, added] = points_.emplace(key_of(loops) + key_of(layer), StorePoints{});
        if (added) {
            known->second =
                judge_ ? best_points(loops, layer, hardware_, judge_) : one_step(loops, layer);
        }
        return known->second;
    }

    const NetworkDescription& network_;
    const hw::Hardware& hardware_;
    const JudgeResidency& judge_;
    std::vector<Problem>& problems_;
    Dataflow dataflow_;
    std::map<std::string, std::size_t> entries_; ///< by their nodes
    std::map<std::string, StorePoints> points_;  ///< by nodes and layer
};

} // namespace

Dataflow dataflow_of(const NetworkDescription& network, const workloads::Workload& workload,
                     const hw::Hardware& hardware, const JudgeResidency& judge,
                     std::vector<Problem>& problems) {
    return DataflowWriter(network, hardware, judge, problems).run(workload);
}

} // namespace counterpoint::mapping::maestro
