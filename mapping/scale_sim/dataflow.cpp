#include "mapping/scale_sim/dataflow.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "mapping/scale_sim/folds.hpp"

namespace counterpoint::mapping::scale_sim {

namespace {

using workloads::Layer;

/// What L2 keeps, and how long the pieces of the stream are.
struct Choice {
    StorePoints residence;
    std::int64_t piece = 1;
};

std::optional<Array> array_of(const hw::Hardware& hardware) {
    constexpr std::size_t memory_count = 3;
    if (hardware.memories.size() != memory_count) {
        return std::nullopt;
    }
    const hw::Memory& registers = hardware.memories[hardware.innermost()];
    const auto* fill =
        registers.fill.network ? std::get_if<hw::SystolicFill>(&*registers.fill.network) : nullptr;
    if (fill == nullptr) {
        return std::nullopt;
    }
    return Array{fill->rows, fill->columns, hardware.memories[hw::MemoryIndex{1}].name,
                 registers.name};
}

/// Everything that the choice for a layer depends on.
std::string key_of(const Layer& layer) {
    std::string key(to_string(layer.type));
    for (const workloads::Dimension& dimension : layer.dimensions) {
        key += ' ' + std::to_string(dimension.size);
    }
    return key;
}

class FoldWriter {
  public:
    FoldWriter(Stationary stationary, Array array, const hw::Hardware& hardware,
               const JudgeResidency& judge)
        : stationary_(stationary), array_(std::move(array)), hardware_(hardware), judge_(judge) {}

    /// Layers that share all nodes share an entry.
    void add(const Layer& layer) {
        const Folds folds = folds_of(stationary_, layer);
        const Choice choice = choice_for(layer, folds);
        std::string key(to_string(layer.type));
        for (const std::size_t point : choice.residence) {
            key += ' ' + std::to_string(point);
        }
        const bool pieces = has_pieces(choice.residence) && choice.piece < folds.stream_size;
        key += pieces ? " in " + std::to_string(choice.piece) : "";
        const auto [known, added] = entries_.emplace(key, dataflow_.entries.size());
        if (added) {
            dataflow_.entries.push_back(
                entry_of(folds, layer, array_, choice.residence, choice.piece));
        }
        dataflow_.entries[known->second].layers.push_back(glob_of(layer.name));
    }

    Dataflow finish(const Place& place) {
        dataflow_.place = place;
        return std::move(dataflow_);
    }

  private:
    const Choice& choice_for(const Layer& layer, const Folds& folds) {
        const auto [known, added] = choices_.emplace(key_of(layer), Choice{});
        if (added) {
            known->second = judge_ ? best(layer, folds)
                                   : Choice{innermost_residence(folds, layer), folds.stream_size};
        }
        return known->second;
    }

    /// Which loops a tensor is kept around makes the traffic of DRAM; how long the pieces of a
    /// stream are makes no difference to it.
    [[nodiscard]] Choice best(const Layer& layer, const Folds& folds) const {
        const std::int64_t usual_piece =
            std::min(folds.stream_size, std::max(array_.rows, array_.columns));
        for (const std::int64_t piece : {usual_piece, std::int64_t{1}}) {
            const auto residence = best_residence(layer, folds, piece);
            if (residence) {
                return grown(layer, folds, {*residence, piece});
            }
        }
        return {innermost_residence(folds, layer), 1};
    }

    [[nodiscard]] std::optional<StorePoints> best_residence(const Layer& layer, const Folds& folds,
                                                            std::int64_t piece) const {
        std::optional<StorePoints> best;
        std::pair<std::int64_t, std::int64_t> least;
        for (const StorePoints& residence : residences(folds, layer)) {
            const auto cost = cost_of(layer, folds, {residence, piece});
            if (!cost) {
                continue;
            }
            const std::pair rank(cost->traffic_bytes, cost->demand_bytes);
            if (!best || rank < least) {
                least = rank;
                best = residence;
            }
        }
        return best;
    }

    /// Partial sums that come back from DRAM wait for their way there, once a piece: longer ones,
    /// as long as they fit.
    [[nodiscard]] Choice grown(const Layer& layer, const Folds& folds, Choice choice) const {
        const bool sums_leave = has_pieces({choice.residence[layer.output.value]});
        while (sums_leave && choice.piece < folds.stream_size) {
            const std::int64_t longer =
                choice.piece > folds.stream_size / 2 ? folds.stream_size : 2 * choice.piece;
            if (!cost_of(layer, folds, {choice.residence, longer})) {
                break;
            }
            choice.piece = longer;
        }
        return choice;
    }

    [[nodiscard]] std::optional<ResidencyCost> cost_of(const Layer& layer, const Folds& folds,
                                                       const Choice& choice) const {
        const Dataflow dataflow{{entry_of(folds, layer, array_, choice.residence, choice.piece)},
                                layer.place};
        return judge_(layer, hardware_, bind(dataflow, layer, hardware_));
    }

    Stationary stationary_;
    Array array_;
    const hw::Hardware& hardware_;
    const JudgeResidency& judge_;
    Dataflow dataflow_;
    std::map<std::string, std::size_t> entries_; ///< by their nodes
    std::map<std::string, Choice> choices_;      ///< by layer
};

} // namespace

Dataflow dataflow_of(const Configuration& configuration, const workloads::Workload& workload,
                     const hw::Hardware& hardware, const JudgeResidency& judge,
                     std::vector<Problem>& problems) {
    const Place place{configuration.file, configuration.stationary_at.line,
                      configuration.stationary_at.column, ""};
    const auto array = array_of(hardware);
    if (!array || !configuration.stationary) {
        problems.push_back({place, "the dataflow of a configuration needs its own array",
                            "three memories, the innermost one with a systolic fill", "",
                            "change nothing of these with --set, or give a mapping"});
        return {};
    }
    FoldWriter writer(*configuration.stationary, *array, hardware, judge);
    for (const Layer& layer : workload.layers) {
        writer.add(layer);
    }
    return writer.finish(place);
}

} // namespace counterpoint::mapping::scale_sim
