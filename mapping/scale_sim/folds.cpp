#include "mapping/scale_sim/folds.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "input/expression.hpp"

namespace counterpoint::mapping::scale_sim {

namespace {

using workloads::Layer;
using workloads::LayerType;
using workloads::Tensor;

constexpr std::size_t loop_count = 4;

/// The dimensions over which L2 is filled, by loop.
std::array<std::string, loop_count> loops_of(const Folds& folds) {
    return {folds.batch, folds.columns, folds.rows, folds.stream};
}

bool mentions(const Layer& layer, const Tensor& tensor, const std::string& dimension) {
    return std::any_of(tensor.axes.begin(), tensor.axes.end(), [&](const workloads::Axis& axis) {
        return layer.dimensions[axis.front().dimension].name == dimension;
    });
}

std::size_t innermost_point(const Folds& folds, const Layer& layer, const Tensor& tensor) {
    return mentions(layer, tensor, folds.stream) ? loop_count : loop_count - 1;
}

std::vector<std::size_t> points_of(const Folds& folds, const Layer& layer, const Tensor& tensor) {
    std::vector<std::size_t> points;
    const auto loops = loops_of(folds);
    for (std::size_t i = 0; i < loops.size(); ++i) {
        if (mentions(layer, tensor, loops[i])) {
            points.push_back(i);
        }
    }
    points.push_back(innermost_point(folds, layer, tensor));
    return points;
}

class EntryWriter {
  public:
    explicit EntryWriter(Place place) { entry_.place = std::move(place); }

    void parameter(const std::string& name, std::int64_t value) {
        entry_.parameters.push_back({name, expression(std::to_string(value)), entry_.place});
    }

    void temporal(const std::string& dimension, const std::string& tile) {
        loop(NodeDescription::Kind::temporal, dimension, tile);
    }

    void spatial(const std::string& dimension, const std::string& units) {
        loop(NodeDescription::Kind::spatial, dimension, "1");
        entry_.nodes.back().units = expression(units);
    }

    void store(const std::vector<std::string>& tensors, const std::string& memory) {
        if (tensors.empty()) {
            return;
        }
        NodeDescription node;
        node.kind = NodeDescription::Kind::store;
        node.tensors = tensors;
        node.memory = memory;
        node.place = entry_.place;
        entry_.nodes.push_back(std::move(node));
    }

    DataflowEntry finish() { return std::move(entry_); }

  private:
    void loop(NodeDescription::Kind kind, const std::string& dimension, const std::string& tile) {
        NodeDescription node;
        node.kind = kind;
        node.dimension = dimension;
        node.tile = expression(tile);
        node.place = entry_.place;
        entry_.nodes.push_back(std::move(node));
    }

    /// Numbers and names are right by construction.
    [[nodiscard]] input::Expression expression(const std::string& text) const {
        std::vector<Problem> none;
        return input::parse_expression(text, entry_.place, none).value_or(input::Expression(1));
    }

    DataflowEntry entry_;
};

std::vector<std::string> kept_at(std::size_t point, const Residence& residence,
                                 const Layer& layer) {
    std::vector<std::string> names;
    for (std::size_t t = 0; t < residence.size(); ++t) {
        if (residence[t] == point) {
            names.push_back(layer.tensors[workloads::TensorIndex{t}].name);
        }
    }
    return names;
}

} // namespace

Folds folds_of(Stationary stationary, const Layer& layer) {
    const bool connected = layer.type == LayerType::fc;
    const std::string m = connected ? "N" : "M";
    const std::string n = connected ? "K" : "N";
    const std::string k = connected ? "C" : "K";
    Folds folds;
    switch (stationary) {
    case Stationary::output:
        folds = {m, n, k, "", {"Output"}, {"Input", "Weight"}, 1};
        break;
    case Stationary::weight:
        folds = {k, n, m, "", {"Weight"}, {"Input", "Output"}, 1};
        break;
    case Stationary::input:
        folds = {k, m, n, "", {"Input"}, {"Weight", "Output"}, 1};
        break;
    }
    folds.batch = layer.type == LayerType::batched_gemm ? "B" : "";
    for (const workloads::Dimension& dimension : layer.dimensions) {
        folds.stream_size = dimension.name == folds.stream ? dimension.size : folds.stream_size;
    }
    return folds;
}

std::vector<Residence> residences(const Folds& folds, const Layer& layer) {
    std::vector<Residence> all{{}};
    for (const Tensor& tensor : layer.tensors) {
        std::vector<Residence> longer;
        for (const Residence& residence : all) {
            for (const std::size_t point : points_of(folds, layer, tensor)) {
                longer.push_back(residence);
                longer.back().push_back(point);
            }
        }
        all = std::move(longer);
    }
    return all;
}

Residence innermost_residence(const Folds& folds, const Layer& layer) {
    Residence residence;
    for (const Tensor& tensor : layer.tensors) {
        residence.push_back(innermost_point(folds, layer, tensor));
    }
    return residence;
}

bool has_pieces(const Residence& residence) {
    return std::find(residence.begin(), residence.end(), loop_count) != residence.end();
}

DataflowEntry entry_of(const Folds& folds, const Layer& layer, const Array& array,
                       const Residence& residence, std::int64_t piece) {
    EntryWriter entry(layer.place);
    entry.parameter("rows", array.rows);
    entry.parameter("columns", array.columns);
    const bool pieces = has_pieces(residence) && piece < folds.stream_size;
    const std::array<std::string, loop_count> tiles{"1", "columns", "rows", std::to_string(piece)};
    const auto loops = loops_of(folds);
    for (std::size_t i = 0; i < loop_count; ++i) {
        entry.store(kept_at(i, residence, layer), array.buffers);
        if (!loops[i].empty() && (i + 1 < loop_count || pieces)) {
            entry.temporal(loops[i], tiles[i]);
        }
    }
    entry.store(kept_at(loop_count, residence, layer), array.buffers);
    entry.spatial(folds.rows, "rows");
    entry.spatial(folds.columns, "columns");
    entry.store(folds.stays, array.registers);
    entry.temporal(folds.stream, "1");
    entry.store(folds.streams, array.registers);
    return entry.finish();
}

} // namespace counterpoint::mapping::scale_sim
