#include "hw/energy/energy_table.hpp"

#include <utility>

#include "hw/hardware.hpp"

namespace counterpoint::hw {

namespace {

constexpr double bits_in_byte = 8;

/// µW over a cycle, in pJ.
double per_cycle(double microwatts, double clock_ghz) { return microwatts / (clock_ghz * 1e3); }

double value_or_zero(const std::optional<Figure>& figure) { return figure ? figure->value : 0; }

/// What a unit of a memory is built of.
struct Arrays {
    double count = 1;
    double bytes = 0; ///< of one
    double ports = 1;
};

std::optional<Arrays> arrays_of(const Memory& memory) {
    if (!memory.capacity_bytes) {
        return std::nullopt;
    }
    Arrays arrays;
    if (memory.banks) {
        arrays.count = static_cast<double>(memory.banks->count);
        arrays.ports = static_cast<double>(memory.banks->ports);
    }
    arrays.bytes = static_cast<double>(*memory.capacity_bytes) / arrays.count;
    return arrays;
}

const char* word_for(Basis basis) {
    switch (basis) {
    case Basis::cited:
        return "as cited";
    case Basis::interpolated:
        return "interpolated";
    case Basis::extrapolated:
        return "extrapolated";
    }
    return "";
}

class Application {
  public:
    Application(const Technology& technology, const Hardware& hardware, const Place& place,
                std::vector<Problem>& problems)
        : technology_(technology), hardware_(hardware), place_(place), problems_(problems) {}

    EnergyTable run() {
        table_.technology = technology_.name;
        table_.unit = technology_.unit;
        table_.process = technology_.process;
        table_.scaling = technology_.scaling;
        table_.sources = technology_.sources;
        table_.arithmetic = technology_.arithmetic;
        table_.clock_ghz = hardware_.clock_ghz;
        for (MemoryIndex b{0}; hardware_.memories.contains(b); ++b.value) {
            table_.memories.push_back(memory_energy(b));
        }
        apply_network();
        if (!has_leakage()) {
            table_.not_counted.emplace_back("leakage: the technology has none");
        }
        return std::move(table_);
    }

  private:
    /// Of anything, be it 0.
    [[nodiscard]] bool has_leakage() const {
        const ArithmeticFigures& arithmetic = technology_.arithmetic;
        bool found = arithmetic.mac_leakage_per_cycle || !arithmetic.multiply.leakage.empty() ||
                     !arithmetic.add.leakage.empty() || !technology_.sram.leakage.empty();
        for (MemoryIndex b{1}; hardware_.memories.contains(b); ++b.value) {
            const MemoryFigures* figures = figures_of(b);
            found =
                found || (figures != nullptr && (figures->leakage || figures->leakage_per_cycle));
        }
        return found;
    }

    [[nodiscard]] MemoryRole role_of(MemoryIndex b) const {
        return b.value == 0                 ? MemoryRole::outermost
               : b == hardware_.innermost() ? MemoryRole::innermost
                                            : MemoryRole::between;
    }

    /// By name, else by its place; null where only its size can tell.
    [[nodiscard]] const MemoryFigures* figures_of(MemoryIndex b) const {
        const auto named = technology_.memories.find(hardware_.memories[b].name);
        if (named != technology_.memories.end()) {
            return &named->second;
        }
        const auto placed = technology_.places.find(role_of(b));
        return placed == technology_.places.end() ? nullptr : &placed->second;
    }

    MemoryEnergy memory_energy(MemoryIndex b) {
        const Memory& memory = hardware_.memories[b];
        const bool by_command = b.value == 0 && memory.dram &&
                                technology_.unit == EnergyUnit::picojoule &&
                                technology_.memories.count(memory.name) == 0;
        if (by_command) {
            table_.dram = dram_energy(*memory.dram, hardware_.clock_ghz);
        }
        const MemoryFigures* figures = figures_of(b);
        MemoryEnergy energy;
        if (table_.dram && b.value == 0) {
            energy.basis = "commands of " + memory.dram->standard.name;
        } else if (figures == nullptr) {
            energy = sram_energy(memory, b);
        } else if (!figures->not_counted.empty()) {
            energy.counted = false;
            table_.not_counted.push_back(memory.name + ": " + figures->not_counted);
        } else {
            energy = given_energy(memory, *figures);
            if (by_command) {
                table_.not_counted.push_back("commands of " + memory.name + ": " +
                                             memory.dram->standard.name +
                                             " has no currents, so that its bytes count");
            }
        }
        if (energy.counted && b.value > 0) {
            add_parts(memory, figures, energy);
        }
        return energy;
    }

    [[nodiscard]] static MemoryEnergy given_energy(const Memory& memory,
                                                   const MemoryFigures& figures) {
        MemoryEnergy energy;
        energy.access = figures.access.value_or(AccessFigures{});
        energy.only_by_tensor = !figures.access;
        energy.by_tensor = figures.by_tensor;
        energy.basis = "given for " + memory.name + " or its place";
        return energy;
    }

