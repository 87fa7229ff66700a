#include "tests/explore/small_space.hpp"

#include <algorithm>
#include <sstream>
#include <utility>

#include "mapping/dataflow.hpp"

namespace counterpoint::explore {

namespace {

double exact(std::int64_t number) { return static_cast<double>(number); }

mapping::Design read(mapping::DesignTree& tree, const std::string& text) {
    tree.take_text(text, "design.yaml");
    return tree.read({}, {}, mapping::Parts::all);
}

std::vector<mapping::Override> overrides_of(const Designs& designs, std::int64_t number) {
    std::vector<mapping::Override> overrides;
    const std::vector<std::size_t> values = designs.numbering().values(number);
    for (std::size_t i = 0; i < values.size(); ++i) {
        for (const std::string& path : designs.axes()[i].axis.paths) {
            overrides.push_back({path, designs.axes()[i].axis.text(values[i])});
        }
    }
    return overrides;
}

/// The parts of a design added up, one by one, and what leaks in each layer.
Figures figures_of(const CountedStructure& structure, std::int64_t cycles, const Costs& costs) {
    Cost all = costs.pes(structure);
    Price& price = all.price;
    for (std::size_t b = 0; b < structure.hardware.memories.size(); ++b) {
        const hw::MemoryIndex memory{b};
        const hw::Memory& described = structure.hardware.memories[memory];
        all += costs.memory(structure, memory, described.capacity_bytes);
        if (b > 0) {
            price += costs.network(structure, memory, false, described.fill.bytes_per_cycle);
            price += costs.network(structure, memory, true, described.drain.bytes_per_cycle);
        }
    }
    for (const Leak& leak : all.leaks) {
        price.energy += costs.leaked(leak, exact(structure.layers[leak.layer].numbers.cycles));
    }
    return {exact(cycles), price.energy, price.area, price.power};
}

bool dominates(const DesignFigures& a, const DesignFigures& b, const Goals& goals) {
    bool better = false;
    for (const Objective objective : goals.objectives) {
        const double of_a = value_of(objective, a.figures, goals.macs);
        const double of_b = value_of(objective, b.figures, goals.macs);
        if (of_a > of_b) {
            return false;
        }
        better = better || of_a < of_b;
    }
    return better || a.number < b.number;
}

} // namespace

Cost ExactCosts::pes(const CountedStructure& structure) const {
    Cost cost;
    Price& price = cost.price;
    for (std::size_t l = 0; l < structure.layers.size(); ++l) {
        price.energy += 0.25 * exact(structure.layers[l].numbers.macs);
        cost.leaks.push_back({l, exact(structure.layers[l].numbers.pes), 0.5});
    }
    price.area =
        exact(structure.units[structure.hardware.innermost()] * structure.hardware.pe.lanes);
    price.power = 2 * price.area;
    return cost;
}

Cost ExactCosts::memory(const CountedStructure& structure, hw::MemoryIndex memory,
                        std::optional<std::int64_t> capacity_bytes) const {
    const std::int64_t bytes = capacity_bytes.value_or(0);
    Cost cost;
    Price& price = cost.price;
    for (std::size_t l = 0; l < structure.layers.size(); ++l) {
        for (const hw::Access& access : structure.layers[l].numbers.counts[memory]) {
            price.energy += exact(access.reads + 2 * access.writes) * exact(1 + bytes / 64);
        }
        cost.leaks.push_back({l, 1, 0.25 * exact(bytes / 32)});
    }
    price.area = 0.125 * exact(bytes * structure.units[memory]);
    price.power = 0.5 * exact(bytes / 16);
    return cost;
}

Price ExactCosts::network(const CountedStructure& structure, hw::MemoryIndex memory, bool drains,
                          std::int64_t bytes_per_cycle) const {
    Price price;
    price.area = exact(structure.units[memory] * bytes_per_cycle * (drains ? 2 : 1));
    price.power = 0.25 * exact(bytes_per_cycle);
    return price;
}

SmallSpace::SmallSpace(std::string design_text, const std::string& axes)
    : text(std::move(design_text)),
      space(read_space_text("space:\n  axes:\n" + axes, "space.yaml")),
      designs(space, tree, read(tree, text)) {}

mapping::Design read_alone(const SmallSpace& small, std::int64_t number) {
    return mapping::read_design_text(small.text, "design.yaml",
                                     overrides_of(small.designs, number));
}

Lone analysed_alone(const SmallSpace& small, std::int64_t number, const Costs& costs,
                    const LimitsOfDesigns& limits, analytical::Timing timing) {
    Lone lone;
    lone.design.number = number;
    analytical::Options options;
    options.timing = timing;
    options.check_capacity = false;
    CountedStructure structure;
    std::int64_t cycles = 0;
    mapping::Design design;
    try {
        design = read_alone(small, number);
        structure.hardware = design.hardware;
        structure.units = Table<hw::MemoryIndex, std::int64_t>(design.hardware.memories.size(), 1);
        for (const workloads::Layer& layer : design.workload.layers) {
            const mapping::Mapping mapping = bind(design.dataflow, layer, design.hardware);
            analytical::Analysis numbers = analyze(layer, design.hardware, mapping, options);
            cycles += numbers.cycles;
            for (std::size_t b = 0; b < structure.units.size(); ++b) {
                std::int64_t& units = structure.units[hw::MemoryIndex{b}];
                units = std::max(units, numbers.units[hw::MemoryIndex{b}]);
            }
            structure.layers.push_back({layer, std::move(numbers)});
        }
    } catch (const InputError&) {
        return lone;
    }
    std::int64_t& pes = structure.units[design.hardware.innermost()];
    pes = std::max(pes, design.hardware.pe.count.value_or(0));
    lone.design.figures = figures_of(structure, cycles, costs);
    try {
        options.check_capacity = true;
        for (const workloads::Layer& layer : design.workload.layers) {
            analyze(layer, design.hardware, bind(design.dataflow, layer, design.hardware), options);
        }
    } catch (const InputError&) {
        lone.fate = Fate::too_small;
        return lone;
    }
    const Figures& figures = lone.design.figures;
    const bool keeps = figures.area <= limits.area && figures.power <= limits.power;
    lone.fate = keeps ? Fate::valid : Fate::beyond_limit;
    return lone;
}

std::vector<DesignFigures> compared_front(const std::vector<DesignFigures>& valid,
                                          const Goals& goals) {
    std::vector<DesignFigures> front;
    for (const DesignFigures& design : valid) {
        if (std::none_of(valid.begin(), valid.end(), [&](const DesignFigures& other) {
                return other.number != design.number && dominates(other, design, goals);
            })) {
            front.push_back(design);
        }
    }
    const auto values = [&](const DesignFigures& design) {
        std::vector<double> all(goals.count());
        goals.values(design.figures, all.data());
        return all;
    };
    std::sort(front.begin(), front.end(), [&](const DesignFigures& a, const DesignFigures& b) {
        return values(a) < values(b);
    });
    return front;
}

std::string in_lines(const std::vector<DesignFigures>& designs) {
    std::ostringstream text;
    text.precision(17);
    for (const DesignFigures& design : designs) {
        const Figures& figures = design.figures;
        text << design.number << ": " << figures.cycles << " cycles, " << figures.energy << " pJ, "
             << figures.area << " um2, " << figures.power << " mW\n";
    }
    return text.str();
}

std::string product_on_rows_of_pes() {
    std::string text = product_on_pes();
    const auto insert_before = [&](const std::string& line, const std::string& inserted) {
        text.insert(text.find(line), inserted);
    };
    insert_before("    - {name: L1",
                  "    - {name: row, capacity_bytes: 200, fill: {bytes_per_cycle: "
                  "1, latency: 9}, drain: {bytes_per_cycle: 1, latency: 9}}\n");
    insert_before("    - {temporal: K, tile: depth}",
                  "    - {spatial: M, tile: 2, units: 2}\n"
                  "    - {store: [Weight, Input, Output], in: row}\n");
    text.replace(text.find("count: 4"), 8, "count: 8");
    text.replace(text.find("tile: rows"), 10, "tile: \"min(rows, 4)\"");
    return text;
}

std::string product_on_pes() {
    return "workload: {layers: [{name: l, type: GEMM, dimensions: {M: 6, N: 7, K: 10}}]}\n"
           "hardware:\n"
           "  pe: {count: 4}\n"
           "  memories:\n"
           "    - {name: DRAM}\n"
           "    - {name: L2, capacity_bytes: 400, fill: {bytes_per_cycle: 4, latency: 3}, drain: "
           "{bytes_per_cycle: 2, latency: 1}}\n"
           "    - {name: L1, capacity_bytes: 80, fill: {bytes_per_cycle: 3, latency: 2}, drain: "
           "{bytes_per_cycle: 2}}\n"
           "mapping:\n"
           "  parameters: {rows: 3, columns: 4, depth: 5}\n"
           "  nodes:\n"
           "    - {temporal: M, tile: rows}\n"
           "    - {store: [Weight, Input, Output], in: L2}\n"
           "    - {temporal: N, tile: columns}\n"
           "    - {temporal: K, tile: depth}\n"
           "    - {spatial: N, tile: 1, units: columns}\n"
           "    - {temporal: M, tile: 1}\n"
           "    - {store: [Weight, Input, Output], in: L1}\n";
}

} // namespace counterpoint::explore
