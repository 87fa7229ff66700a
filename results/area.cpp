#include "results/area.hpp"

#include <algorithm>
#include <cstdint>

#include "results/figures.hpp"
#include "results/mac_bits.hpp"

namespace counterpoint::results {

double network_area(const hw::EnergyTable& table, double pes, double bytes_per_cycle) {
    double sum = 0;
    for (const hw::NetworkAreaTerm& term : table.network_area) {
        const double area =
            term.factor * ((term.quadratic * pes + term.linear) * pes + term.constant);
        sum += std::max(term.least, area) * (term.per_byte_a_cycle ? bytes_per_cycle : 1);
    }
    return sum;
}

namespace {

using hw::MemoryIndex;

class Area {
  public:
    Area(const std::vector<LayerResult>& layers, const hw::Hardware& hardware)
        : layers_(layers), hardware_(hardware), table_(*hardware.energy) {
        for (const LayerResult& layer : layers) {
            pes_ = std::max(pes_, as_double(hardware.pe.count.value_or(layer.numbers.pes)));
            const hw::MacBits of_layer = mac_bits(layer.layer, hardware);
            bits_.multiply = std::max(bits_.multiply, of_layer.multiply);
            bits_.add = std::max(bits_.add, of_layer.add);
        }
    }

    AreaNumbers run() {
        for (MemoryIndex b{1}; hardware_.memories.contains(b); ++b.value) {
            add_memory(b);
        }
        const std::optional<double> mac = table_.mac_area(bits_);
        if (mac) {
            add("PE", pes_, *mac * as_double(hardware_.pe.lanes));
        } else {
            numbers_.left_out.emplace_back("PE: the technology has no area of a MAC");
        }
        add_networks();
        return std::move(numbers_);
    }

  private:
    void add(const std::string& name, double count, double each) {
        numbers_.parts.push_back({name, count, each});
        numbers_.total += numbers_.parts.back().all();
    }

    void add_memory(MemoryIndex b) {
        const hw::Memory& memory = hardware_.memories[b];
        if (const auto area = table_.memories[b].area) {
            add(memory.name, b == hardware_.innermost() ? pes_ : units_of(b), *area);
        } else {
            numbers_.left_out.push_back(memory.name + (memory.capacity_bytes
                                                           ? ": the technology has no area of it"
                                                           : ": it has no capacity_bytes"));
        }
    }

    [[nodiscard]] double units_of(MemoryIndex b) const {
        double most = 0;
        for (const LayerResult& layer : layers_) {
            most = std::max(most, as_double(layer.numbers.units[b]));
        }
        return most;
    }

    /// One for each boundary between two memories on the chip.
    void add_networks() {
        if (table_.network_area.empty()) {
            numbers_.left_out.emplace_back("networks: the technology has no area of them");
            return;
        }
        double sum = 0;
        for (MemoryIndex b{2}; hardware_.memories.contains(b); ++b.value) {
            const double bytes = as_double(hardware_.memories[b].fill.bytes_per_cycle);
            sum += network_area(table_, pes_, bytes);
        }
        add("networks", 1, sum);
    }

    const std::vector<LayerResult>& layers_;
    const hw::Hardware& hardware_;
    const hw::EnergyTable& table_;
    double pes_ = 0;
    hw::MacBits bits_{0, 0};
    AreaNumbers numbers_;
};

} // namespace

std::optional<AreaNumbers> area_of(const std::vector<LayerResult>& layers,
                                   const hw::Hardware& hardware) {
    return hardware.energy && !layers.empty() ? std::optional(Area(layers, hardware).run())
                                              : std::nullopt;
}

} // namespace counterpoint::results
