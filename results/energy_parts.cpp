#include <algorithm>
#include <cmath>

#include "results/energy.hpp"
#include "results/figures.hpp"
#include "results/mac_bits.hpp"
#include "results/network_bytes.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::results {

Energy amount_of(double count, double each) {
    constexpr double largest_energy = 9.2e18;
    const double energy = count * each * 1e3;
    if (energy > largest_energy) {
        throw InputError(
            Problem{{}, "an energy in thousandths of its unit does not fit 64 bits", "", "", ""});
    }
    return static_cast<Energy>(std::llround(energy));
}

namespace {

using hw::MemoryIndex;
using workloads::TensorIndex;

class Parts {
  public:
    Parts(const LayerResult& result, const hw::Hardware& hardware)
        : layer_(result.layer), numbers_(result.numbers), hardware_(hardware),
          table_(*hardware.energy),
          traffic_(result.measured ? &result.measured->memories : nullptr),
          bits_(mac_bits(result.layer, hardware)) {}

    std::vector<EnergyPart> all() {
        add(EnergyPlace::pe, {}, std::nullopt, EnergyCause::mac, as_double(numbers_.macs),
            table_.mac(bits_));
        for (MemoryIndex b{0}; hardware_.memories.contains(b); ++b.value) {
            if (b.value == 0 && table_.dram) {
                add_dram(*table_.dram);
            } else if (table_.memories[b].counted) {
                add_accesses(b);
            }
            if (b.value > 0) {
                add_network(b);
                add_sums(b);
            }
            add_leakage(b);
        }
        add(EnergyPlace::pe, {}, std::nullopt, EnergyCause::leakage,
            as_double(numbers_.cycles) * pes() * as_double(hardware_.pe.lanes),
            table_.mac_leakage(bits_));
        return std::move(parts_);
    }

  private:
    void add(EnergyPlace place, MemoryIndex memory, std::optional<std::size_t> tensor,
             EnergyCause cause, double count, double each) {
        if (count != 0 && each != 0) {
            parts_.push_back({place, memory, tensor, cause, count, each, amount_of(count, each)});
        }
    }

    [[nodiscard]] const std::string& name_of(std::size_t tensor) const {
        return layer_.tensors[TensorIndex{tensor}].name;
    }
    /// The last entry of NetworkBytes is of no tensor.
    [[nodiscard]] std::optional<std::size_t> tensor_at(std::size_t position) const {
        return position < layer_.tensors.size() ? std::optional(position) : std::nullopt;
    }
    [[nodiscard]] double bytes_of(std::size_t tensor) const {
        return as_double(hardware_.bytes_of(name_of(tensor)));
    }
    [[nodiscard]] double pes() const {
        return as_double(hardware_.pe.count.value_or(numbers_.pes));
    }

    void add_accesses(MemoryIndex b) {
        for (std::size_t t = 0; t < layer_.tensors.size(); ++t) {
            const hw::AccessFigures& access = table_.memories[b].of(name_of(t));
            const hw::Access& counts = numbers_.counts[b][t];
            check_has_energy(b, t, counts);
            const double width = access.per == hw::Per::byte ? bytes_of(t) : 1;
            const bool is_output = layer_.output == TensorIndex{t};
            const double write = is_output ? access.update.value_or(access.write) : access.write;
            add(EnergyPlace::memory, b, t, EnergyCause::read, as_double(counts.reads) * width,
                access.read);
            add(EnergyPlace::memory, b, t, EnergyCause::write, as_double(counts.writes) * width,
                write);
        }
    }

    void check_has_energy(MemoryIndex b, std::size_t tensor, const hw::Access& counts) const {
        const bool is_needed = counts.reads > 0 || counts.writes > 0;
        if (is_needed && !table_.memories[b].has(name_of(tensor))) {
            throw InputError(Problem{{},
                                     "the technology " + table_.technology +
                                         " has no energy for the " + name_of(tensor) +
                                         " of layer " + layer_.name + " in the memory " +
                                         hardware_.memories[b].name,
                                     "`read` and `write` of that tensor, or of all",
                                     "",
                                     ""});
        }
    }

    /// As many commands as were given, or as the bytes need in whole rows.
    void add_dram(const hw::DramEnergy& dram) {
        const DramNumbers* measured = traffic_ && traffic_->dram ? &*traffic_->dram : nullptr;
        if (measured != nullptr) {
            add_commands(dram, *measured);
        } else {
            add_streams(dram);
        }
    }

    [[nodiscard]] static double command(const hw::DramEnergy& dram, hw::DramCommand which) {
        return dram.command.at(hw::index_of(which));
    }

    void add_moves(const hw::DramEnergy& dram, std::size_t tensor, const Moves& moves,
                   EnergyCause cause, double& activations) {
        const MemoryIndex outermost{0};
        const auto bursts = as_double(moves.row_hits) + as_double(moves.row_misses) +
                            as_double(moves.row_conflicts);
        const double opened = as_double(moves.row_misses) + as_double(moves.row_conflicts);
        const hw::DramCommand which =
            cause == EnergyCause::read ? hw::DramCommand::read : hw::DramCommand::write;
        add(EnergyPlace::memory, outermost, tensor, cause, bursts, command(dram, which));
        add(EnergyPlace::memory, outermost, tensor, EnergyCause::activate, opened,
            command(dram, hw::DramCommand::activate));
        activations -= opened;
    }