    MemoryEnergy sram_energy(const Memory& memory, MemoryIndex b) {
        const SramFigures& sram = technology_.sram;
        const auto arrays = arrays_of(memory);
        MemoryEnergy energy;
        if (b.value == 0 || sram.read.empty() || sram.write.empty()) {
            problems_.push_back({place_,
                                 "the technology " + technology_.name +
                                     " has no energy for the memory " + memory.name,
                                 "", "", "give it one under `memories` of an own technology"});
            return energy;
        }
        if (!arrays) {
            problems_.push_back({memory.place,
                                 "the energy of an SRAM follows from its size, and the memory " +
                                     memory.name + " has none",
                                 "capacity_bytes", "",
                                 "or give its energy under `memories` of an "
                                 "own technology"});
            return energy;
        }
        const double share = bits_in_byte / sram.access_bits *
                             (1 + (arrays->ports - 1) * value_or_zero(sram.port_energy));
        const CurveValue read = sram.read.value_at(arrays->bytes);
        energy.access.read = read.value * share;
        energy.access.write = sram.write.value_at(arrays->bytes).value * share;
        energy.access.per = Per::byte;
        energy.access.source = sram.read.source;
        energy.basis = "an array of " + std::to_string(static_cast<std::int64_t>(arrays->bytes)) +
                       " bytes, " + word_for(read.basis) +
                       (arrays->ports > 1 ? ", with the share of a second port" : "");
        return energy;
    }

    /// Area and leakage: those that are given, else those of an SRAM of its size.
    void add_parts(const Memory& memory, const MemoryFigures* figures, MemoryEnergy& energy) const {
        const SramFigures& sram = technology_.sram;
        const auto arrays = arrays_of(memory);
        if (figures != nullptr && figures->area) {
            energy.area = figures->area->value;
        } else if (arrays && !sram.area.empty()) {
            energy.area = sram.area.value_at(arrays->bytes).value * arrays->count *
                          (1 + (arrays->ports - 1) * value_or_zero(sram.port_area));
        }
        if (figures != nullptr && figures->leakage_per_cycle) {
            energy.leakage_per_cycle = figures->leakage_per_cycle->value;
        } else if (figures != nullptr && figures->leakage) {
            energy.leakage_per_cycle = per_cycle(figures->leakage->value, hardware_.clock_ghz);
        } else if (arrays && !sram.leakage.empty()) {
            energy.leakage_per_cycle = per_cycle(
                sram.leakage.value_at(arrays->bytes).value * arrays->count, hardware_.clock_ghz);
        }
    }

    void apply_network() {
        const NetworkFigures& network = technology_.network;
        if (!network.not_counted.empty()) {
            table_.not_counted.push_back("networks: " + network.not_counted);
        } else if (!network.wire || !network.switch_bit) {
            table_.not_counted.push_back(std::string("networks: the technology has no energy of ") +
                                         (network.switch_bit ? "links"
                                          : network.wire     ? "switches"
                                                             : "links and switches"));
        }
        table_.network.byte_link =
            bits_in_byte * value_or_zero(network.wire) * value_or_zero(network.hop);
        table_.network.byte_switch = bits_in_byte * value_or_zero(network.switch_bit);
        table_.network.element_neighbour = value_or_zero(network.neighbour);
        table_.network_area = network.area;
    }

    const Technology& technology_;
    const Hardware& hardware_;
    const Place& place_;
    std::vector<Problem>& problems_;
    EnergyTable table_;
};

double value_of(const Curve& curve, double at) {
    return curve.empty() ? 0 : curve.value_at(at).value;
}

} // namespace

const AccessFigures& MemoryEnergy::of(const std::string& tensor) const {
    const auto found = by_tensor.find(tensor);
    return found == by_tensor.end() ? access : found->second;
}

bool MemoryEnergy::has(const std::string& tensor) const {
    return !only_by_tensor || by_tensor.count(tensor) > 0;
}

double EnergyTable::mac(const MacBits& bits) const {
    return arithmetic.mac ? arithmetic.mac->value
                          : value_of(arithmetic.multiply.energy, bits.multiply) +
                                value_of(arithmetic.add.energy, bits.add);
}

double EnergyTable::addition(const MacBits& bits) const {
    return value_of(arithmetic.add.energy, bits.add) + network.element_neighbour;
}

double EnergyTable::mac_leakage(const MacBits& bits) const {
    return arithmetic.mac_leakage_per_cycle
               ? arithmetic.mac_leakage_per_cycle->value
               : per_cycle(value_of(arithmetic.multiply.leakage, bits.multiply) +
                               value_of(arithmetic.add.leakage, bits.add),
                           clock_ghz);
}

std::optional<double> EnergyTable::mac_area(const MacBits& bits) const {
    if (arithmetic.mac_area) {
        return arithmetic.mac_area->value;
    }
    if (arithmetic.multiply.area.empty() || arithmetic.add.area.empty()) {
        return std::nullopt;
    }
    return value_of(arithmetic.multiply.area, bits.multiply) +
           value_of(arithmetic.add.area, bits.add);
}

EnergyTable energy_table(const Technology& technology, const Hardware& hardware, const Place& place,
                         std::vector<Problem>& problems) {
    return Application(technology, hardware, place, problems).run();
}

} // namespace counterpoint::hw
