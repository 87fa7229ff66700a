#include <nlohmann/json.hpp>

#include "cli/dram/names.hpp"
#include "cli/dram/report.hpp"

namespace counterpoint::cli {

namespace {

using Json = nlohmann::ordered_json;

Json latency_json(const sim::LatencyStatistics& latency) {
    if (latency.count == 0) {
        return Json{{"min", nullptr}, {"avg", nullptr}, {"max", nullptr}};
    }
    return Json{{"min", latency.least},
                {"avg", static_cast<double>(latency.sum) / static_cast<double>(latency.count)},
                {"max", latency.most}};
}

Json commands_json(const sim::DramStatistics& statistics) {
    using hw::DramCommand;
    Json json;
    for (const DramCommand command :
         {DramCommand::activate, DramCommand::precharge, DramCommand::read, DramCommand::write,
          DramCommand::refresh, DramCommand::precharge_all, DramCommand::refresh_bank}) {
        json[hw::name_of(command)] = statistics.commands.at(hw::index_of(command));
    }
    return json;
}

Json configuration_json(const hw::DramConfiguration& configuration) {
    const hw::DramStandard& standard = configuration.standard;
    return Json{{"channels", configuration.channels},
                {"pseudo_channels", standard.organisation.pseudo_channels},
                {"ranks", standard.organisation.ranks},
                {"mapping", hw::mapping_text(configuration.mapping)},
                {"policy", name_of(configuration.scheduling)},
                {"page", name_of(configuration.page)},
                {"refresh", name_of(configuration.refresh)},
                {"capacity_bytes", hw::capacity_bytes(configuration)},
                {"bytes_per_request", standard.bytes_per_burst}};
}

void add_times(Json& json, const DramRun& run, const DramFigures& figures) {
    const sim::DramStatistics& statistics = run.statistics;
    json["cycles"] = statistics.end;
    json["clocks_per_request"] = figures.clocks_per_request;
    json["bandwidth_fraction"] = figures.bandwidth_fraction;
    json["seconds"] = figures.seconds;
    json["bytes_per_second"] = figures.bytes_per_second;
    json["peak_bytes_per_second"] = figures.peak_bytes_per_second;
    json["latency"] = latency_json(statistics.latency());
    json["read_latency"] = latency_json(statistics.read_latency);
    json["write_latency"] = latency_json(statistics.write_latency);
}

} // namespace

std::string render_dram_json(const DramRun& run) {
    const sim::DramStatistics& statistics = run.statistics;
    const DramFigures figures = figures_of(run);
    Json json;
    json["schema"] = "counterpoint-dram/1";
    json["version"] = COUNTERPOINT_VERSION;
    json["standard"] = run.configuration.standard.name;
    json["configuration"] = configuration_json(run.configuration);
    json["requests"] = statistics.bursts();
    json["reads"] = statistics.read_latency.count;
    json["writes"] = statistics.write_latency.count;
    add_times(json, run, figures);
    json["row_hits"] = statistics.row_hits;
    json["row_misses"] = statistics.row_misses;
    json["row_conflicts"] = statistics.row_conflicts;
    json["commands"] = commands_json(statistics);
    json["turnarounds"] = {{"read_to_write", statistics.read_to_write},
                           {"write_to_read", statistics.write_to_read}};
    json["refresh_clocks"] = statistics.refresh_clocks;
    json["queue"] = {{"mean_reads", figures.queued_reads},
                     {"mean_writes", figures.queued_writes},
                     {"most", statistics.most_queued}};
    return json.dump(2) + '\n';
}

} // namespace counterpoint::cli
