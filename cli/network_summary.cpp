#include "cli/network_summary.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "cli/energy_lines.hpp"
#include "cli/number_text.hpp"
#include "cli/share_bars.hpp"
#include "cli/traffic_lines.hpp"
#include "hw/mechanisms.hpp"
#include "input/nearest.hpp"
#include "results/figures.hpp"

namespace counterpoint::cli {

namespace {

using hw::Hardware;
using hw::MemoryIndex;

std::string stack_lines(const NetworkTotal& total, const Hardware& hardware,
                        const TextStyle& style) {
    std::vector<results::StackPart> parts = results::parts_of(total.stack, hardware);
    const auto is_nothing = [](const results::StackPart& part) { return part.cycles == 0; };
    parts.erase(std::remove_if(parts.begin(), parts.end(), is_nothing), parts.end());
    std::vector<std::pair<std::string, double>> shares;
    for (const results::StackPart& part : parts) {
        shares.emplace_back(printable(part.name),
                            static_cast<double>(part.cycles) / static_cast<double>(total.cycles));
    }
    return share_bars(shares, style);
}

std::string misfit_line(const LayerResult& result, const Hardware& hardware, MemoryIndex memory) {
    const hw::CapacityDemand& demand = result.numbers.capacity[memory];
    std::string parts;
    for (std::size_t t = 0; t < demand.by_tensor.size(); ++t) {
        parts += parts.empty() ? "" : ", ";
        parts += printable(result.layer.tensors[workloads::TensorIndex{t}].name) + ' ' +
                 grouped(demand.by_tensor[t]);
    }
    return fmt::format("! {} does not fit {}: {} bytes needed ({}), {} there",
                       printable(result.layer.name), printable(hardware.memories[memory].name),
                       grouped(demand.bytes), parts,
                       grouped(hardware.memories[memory].capacity_bytes.value_or(0)));
}

/// What the hardware has that the model takes no notice of.
std::string ignored_line(const NetworkReport& report) {
    std::vector<std::string> names;
    for (const hw::Mechanism& mechanism : hw::mechanisms()) {
        if (mechanism.is_present(report.hardware)) {
            names.push_back(mechanism.name);
        }
    }
    return report.model == "simulation" || names.empty()
               ? ""
               : "Ideal cycles, as if without " + input::enumerated(names) +
                     "; simulate has them.\n";
}

/// How much of the work was left out; says nothing where that is none of it.
std::string fast_forward_line(const NetworkTotal& total) {
    if (!total.fast_forward) {
        return "";
    }
    if (!total.fast_forward->enabled) {
        return "Fast-forward: off, every phase was executed.\n";
    }
    const std::int64_t executed = total.phases - total.fast_forward->phases;
    return executed == total.phases ? ""
                                    : fmt::format("Fast-forward: {} of {} phases executed ({}), "
                                                  "the others repeat earlier ones.\n",
                                                  grouped(executed), grouped(total.phases),
                                                  percent(static_cast<double>(executed) /
                                                          static_cast<double>(total.phases)));
}

} // namespace

std::string render_summary(const NetworkReport& report, const NetworkTotal& total,
                           const TextStyle& style) {
    const Hardware& hardware = report.hardware;
    const auto macs = static_cast<double>(total.macs);
    const auto utilization = results::ratio(macs, total.lane_cycles);
    std::string text = fmt::format("{} cycles = {}", grouped(total.cycles),
                                   duration(results::microseconds(total.cycles, hardware)));
    if (utilization) {
        const double computing =
            static_cast<double>(total.stack.compute) / static_cast<double>(total.cycles);
        text += fmt::format(", {} of what the PEs can do ({} while computing)",
                            percent(*utilization), percent(*utilization / computing));
    }
    text +=
        '\n' + ignored_line(report) + render_traffic(total, hardware) + fast_forward_line(total);
    text += painted("Columns in B: bytes read and written.", Paint::dim, style) + "\n\n";
    if (total.cycles > 0) {
        text += painted("Where the cycles go", Paint::bold, style) + '\n' +
                stack_lines(total, hardware, style);
    }
    return text + render_energy(report, total, style);
}

std::string render_misfits(const NetworkReport& report, const TextStyle& style) {
    constexpr std::size_t most_lines = 12;
    std::string text;
    std::size_t lines = 0;
    for (const LayerResult& result : report.layers) {
        const results::Figures figures = results::figures_of(result, report.hardware);
        for (const MemoryIndex memory : figures.too_small) {
            if (++lines <= most_lines) {
                const std::string line = misfit_line(result, report.hardware, memory);
                text += painted(line, Paint::yellow, style) + '\n';
            }
        }
    }
    if (lines > most_lines) {
        text += fmt::format("! and {} more; --format json has `fits` for each layer\n",
                            lines - most_lines);
    }
    return text.empty() ? text : '\n' + text;
}

} // namespace counterpoint::cli
