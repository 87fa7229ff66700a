#include "cli/traffic_lines.hpp"

#include <optional>
#include <utility>

#include <fmt/format.h>

#include "cli/number_text.hpp"
#include "cli/style.hpp"
#include "results/figures.hpp"

namespace counterpoint::cli {

namespace {

using hw::Hardware;
using hw::MemoryIndex;

std::string dram_line(const results::DramNumbers& dram, std::int64_t cycles,
                      const Hardware& hardware) {
    const results::DramFigures figures = results::figures_of(dram, cycles, hardware);
    const std::string name = printable(hardware.memories[MemoryIndex{0}].name);
    if (!figures.row_hit_rate || !figures.overfetch || !figures.busy_bandwidth_fraction) {
        return name + ": nothing moved\n";
    }
    return fmt::format("{}: {} row hits, {:.2f} bytes moved for one needed, busy {} of the time at "
                       "{} of its peak\n",
                       name, percent(*figures.row_hit_rate), *figures.overfetch,
                       percent(figures.busy_fraction), percent(*figures.busy_bandwidth_fraction));
}

/// The share of a network's cycles that go to each cause beyond the ideal channel, as far as they
/// are 1% or more.
std::string extra_cycles(const results::NetworkNumbers& network) {
    std::string text;
    for (const auto& [cause, cycles] : {std::pair("fragmentation", network.fragmentation),
                                        std::pair("narrow links", network.narrow_links),
                                        std::pair("contention", network.contention)}) {
        const double share = static_cast<double>(cycles) / static_cast<double>(network.cycles);
        text += share < 0.01 ? "" : fmt::format(", {} {}", percent(share), cause);
    }
    return text;
}

std::string network_line(const std::string& name,
                         const std::optional<results::NetworkNumbers>& network) {
    if (!network || network->cycles == 0) {
        return "";
    }
    const results::NetworkFigures figures = results::figures_of(*network);
    std::string text = fmt::format("{}, {}: under way for {} cycles{}", name, network->topology,
                                   grouped(network->cycles), extra_cycles(*network));
    if (figures.mean_link_utilization) {
        text += fmt::format("; its links are busy {} of these",
                            percent(*figures.mean_link_utilization));
    }
    std::int64_t saved = 0;
    for (const results::Forwarded& of : network->forwarded) {
        saved += of.saved_reads;
    }
    return text +
           (saved > 0 ? "; forwarding saves " + scaled(static_cast<double>(saved)) + " reads"
                      : "") +
           '\n';
}

} // namespace

std::string render_traffic(const NetworkTotal& total, const Hardware& hardware) {
    std::string text;
    if (total.memories.dram) {
        text += dram_line(*total.memories.dram, total.cycles, hardware);
    }
    for (MemoryIndex b{0}; total.memories.banks.contains(b); ++b.value) {
        const auto& banks = total.memories.banks[b];
        if (const auto wait = banks ? results::mean_wait(*banks) : std::nullopt) {
            text += fmt::format("Banks of {}: {} accesses, each waits {:.2f} cycles on average\n",
                                printable(hardware.memories[b].name),
                                scaled(static_cast<double>(banks->accesses)), *wait);
        }
    }
    for (MemoryIndex b{0}; total.memories.networks.contains(b); ++b.value) {
        const std::string name = printable(hardware.memories[b].name);
        text += network_line(name + " fill", total.memories.networks[b].fill);
        text += network_line(name + " drain", total.memories.networks[b].drain);
    }
    return text;
}

} // namespace counterpoint::cli
