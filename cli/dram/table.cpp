#include <cmath>

#include <fmt/format.h>

#include "cli/dram/names.hpp"
#include "cli/dram/report.hpp"
#include "cli/number_text.hpp"

namespace counterpoint::cli {

namespace {

constexpr double giga = 1e9;

std::string heading(const DramRun& run, const TextStyle& style) {
    const hw::DramConfiguration& configuration = run.configuration;
    const char* refresh = configuration.refresh == hw::RefreshMode::none       ? "no refresh"
                          : configuration.refresh == hw::RefreshMode::all_bank ? "all-bank refresh"
                                                                               : "per-bank refresh";
    const std::string line =
        fmt::format("{}, {}, {}, {} page, {}", counted(configuration.channels, "channel"),
                    memory_size(hw::capacity_bytes(configuration)),
                    name_of(configuration.scheduling), name_of(configuration.page), refresh);
    return painted(printable(configuration.standard.name), Paint::bold, style) + " (" + line +
           ")\n" +
           painted("addresses " + hw::mapping_text(configuration.mapping), Paint::dim, style) +
           "\n\n";
}

std::string line(const char* title, const std::string& value, const std::string& more = "") {
    return more.empty() ? fmt::format("{:<18}{:>14}\n", title, value)
                        : fmt::format("{:<18}{:>14}  {}\n", title, value, more);
}

std::string share_line(const char* title, std::int64_t part, std::int64_t whole) {
    const double share = whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
    return line(title, grouped(part), percent(share));
}

std::string latency_line(const char* title, const sim::LatencyStatistics& latency) {
    if (latency.count == 0) {
        return line(title, "–");
    }
    const double mean = static_cast<double>(latency.sum) / static_cast<double>(latency.count);
    return line(title, fmt::format("{:.1f}", mean),
                fmt::format("{} to {}", grouped(latency.least), grouped(latency.most)));
}

std::string commands_line(const sim::DramStatistics& statistics) {
    std::string text;
    for (std::size_t i = 0; i < hw::dram_command_count; ++i) {
        const std::int64_t count = statistics.commands.at(i);
        text += text.empty() ? "" : ", ";
        text += grouped(count) + ' ' + hw::name_of(static_cast<hw::DramCommand>(i));
    }
    return "Commands: " + text + '\n';
}

} // namespace

std::string render_dram_table(const DramRun& run, const TextStyle& style) {
    const sim::DramStatistics& statistics = run.statistics;
    const DramFigures figures = figures_of(run);
    const std::int64_t bursts = statistics.bursts();
    std::string text = heading(run, style);
    text += line("Requests", grouped(bursts),
                 fmt::format("{}, {}, {} B each", counted(statistics.read_latency.count, "read"),
                             counted(statistics.write_latency.count, "write"),
                             run.configuration.standard.bytes_per_burst));
    text += line("Clocks", grouped(statistics.end),
                 fmt::format("{}, {:.3f} a request", duration(figures.seconds * 1e6),
                             figures.clocks_per_request));
    text += line("Bandwidth", percent(figures.bandwidth_fraction),
                 fmt::format("{:.2f} of {:.2f} GB/s", figures.bytes_per_second / giga,
                             figures.peak_bytes_per_second / giga));
    text += latency_line("Read latency", statistics.read_latency);
    text += latency_line("Write latency", statistics.write_latency);
    text += share_line("Row hits", statistics.row_hits, bursts);
    text += share_line("Row misses", statistics.row_misses, bursts);
    text += share_line("Row conflicts", statistics.row_conflicts, bursts);
    text += line("Turnarounds", grouped(statistics.read_to_write + statistics.write_to_read),
                 fmt::format("{} to write, {} to read", grouped(statistics.read_to_write),
                             grouped(statistics.write_to_read)));
    text += line("Refresh clocks", grouped(statistics.refresh_clocks));
    text += line("Queued", fmt::format("{:.1f}", figures.queued_reads + figures.queued_writes),
                 fmt::format("{:.1f} reads, {:.1f} writes, at most {}", figures.queued_reads,
                             figures.queued_writes, statistics.most_queued));
    return text + '\n' + commands_line(statistics);
}

} // namespace counterpoint::cli
