#include "cli/dram/report.hpp"

namespace counterpoint::cli {

namespace {

double as_double(std::int64_t number) { return static_cast<double>(number); }

} // namespace

DramFigures figures_of(const DramRun& run) {
    const hw::DramStandard& standard = run.configuration.standard;
    const sim::DramStatistics& statistics = run.statistics;
    const double clock_seconds =
        as_double(standard.clock.numerator) / as_double(standard.clock.denominator) * 1e-12;
    const double channels = as_double(run.configuration.channels);
    const double buses = channels * as_double(standard.organisation.pseudo_channels);
    const double bytes_per_burst = as_double(standard.bytes_per_burst);
    DramFigures figures;
    figures.peak_bytes_per_second =
        buses * bytes_per_burst / (as_double(standard.burst_clocks()) * clock_seconds);
    const double bursts = as_double(statistics.bursts());
    if (statistics.bursts() == 0 || statistics.end == 0) {
        return figures;
    }
    const double clocks = as_double(statistics.end);
    figures.seconds = clocks * clock_seconds;
    figures.bytes_per_second = bursts * bytes_per_burst / figures.seconds;
    figures.bandwidth_fraction = as_double(statistics.data_clocks) / (clocks * buses);
    figures.clocks_per_request = clocks / bursts;
    figures.latency = as_double(statistics.latency().sum) / bursts;
    figures.queued_reads = as_double(statistics.queued_reads) / (clocks * channels);
    figures.queued_writes = as_double(statistics.queued_writes) / (clocks * channels);
    return figures;
}

} // namespace counterpoint::cli
