#include "tests/sim/random_networks.hpp"

#include <algorithm>
#include <variant>

#include "sim/program.hpp"

namespace counterpoint::sim {

namespace {

struct Grid {
    std::int64_t rows = 1;
    std::int64_t columns = 1;
};

Grid random_grid(std::int64_t units, walker::Random& random) {
    Grid grid;
    grid.rows = random.between(1, units);
    grid.columns = (units + grid.rows - 1) / grid.rows + (random.chance(20) ? 1 : 0);
    return grid;
}

std::vector<std::int64_t> random_levels(walker::Random& random) {
    std::vector<std::int64_t> widths;
    const std::int64_t levels = random.between(1, 4);
    for (std::int64_t level = 0; level < levels; ++level) {
        widths.push_back(random.pick({1, 2, 3, 8, 64}));
    }
    return widths;
}

hw::Mesh random_mesh(std::int64_t units, walker::Random& random) {
    const Grid grid = random_grid(units, random);
    hw::Mesh mesh;
    mesh.rows = grid.rows;
    mesh.columns = grid.columns;
    mesh.flit_bytes = random.pick({1, 2, 5, 16});
    mesh.virtual_channels = random.between(1, 4);
    mesh.buffer_flits = random.pick({1, 2, 8});
    mesh.speculative = random.chance(50);
    mesh.credit_delay = random.between(0, 2);
    mesh.multicast = random.chance(70);
    mesh.attach = {{0, 0}};
    if (random.chance(40) && mesh.rows > 1) {
        mesh.attach.push_back({mesh.rows - 1, mesh.columns - 1});
    }
    return mesh;
}

hw::FillTopology random_fill(std::int64_t units, walker::Random& random) {
    const Grid grid = random_grid(units, random);
    switch (random.between(0, 5)) {
    case 0:
        return hw::Bus{random.pick({1, 4, 64}), random.pick({1, 2, 100})};
    case 1:
        return hw::Crossbar{random.between(1, 4), random.pick({1, 4, 16}),
                            random.chance(50) ? hw::LinkArbitration::round_robin
                                              : hw::LinkArbitration::oldest_first};
    case 2:
        return hw::Tree{random.between(2, 4), 1, random_levels(random), random.between(0, 2)};
    case 3:
        return random_mesh(units, random);
    case 4: {
        hw::RowColumnBus bus{grid.rows, grid.columns, {}};
        if (random.chance(50)) {
            bus.width_bytes["Weight"] = random.pick({1, 4, 8});
            bus.width_bytes["Input"] = random.pick({1, 2, 16});
        }
        return bus;
    }
    default:
        return hw::SystolicFill{grid.rows, grid.columns, random.pick({1, 2, 8}),
                                random.between(0, 2)};
    }
}

hw::DrainTopology random_drain(std::int64_t units, walker::Random& random) {
    const Grid grid = random_grid(units, random);
    switch (random.between(0, 5)) {
    case 0:
        return hw::AdderTree{random.between(2, 4), random_levels(random), random.between(0, 2)};
    case 1:
        return hw::AugmentedTree{random.pick({1, 4, 16}), random.between(0, 2)};
    case 2:
        return hw::Chain{random.pick({1, 4, 16}), random.between(0, 2)};
    case 3:
        return hw::SystolicDrain{grid.rows, grid.columns, random.pick({1, 4, 16}),
                                 random.chance(50)};
    case 4:
        return hw::NoReduction{random.pick({1, 4, 64})};
    default:
        return random_mesh(units, random);
    }
}

void widen_all(std::vector<std::int64_t>& widths, std::int64_t factor) {
    for (std::int64_t& width : widths) {
        width *= factor;
    }
}

/// Every width of a topology.
struct Widen {
    std::int64_t factor;

    void operator()(hw::Bus& bus) const { bus.width_bytes *= factor; }
    void operator()(hw::Crossbar& crossbar) const { crossbar.link_bytes *= factor; }
    void operator()(hw::Tree& tree) const { widen_all(tree.link_bytes, factor); }
    void operator()(hw::Mesh& mesh) const { mesh.flit_bytes *= factor; }
    void operator()(hw::RowColumnBus& bus) const {
        for (auto& [tensor, width] : bus.width_bytes) {
            width *= factor;
        }
    }
    void operator()(hw::SystolicFill& array) const { array.link_bytes *= factor; }
    void operator()(hw::AdderTree& tree) const { widen_all(tree.link_bytes, factor); }
    void operator()(hw::AugmentedTree& tree) const { tree.link_bytes *= factor; }
    void operator()(hw::Chain& chain) const { chain.link_bytes *= factor; }
    void operator()(hw::SystolicDrain& array) const { array.link_bytes *= factor; }
    void operator()(hw::NoReduction& bus) const { bus.width_bytes *= factor; }
};

} // namespace

void add_random_networks(walker::Case& given, walker::Random& random) {
    const Program program = build_program(given.layer, given.hardware, given.mapping);
    for (hw::MemoryIndex b{1}; given.hardware.memories.contains(b); ++b.value) {
        const std::int64_t units = program.units[b] / program.units[{b.value - 1}];
        hw::Memory& memory = given.hardware.memories[b];
        if (random.chance(80)) {
            memory.fill.network = random_fill(units, random);
        }
        if (random.chance(80)) {
            memory.drain.network = random_drain(units, random);
            if (!hw::can_reduce(*memory.drain.network)) {
                memory.drain.reduction = false;
            }
        }
    }
}

void widen(hw::Hardware& hardware, std::int64_t factor) {
    for (hw::Memory& memory : hardware.memories) {
        memory.fill.bytes_per_cycle *= factor;
        memory.drain.bytes_per_cycle *= factor;
        if (memory.fill.network) {
            std::visit(Widen{factor}, *memory.fill.network);
        }
        if (memory.drain.network) {
            std::visit(Widen{factor}, *memory.drain.network);
        }
    }
}

bool is_free_of_contention(const hw::Hardware& hardware) {
    return std::all_of(hardware.memories.begin(), hardware.memories.end(),
                       [](const hw::Memory& memory) {
                           const auto& fill = memory.fill.network;
                           const auto& drain = memory.drain.network;
                           return (!fill || (!std::holds_alternative<hw::Mesh>(*fill) &&
                                             !std::holds_alternative<hw::Crossbar>(*fill))) &&
                                  (!drain || !std::holds_alternative<hw::Mesh>(*drain));
                       });
}

} // namespace counterpoint::sim
