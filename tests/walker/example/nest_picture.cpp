#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include <fmt/format.h>

#include "tests/walker/example/pictures.hpp"
#include "tests/walker/example/svg.hpp"
#include "tests/walker/nest.hpp"

namespace counterpoint::walker {

using hw::MemoryIndex;

namespace {

constexpr double width = 760;
constexpr double trunk = 420;  ///< x of the nodes above the spatial one
constexpr double branch = 270; ///< from one unit to the next
constexpr double top = 62;
constexpr double step = 58;
constexpr double node_width = 232;
constexpr double node_height = 34;
constexpr double mark = 10; ///< from one square to the next

class NestPicture {
  public:
    NestPicture(const Case& given, const WalkResult& result)
        : given_(given), result_(result), nest_(given.layer, given.hardware, given.mapping),
          svg_(width, top + step * static_cast<double>(given.mapping.nodes.size() + 1) - 6,
               "Loop nest of the example", "The nodes of the mapping as a tree") {}

    std::string drawn() {
        svg_.text(16, 26, "head", "The mapping as a tree");
        svg_.text(16, 43, "soft small",
                  "a band holds the nodes that cut the tiles of one memory · squares: tensors "
                  "stored there");
        draw_bands();
        std::size_t row = 0;
        for (const mapping::Node& node : given_.mapping.nodes) {
            draw_row(node, row++);
        }
        for (std::size_t pe = 0; pe < columns(); ++pe) {
            draw_pe(pe, row);
        }
        return svg_.written();
    }

  private:
    [[nodiscard]] std::size_t columns() const { return units_; }

    static double y_of(std::size_t row) { return top + step * static_cast<double>(row); }

    [[nodiscard]] double x_of(std::size_t unit) const {
        const double middle = static_cast<double>(columns() - 1) / 2;
        return trunk + branch * (static_cast<double>(unit) - middle);
    }

    /// One band for the nodes that lead to the innermost store of each memory, one for the PEs.
    void draw_bands() {
        MemoryIndex memory{1};
        std::size_t first = 0;
        for (std::size_t row = 0; row < given_.mapping.nodes.size(); ++row) {
            if (ends(memory, row)) {
                const std::int64_t units = result_.units[memory];
                band(first, row, given_.hardware.memories[memory].name,
                     fmt::format("{} unit{}", units, units == 1 ? "" : "s"),
                     fmt::format("{} phases", result_.phases[memory]));
                first = row + 1;
                ++memory.value;
            }
        }
        band(first, first, "PEs", fmt::format("{} of them", result_.pes), "");
    }

    void band(std::size_t first, std::size_t last, const std::string& name,
              const std::string& units, const std::string& phases) {
        const double y = y_of(first) - 8;
        svg_.rectangle({8, y, width - 16, y_of(last + 1) - y - 14}, "band", 6);
        svg_.text(20, y + 21, "head", name);
        svg_.text(20, y + 38, "soft small", units);
        if (last > first) {
            svg_.text(20, y + 54, "soft small", phases);
        }
    }

    [[nodiscard]] bool ends(MemoryIndex memory, std::size_t row) const {
        const auto stores_here = [&](const mapping::Node& node) {
            const auto* store = std::get_if<mapping::Store>(&node.what);
            return store != nullptr && store->memory == memory;
        };
        for (std::size_t below = row + 1; below < given_.mapping.nodes.size(); ++below) {
            if (stores_here(given_.mapping.nodes[below])) {
                return false;
            }
        }
        return stores_here(given_.mapping.nodes[row]);
    }

    void draw_row(const mapping::Node& node, std::size_t row) {
        for (std::size_t unit = 0; unit < columns(); ++unit) {
            link(x_of(unit), row);
            card(x_of(unit), row, label(node), style(node));
            mark_tensors(x_of(unit), row, node);
        }
        if (const auto* spatial = std::get_if<mapping::Spatial>(&node.what)) {
            units_ = static_cast<std::size_t>(spatial->units);
            split_ = row;
            dimension_ = given_.layer.dimensions[spatial->dimension].name;
        }
    }

    /// The line to a node from the one above, spread where the units part.
    void link(double x, std::size_t row) {
        if (row == 0) {
            return;
        }
        const double from_y = y_of(row - 1) + node_height;
        const double from_x = columns() > 1 && row == split_ + 1 ? trunk : x;
        svg_.path(fmt::format("M{} {} C{} {} {} {} {} {}", from_x, from_y, from_x, from_y + 14, x,
                              y_of(row) - 14, x, y_of(row)),
                  "link");
        if (from_x < x || from_x > x) {
            const std::size_t unit = x < from_x ? 0 : 1;
            svg_.text(x + (x < from_x ? -6 : 6), y_of(row) - 10,
                      x < from_x ? "soft small end" : "soft small",
                      fmt::format("{} = {}", dimension_, unit));
        }
    }

    void card(double x, std::size_t row, const std::string& content, const std::string& style) {
        const double y = y_of(row);
        svg_.rectangle({x - node_width / 2, y, node_width, node_height}, "card", 6);
        svg_.rectangle({x - node_width / 2, y, 5, node_height}, style, 2);
        svg_.text(x, y + 21, "middle", content);
    }

    void draw_pe(std::size_t pe, std::size_t row) {
        link(x_of(pe), row);
        const Ranges box = nest_.box(0, pe);
        std::int64_t macs = 1;
        for (const Range range : box) {
            macs *= range.hi - range.lo;
        }
        card(x_of(pe), row, fmt::format("PE {}: up to {} MACs a phase", pe, macs), "compute");
    }

    static std::string style(const mapping::Node& node) {
        return std::holds_alternative<mapping::Spatial>(node.what) ? "compute" : "soft";
    }

    /// A square in its colour for every tensor that is stored here.
    void mark_tensors(double x, std::size_t row, const mapping::Node& node) {
        const auto* store = std::get_if<mapping::Store>(&node.what);
        if (store == nullptr) {
            return;
        }
        const std::vector<std::string> colours{"weight", "input", "output"};
        double y =
            y_of(row) + node_height / 2 + 1 - mark * static_cast<double>(store->tensors.size()) / 2;
        for (const workloads::TensorIndex tensor : store->tensors) {
            svg_.rectangle({x + node_width / 2 - 14, y, mark - 2, mark - 2}, colours[tensor.value]);
            y += mark;
        }
    }

    [[nodiscard]] std::string label(const mapping::Node& node) const {
        if (const auto* temporal = std::get_if<mapping::Temporal>(&node.what)) {
            return fmt::format("temporal {}, tile {}",
                               given_.layer.dimensions[temporal->dimension].name, temporal->tile);
        }
        if (const auto* spatial = std::get_if<mapping::Spatial>(&node.what)) {
            return fmt::format("spatial {}, tile {}, {} units",
                               given_.layer.dimensions[spatial->dimension].name, spatial->tile,
                               spatial->units);
        }
        const auto& store = std::get<mapping::Store>(node.what);
        std::string names;
        for (const workloads::TensorIndex tensor : store.tensors) {
            names += (names.empty() ? "" : ", ") + given_.layer.tensors[tensor].name;
        }
        return fmt::format("{} in {}", names, given_.hardware.memories[store.memory].name);
    }

    const Case& given_;
    const WalkResult& result_;
    Nest nest_;
    Svg svg_;
    std::size_t units_ = 1; ///< columns so far
    std::size_t split_ = 0; ///< row of the spatial node
    std::string dimension_; ///< of the spatial node
};

} // namespace

std::string nest_picture(const Case& given, const WalkResult& result) {
    return NestPicture(given, result).drawn();
}

} // namespace counterpoint::walker
