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

    void store(std::vector<std::string> tensors, const std::string& memory) {
        if (!tensors.empty()) {
            entry_.nodes.push_back(store_node(std::move(tensors), memory, entry_.place));
        }
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

std::vector<StorePoints> residences(const Folds& folds, const Layer& layer) {
    std::vector<std::vector<std::size_t>> by_tensor;
    for (const Tensor& tensor : layer.tensors) {
        by_tensor.push_back(points_of(folds, layer, tensor));
    }
    return combinations(by_tensor);
}

StorePoints innermost_residence(const Folds& folds, const Layer& layer) {
    StorePoints residence;
    for (const Tensor& tensor : layer.tensors) {
        residence.push_back(innermost_point(folds, layer, tensor));
    }
    return residence;
}

bool has_pieces(const StorePoints& residence) {
    return std::find(residence.begin(), residence.end(), loop_count) != residence.end();
}

DataflowEntry entry_of(const Folds& folds, const Layer& layer, const Array& array,
                       const StorePoints& residence, std::int64_t piece) {
    EntryWriter entry(layer.place);
    entry.parameter("rows", array.rows);
    entry.parameter("columns", array.columns);
    const bool pieces = has_pieces(residence) && piece < folds.stream_size;
    const std::array<std::string, loop_count> tiles{"1", "columns", "rows", std::to_string(piece)};
    const auto loops = loops_of(folds);
    for (std::size_t i = 0; i < loop_count; ++i) {
        entry.store(stored_at(i, residence, layer), array.buffers);
        if (!loops[i].empty() && (i + 1 < loop_count || pieces)) {
            entry.temporal(loops[i], tiles[i]);
        }
    }
    entry.store(stored_at(loop_count, residence, layer), array.buffers);
    entry.spatial(folds.rows, "rows");
    entry.spatial(folds.columns, "columns");
    entry.store(folds.stays, array.registers);
    entry.temporal(folds.stream, "1");
    entry.store(folds.streams, array.registers);
    return entry.finish();
}

} // namespace counterpoint::mapping::scale_sim
