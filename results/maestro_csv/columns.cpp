#include "results/maestro_csv/columns.hpp"

#include <array>
#include <charconv>

#include "results/figures.hpp"

namespace counterpoint::results {

namespace {

using Of = const MaestroFigures&;

std::string number(std::int64_t value) { return std::to_string(value); }

/// The shortest text that reads back as the same number.
std::string number(double value) {
    std::array<char, 32> text{};
    char* const end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
    return {text.data(), end};
}

template <class T>
std::string number(const std::optional<T>& value) {
    return value ? number(*value) : std::string();
}

double macs_per_joule(Of figures) { return as_double(figures.macs) / (figures.energy_nj * 1e-9); }

double macs_per_cycle(Of figures) { return as_double(figures.macs) / as_double(figures.cycles); }

using Tensor = TensorFigures MaestroFigures::*;

template <Tensor tensor>
std::string l1_read(Of figures) {
    return number((figures.*tensor).l1.reads);
}

template <Tensor tensor>
std::string l1_write(Of figures) {
    return number((figures.*tensor).l1.writes);
}

template <Tensor tensor>
std::string l2_read(Of figures) {
    const auto& l2 = (figures.*tensor).l2;
    return l2 ? number(l2->reads) : std::string();
}

template <Tensor tensor>
std::string l2_write(Of figures) {
    const auto& l2 = (figures.*tensor).l2;
    return l2 ? number(l2->writes) : std::string();
}

template <Tensor tensor>
std::string reuse(Of figures) {
    return number((figures.*tensor).reuse);
}

using Delay = hw::PhaseSpread hw::PhaseDelays::*;

template <Delay delay>
std::string least_cycles(Of figures) {
    return figures.delays ? number((*figures.delays.*delay).least) : std::string();
}

template <Delay delay>
std::string most_cycles(Of figures) {
    return figures.delays ? number((*figures.delays.*delay).most) : std::string();
}

std::string peak_bytes(Of figures) {
    return figures.delays ? number(figures.delays->peak_bytes_per_cycle) : std::string();
}

struct Column {
    std::string_view title;
    std::string (*cell)(Of figures);
};

constexpr Delay fill_delay = &hw::PhaseDelays::fill;
constexpr Delay drain_delay = &hw::PhaseDelays::drain;
constexpr Delay compute_delay = &hw::PhaseDelays::compute;
constexpr Tensor input = &MaestroFigures::input;
constexpr Tensor filter = &MaestroFigures::filter;
constexpr Tensor output = &MaestroFigures::output;

// docs/maestro-csv.md says of each what it means and how MAESTRO's differs.
constexpr std::array<Column, 52> columns{{
    {"Neural Network Name", [](Of of) { return maestro_name(of.network); }},
    {" Layer Number", [](Of of) { return maestro_name(of.layer); }},
    {" NumPEs", [](Of of) { return number(of.pes); }},
    {" Runtime (Cycles)", [](Of of) { return number(of.cycles); }},
    {" Activity count-based Energy (nJ)", [](Of of) { return number(of.energy_nj); }},
    {" Throughput (MACs/Cycle)", [](Of of) { return number(macs_per_cycle(of)); }},
    {" Throughput Per Energy (GMACs/s*J)",
     [](Of of) { return number(macs_per_cycle(of) * of.clock_ghz / (of.energy_nj * 1e-9)); }},
    {" Area", [](Of of) { return number(of.costs.total().square_micrometres); }},
    {" Power", [](Of of) { return number(of.costs.total().milliwatts); }},
    {" NoC BW Req (Elements/cycle)", [](Of of) { return number(of.peak_elements_per_cycle); }},
    {" Avg BW Req", [](Of of) { return number(of.network_bytes_per_cycle); }},
    {" Peak BW Req", peak_bytes},
    {" Vector Width", [](Of of) { return number(of.lanes); }},
    {" Offchip BW Req (Elements/cycle)",
     [](Of of) { return number(of.offchip_elements_per_cycle); }},
    {"  L2 SRAM Size Req (Bytes)", [](Of of) { return number(of.sizes.l2_bytes); }},
    {" L1 SRAM Size Req (Bytes)", [](Of of) { return number(of.sizes.l1_bytes); }},
    {" Multicasting Factor (Weight)", [](Of of) { return number(of.filter.multicast); }},
    {" Multicasting Factor (Input)", [](Of of) { return number(of.input.multicast); }},
    {" Num Total Input Pixels", [](Of of) { return number(of.input.elements); }},
    {" Num Total Weight Pixels", [](Of of) { return number(of.filter.elements); }},
    {" Ops/J", [](Of of) { return number(macs_per_joule(of)); }},
    {" Num MACs", [](Of of) { return number(of.macs); }},
    {" PE power", [](Of of) { return number(of.costs.macs.milliwatts); }},
    {" L1 power", [](Of of) { return number(of.costs.l1.milliwatts); }},
    {" L2 power",
     [](Of of) { return of.costs.l2 ? number(of.costs.l2->milliwatts) : std::string(); }},
    {" NOC power", [](Of of) { return number(of.costs.network.milliwatts); }},
    {" input l1 read", l1_read<input>},
    {" input l1 write", l1_write<input>},
    {" input l2 read", l2_read<input>},
    {" input l2 write", l2_write<input>},
    {" input reuse factor", reuse<input>},
    {"filter l1 read", l1_read<filter>},
    {" filter l1 write", l1_write<filter>},
    {" filter l2 read", l2_read<filter>},
    {" filter l2 write", l2_write<filter>},
    {" filter reuse factor", reuse<filter>},
    {"output l1 read", l1_read<output>},
    {" output l1 write", l1_write<output>},
    {" output l2 read", l2_read<output>},
    {" output l2 write", l2_write<output>},
    {" output reuse factor", reuse<output>},
    {"Ingress Delay (Min)", least_cycles<fill_delay>},
    {" Ingress Delay (Max)", most_cycles<fill_delay>},
    {" Ingress Delay (Avg)", [](Of of) { return number(of.ingress_cycles); }},
    {" Egress Delay (Min)", least_cycles<drain_delay>},
    {" Egress Delay (Max)", most_cycles<drain_delay>},
    {"  Egress Delay (Avg)", [](Of of) { return number(of.egress_cycles); }},
    {"Compute Delay (Min)", least_cycles<compute_delay>},
    {" Compute Delay (Min)", most_cycles<compute_delay>}, // MAESTRO's own title of the maximum
    {" Compute Delay (Avg)", [](Of of) { return number(of.compute_cycles); }},
    {"Avg number of utilized PEs", [](Of of) { return number(of.busy_pes); }},
    {" Arithmetic Intensity", [](Of of) { return number(of.macs_per_element); }},
}};

} // namespace

std::vector<std::string_view> maestro_titles() {
    std::vector<std::string_view> titles;
    for (const Column& column : columns) {
        titles.push_back(column.title);
    }
    return titles;
}

std::vector<std::string> maestro_row(const MaestroFigures& figures) {
    std::vector<std::string> cells;
    for (const Column& column : columns) {
        cells.push_back(column.cell(figures));
    }
    return cells;
}

std::string maestro_name(std::string name) {
    constexpr std::string_view impossible = ",\"\r\n";
    for (char& byte : name) {
        byte = impossible.find(byte) == std::string_view::npos ? byte : '_';
    }
    return name;
}

} // namespace counterpoint::results
