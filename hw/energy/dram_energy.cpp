#include "hw/energy/dram_energy.hpp"

namespace counterpoint::hw {

namespace {

/// pJ that the devices of a rank take in so many clocks: mA · V · ns.
double energy(const DramSupply& supply, double milliampere_clocks, const DramStandard& standard) {
    const double nanoseconds = static_cast<double>(standard.clock.numerator) /
                               static_cast<double>(standard.clock.denominator) / 1e3;
    return supply.volts * milliampere_clocks * nanoseconds *
           static_cast<double>(standard.currents->devices);
}

void add(DramEnergy& sum, const DramSupply& supply, const DramStandard& standard) {
    const DramTimings& timings = standard.timings;
    const auto clocks = [](std::int64_t count) { return static_cast<double>(count); };
    const auto command = [&sum](DramCommand which) -> double& {
        return sum.command.at(index_of(which));
    };
    command(DramCommand::activate) +=
        energy(supply,
               supply.idd0 * clocks(timings.rc) - supply.idd3n * clocks(timings.ras) -
                   supply.idd2n * clocks(timings.rc - timings.ras),
               standard);
    const double burst = clocks(standard.burst_clocks());
    command(DramCommand::read) += energy(supply, (supply.idd4r - supply.idd3n) * burst, standard);
    command(DramCommand::write) += energy(supply, (supply.idd4w - supply.idd3n) * burst, standard);
    const double refresh =
        energy(supply, (supply.idd5 - supply.idd3n) * clocks(timings.rfc), standard);
    command(DramCommand::refresh) += refresh;
    command(DramCommand::refresh_bank) += refresh / clocks(standard.organisation.banks_per_rank());
    sum.active_clock += energy(supply, supply.idd3n, standard);
    sum.idle_clock += energy(supply, supply.idd2n, standard);
}

double refreshes_per_clock(const DramConfiguration& configuration) {
    const DramTimings& timings = configuration.standard.timings;
    switch (configuration.refresh) {
    case RefreshMode::none:
        return 0;
    case RefreshMode::all_bank:
        return 1 / static_cast<double>(timings.refi);
    case RefreshMode::per_bank:
        return 1 / static_cast<double>(timings.refi_bank);
    }
    return 0;
}

} // namespace

std::optional<DramEnergy> dram_energy(const DramConfiguration& configuration, double clock_ghz) {
    const DramStandard& standard = configuration.standard;
    if (!standard.currents) {
        return std::nullopt;
    }
    DramEnergy sum;
    for (const DramSupply& supply : standard.currents->supplies) {
        add(sum, supply, standard);
    }
    const DramOrganisation& organisation = standard.organisation;
    const auto buses = static_cast<double>(configuration.channels * organisation.pseudo_channels);
    const double rank_count = buses * static_cast<double>(organisation.ranks);
    sum.active_clock *= rank_count;
    sum.idle_clock *= rank_count;
    sum.clocks_per_cycle = 1e3 / clock_ghz * static_cast<double>(standard.clock.denominator) /
                           static_cast<double>(standard.clock.numerator);
    sum.burst_bytes = standard.bytes_per_burst;
    sum.row_bytes = organisation.row_bytes;
    sum.bytes_per_clock = buses * static_cast<double>(standard.bytes_per_burst) /
                          static_cast<double>(standard.burst_clocks());
    sum.refresh = configuration.refresh;
    sum.refreshes_per_clock = rank_count * refreshes_per_clock(configuration);
    return sum;
}

} // namespace counterpoint::hw