    void add_commands(const hw::DramEnergy& dram, const DramNumbers& measured) {
        const MemoryIndex outermost{0};
        const auto given = [&measured](hw::DramCommand which) {
            return as_double(measured.commands.at(hw::index_of(which)));
        };
        double activations = given(hw::DramCommand::activate);
        for (std::size_t t = 0; t < measured.tensors.size(); ++t) {
            add_moves(dram, t, measured.tensors[t].read, EnergyCause::read, activations);
            add_moves(dram, t, measured.tensors[t].written, EnergyCause::write, activations);
        }
        // Rows that a refresh had closed are opened for whoever comes next.
        add(EnergyPlace::memory, outermost, std::nullopt, EnergyCause::activate, activations,
            command(dram, hw::DramCommand::activate));
        for (const hw::DramCommand which :
             {hw::DramCommand::refresh, hw::DramCommand::refresh_bank}) {
            add(EnergyPlace::memory, outermost, std::nullopt, EnergyCause::refresh, given(which),
                command(dram, which));
        }
        add_standby(dram, as_double(measured.busy_clocks));
    }

    void add_streams(const hw::DramEnergy& dram) {
        const MemoryIndex outermost{0};
        const double burst = as_double(dram.burst_bytes);
        const double row = as_double(dram.row_bytes);
        double bytes = 0;
        for (std::size_t t = 0; t < layer_.tensors.size(); ++t) {
            const hw::Access& counts = numbers_.counts[outermost][t];
            const double read = as_double(counts.reads) * bytes_of(t);
            const double written = as_double(counts.writes) * bytes_of(t);
            add(EnergyPlace::memory, outermost, t, EnergyCause::read, read,
                command(dram, hw::DramCommand::read) / burst);
            add(EnergyPlace::memory, outermost, t, EnergyCause::write, written,
                command(dram, hw::DramCommand::write) / burst);
            add(EnergyPlace::memory, outermost, t, EnergyCause::activate, read + written,
                command(dram, hw::DramCommand::activate) / row);
            bytes += read + written;
        }
        const bool by_bank = dram.refresh == hw::RefreshMode::per_bank;
        add(EnergyPlace::memory, outermost, std::nullopt, EnergyCause::refresh,
            std::floor(clocks(dram) * dram.refreshes_per_clock),
            command(dram, by_bank ? hw::DramCommand::refresh_bank : hw::DramCommand::refresh));
        add_standby(dram, bytes / dram.bytes_per_clock);
    }

    [[nodiscard]] double clocks(const hw::DramEnergy& dram) const {
        return as_double(numbers_.cycles) * dram.clocks_per_cycle;
    }

    void add_standby(const hw::DramEnergy& dram, double busy) {
        const double active = std::min(busy, clocks(dram));
        add(EnergyPlace::memory, {}, std::nullopt, EnergyCause::background, active,
            dram.active_clock);
        add(EnergyPlace::memory, {}, std::nullopt, EnergyCause::background, clocks(dram) - active,
            dram.idle_clock);
    }

    void add_network(MemoryIndex b) {
        const NetworkBytes bytes = network_bytes(layer_, numbers_, hardware_, b);
        const bool known = traffic_ != nullptr && traffic_->networks.contains(b);
        const auto& fill = known ? traffic_->networks[b].fill : std::nullopt;
        const auto& drain = known ? traffic_->networks[b].drain : std::nullopt;
        add_direction(b, bytes.fill, fill);
        add_direction(b, bytes.drain, drain);
        for (std::size_t t = 0; fill && t < fill->forwarded.size(); ++t) {
            const double each =
                table_.network.element_neighbour + table_.network.byte_link * bytes_of(t);
            add(EnergyPlace::network, b, t, EnergyCause::forwarding,
                as_double(fill->forwarded[t].elements), each);
        }
    }

    /// Bytes times links and switches, as they were passed, by the share of each tensor; a link for
    /// each byte where the network is ideal.
    void add_direction(MemoryIndex b, const std::vector<std::int64_t>& by_tensor,
                       const std::optional<NetworkNumbers>& measured) {
        const bool is_real = measured && measured->topology != "ideal";
        const double bytes = measured ? as_double(measured->bytes) : 0;
        for (std::size_t t = 0; t < by_tensor.size(); ++t) {
            const double own = as_double(by_tensor[t]);
            const double share = is_real && bytes > 0 ? own / bytes : 0;
            const double links = is_real ? share * as_double(measured->link_traversals) : own;
            const double switches = is_real ? share * as_double(measured->switch_traversals) : 0;
            add(EnergyPlace::network, b, tensor_at(t), EnergyCause::network, links,
                table_.network.byte_link);
            add(EnergyPlace::network, b, tensor_at(t), EnergyCause::network, switches,
                table_.network.byte_switch);
        }
    }

    void add_sums(MemoryIndex b) {
        if (numbers_.additions.contains(b)) {
            add(EnergyPlace::network, b, layer_.output.value, EnergyCause::adders,
                as_double(numbers_.additions[b]), table_.addition(bits_));
        }
    }

    /// Of the units that the mapping uses, and of all PEs with the innermost memory.
    void add_leakage(MemoryIndex b) {
        const double units = b == hardware_.innermost() ? pes() : as_double(numbers_.units[b]);
        add(EnergyPlace::memory, b, std::nullopt, EnergyCause::leakage,
            b.value == 0 ? 0 : as_double(numbers_.cycles) * units,
            table_.memories[b].leakage_per_cycle);
    }

    const workloads::Layer& layer_;
    const hw::LayerNumbers& numbers_;
    const hw::Hardware& hardware_;
    const hw::EnergyTable& table_;
    const MemoryTraffic* traffic_;
    hw::MacBits bits_;
    std::vector<EnergyPart> parts_;
};

} // namespace

std::optional<std::vector<EnergyPart>> energy_parts(const LayerResult& result,
                                                    const hw::Hardware& hardware) {
    return hardware.energy ? std::optional(Parts(result, hardware).all()) : std::nullopt;
}

} // namespace counterpoint::results
