#include "results/maestro_csv/costs.hpp"

#include <algorithm>

namespace counterpoint::results {

namespace {

AreaAndPower sram(double elements) {
    return {MaestroCosts::sram_area * elements, MaestroCosts::sram_power * elements};
}

AreaAndPower bus(double pes, double bytes_per_cycle) {
    constexpr double area = 101.7938;
    constexpr double power_microwatts = 0.8;
    const double scale = (14.662 * pes + 28.895) * bytes_per_cycle;
    return {area * scale, power_microwatts * scale / 1000};
}

AreaAndPower arbiter(double pes) {
    constexpr double area = 395.473;
    constexpr double power = 0.34;
    const double scale = 1.2886 * pes * pes + 5.5814 * pes - 23.711;
    // The power of n connections is divided by 1000 there and that of the least one is not.
    return {std::max(area, area * scale), std::max(power, power * scale / 1000)};
}

AreaAndPower sum(const AreaAndPower& a, const AreaAndPower& b) {
    return {a.square_micrometres + b.square_micrometres, a.milliwatts + b.milliwatts};
}

} // namespace

AreaAndPower AcceleratorCosts::total() const {
    return sum(sum(macs, l1), sum(l2.value_or(AreaAndPower{}), network));
}

AcceleratorCosts costs_of(const AcceleratorSizes& sizes) {
    const auto pes = static_cast<double>(sizes.pes);
    const double lanes = pes * static_cast<double>(sizes.lanes);
    AcceleratorCosts costs;
    costs.macs = {MaestroCosts::mac_area * lanes, MaestroCosts::mac_power * lanes};
    costs.l1 = sram(pes * static_cast<double>(sizes.l1_bytes));
    if (sizes.l2_bytes) {
        costs.l2 = sram(static_cast<double>(*sizes.l2_bytes) * static_cast<double>(sizes.l2_units));
    }
    costs.network = sum(bus(pes, static_cast<double>(sizes.network_bytes_per_cycle)), arbiter(pes));
    return costs;
}

double energy_nj(double macs, double l1_accesses, double l2_accesses) {
    return MaestroCosts::mac_energy_nj *
           (macs + MaestroCosts::l1_access * l1_accesses + MaestroCosts::l2_access * l2_accesses);
}

} // namespace counterpoint::results
