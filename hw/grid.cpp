#include "hw/grid.hpp"

#include <cmath>
#include <variant>
#include <vector>

namespace counterpoint::hw {

namespace {

struct GridOf {
    std::optional<Grid> operator()(const Mesh& mesh) const { return {{mesh.rows, mesh.columns}}; }
    std::optional<Grid> operator()(const RowColumnBus& bus) const {
        return {{bus.rows, bus.columns}};
    }
    std::optional<Grid> operator()(const SystolicFill& array) const {
        return {{array.rows, array.columns}};
    }
    std::optional<Grid> operator()(const SystolicDrain& array) const {
        return {{array.rows, array.columns}};
    }
    template <class Other>
    std::optional<Grid> operator()(const Other& /*network*/) const {
        return std::nullopt;
    }
};

} // namespace

std::optional<Grid> grid_of(const FillTopology& topology) { return std::visit(GridOf{}, topology); }

std::optional<Grid> grid_of(const DrainTopology& topology) {
    return std::visit(GridOf{}, topology);
}

std::string to_string(const Grid& grid) {
    return std::to_string(grid.rows) + " x " + std::to_string(grid.columns);
}

std::string fitting_grids(std::int64_t nodes) {
    if (nodes > most_grid_nodes) {
        return "no grid is that large";
    }
    constexpr std::size_t most = 3;
    std::vector<std::string> grids;
    auto rows = static_cast<std::int64_t>(std::sqrt(static_cast<double>(nodes))) + 1;
    for (; rows >= 1 && grids.size() < most; --rows) {
        if (nodes % rows == 0 && rows <= nodes / rows) {
            grids.push_back(to_string({rows, nodes / rows}));
        }
    }
    std::string text;
    for (std::size_t i = 0; i < grids.size(); ++i) {
        text += i == 0 ? "" : i + 1 == grids.size() ? " or " : ", ";
        text += grids[i];
    }
    return text + " would fit";
}

} // namespace counterpoint::hw
