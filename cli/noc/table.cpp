#include <array>

#include <fmt/format.h>

#include "cli/noc/report.hpp"
#include "cli/number_text.hpp"

namespace counterpoint::cli {

namespace {

using sim::noc::mesh::Grid;
using sim::noc::mesh::LoadPoint;
using sim::noc::mesh::LoadSweep;

std::string heading(const NocStudy& study, const TextStyle& style) {
    return painted(network_text(study), Paint::bold, style) + '\n' +
           painted(printable(traffic_text(study)), Paint::dim, style) + "\n\n";
}

std::string figure_line(const char* title, const std::string& value, const std::string& more = "") {
    return more.empty() ? fmt::format("{:<18}{:>12}\n", title, value)
                        : fmt::format("{:<18}{:>12}  {}\n", title, value, more);
}

} // namespace

std::string network_text(const NocStudy& study) {
    const hw::Mesh& mesh = study.mesh;
    return fmt::format("{}x{} mesh, {} of {}, {}, credit delay {}", mesh.rows, mesh.columns,
                       counted(mesh.virtual_channels, "virtual channel"),
                       counted(mesh.buffer_flits, "flit"),
                       mesh.speculative ? "speculative" : "not speculative", mesh.credit_delay);
}

std::string traffic_text(const NocStudy& study) {
    const bool copies = study.traffic.pattern == sim::noc::mesh::Pattern::multicast;
    return fmt::format("{}{}, packets of {}", study.pattern,
                       copies && !study.mesh.multicast ? " as unicasts" : "",
                       counted(study.traffic.packet_flits, "flit"));
}

std::string busiest_link(const NocStudy& study, const LoadPoint& point) {
    static const std::array<const char*, 5> sides{"east", "west", "south", "north", "to its unit"};
    const Grid grid(study.mesh.rows, study.mesh.columns);
    return fmt::format("row {} column {} {}", grid.row(point.busiest_node),
                       grid.column(point.busiest_node), sides.at(point.busiest_port));
}

std::string render_noc_table(const NocStudy& study, const LoadPoint& point,
                             const TextStyle& style) {
    std::string text = heading(study, style);
    const bool none = point.latency.count == 0;
    text +=
        figure_line("Stable", point.stable ? "yes" : "no",
                    point.stable ? "" : "it gets more than it can carry: latencies grow with time");
    text += figure_line("Latency", none ? "–" : fmt::format("{:.2f}", point.latency.mean()),
                        none ? ""
                             : fmt::format("{} to {} cycles; {:.2f} without other traffic",
                                           grouped(point.latency.least),
                                           grouped(point.latency.most), point.zero_load));
    text += figure_line("Offered", fmt::format("{:.4f}", point.offered), "flits a node and cycle");
    text += figure_line("Accepted", fmt::format("{:.4f}", point.accepted), "");
    text += figure_line("Hops", none ? "–" : fmt::format("{:.2f}", point.hops),
                        none ? "" : "links between routers on a packet's way");
    text += figure_line("Busiest link", percent(point.busiest), busiest_link(study, point));
    text += figure_line("Packets", grouped(point.latency.count),
                        fmt::format("of {} cycles, {} simulated", grouped(study.cycles.measurement),
                                    grouped(point.cycles)));
    return text;
}

std::string render_noc_table(const NocStudy& study, const LoadSweep& sweep,
                             const TextStyle& style) {
    std::string text = heading(study, style);
    text += fmt::format("{:>8} {:>9} {:>9} {:>7} {:>7}\n", "rate", "accepted", "latency", "least",
                        "most");
    for (const LoadPoint& point : sweep.points) {
        const bool none = point.latency.count == 0;
        text += fmt::format("{:>8.4f} {:>9.4f} {:>9} {:>7} {:>7}{}\n", point.rate, point.accepted,
                            none ? "–" : fmt::format("{:.2f}", point.latency.mean()),
                            none ? "–" : grouped(point.latency.least),
                            none ? "–" : grouped(point.latency.most),
                            point.stable ? "" : "  not stable");
    }
    text += fmt::format("\nSaturation at {:.4f} flits a node and cycle", sweep.saturation_rate);
    if (sweep.bound) {
        text += fmt::format(", {} of the {:.4f} that the busiest link allows",
                            percent(sweep.saturation_rate / *sweep.bound), *sweep.bound);
    }
    return text + '\n';
}

} // namespace counterpoint::cli
