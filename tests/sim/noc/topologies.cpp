#include "tests/sim/noc/topologies.hpp"

#include <variant>

#include "tests/sim/noc/transfers.hpp"

namespace counterpoint::sim::noc {

namespace {

std::int64_t width(std::mt19937& random) { return draw(random, 1, 9); }

std::vector<std::int64_t> level_widths(std::mt19937& random) {
    std::vector<std::int64_t> widths(static_cast<std::size_t>(draw(random, 1, 4)));
    for (std::int64_t& level : widths) {
        level = width(random);
    }
    return widths;
}

/// Makes one width wider.
class Widen {
  public:
    explicit Widen(std::mt19937& random) : random_(random) {}

    void operator()(hw::Bus& bus) { more(bus.width_bytes); }
    void operator()(hw::Crossbar& crossbar) { more(crossbar.link_bytes); }
    void operator()(hw::Tree& tree) { level(tree.link_bytes); }
    void operator()(hw::Mesh& mesh) { more(mesh.flit_bytes); }
    void operator()(hw::RowColumnBus& bus) { more(bus.width_bytes["Weight"]); }
    void operator()(hw::SystolicFill& array) { more(array.link_bytes); }
    void operator()(hw::AdderTree& tree) { level(tree.link_bytes); }
    void operator()(hw::AugmentedTree& tree) { more(tree.link_bytes); }
    void operator()(hw::Chain& chain) { more(chain.link_bytes); }
    void operator()(hw::SystolicDrain& array) { more(array.link_bytes); }
    void operator()(hw::NoReduction& bus) { more(bus.width_bytes); }

  private:
    void more(std::int64_t& bytes) { bytes += draw(random_, 1, 3); }
    void level(std::vector<std::int64_t>& widths) {
        const auto last = static_cast<std::int64_t>(widths.size()) - 1;
        more(widths[static_cast<std::size_t>(draw(random_, 0, last))]);
    }

    std::mt19937& random_;
};

} // namespace

std::vector<hw::FillTopology> draw_fills(std::mt19937& random, std::int64_t rows,
                                         std::int64_t columns) {
    const std::int64_t more_rows = rows + draw(random, 0, 2);
    const std::int64_t more_columns = columns + draw(random, 0, 2);
    return {
        hw::Bus{width(random), draw(random, 1, 4)},
        hw::Crossbar{draw(random, 1, 4), width(random), hw::LinkArbitration::oldest_first},
        hw::Tree{draw(random, 2, 4), draw(random, 1, 3), level_widths(random), 1},
        hw::RowColumnBus{more_rows, more_columns, {{"Weight", width(random)}}},
        hw::SystolicFill{more_rows, more_columns, width(random), draw(random, 0, 2)},
    };
}

std::vector<hw::DrainTopology> draw_drains(std::mt19937& random, std::int64_t rows,
                                           std::int64_t columns) {
    return {
        hw::AdderTree{draw(random, 2, 4), level_widths(random), 1},
        hw::AugmentedTree{width(random), 1},
        hw::Chain{width(random), 1},
        hw::SystolicDrain{rows + draw(random, 0, 2), columns + draw(random, 0, 2), width(random),
                          true},
    };
}

hw::FillTopology widened(std::mt19937& random, hw::FillTopology topology) {
    std::visit(Widen(random), topology);
    return topology;
}

hw::DrainTopology widened(std::mt19937& random, hw::DrainTopology topology) {
    std::visit(Widen(random), topology);
    return topology;
}

} // namespace counterpoint::sim::noc
