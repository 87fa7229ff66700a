#include <nlohmann/json.hpp>

#include "cli/noc/report.hpp"

namespace counterpoint::cli {

namespace {

using Json = nlohmann::ordered_json;
using sim::noc::mesh::LatencySummary;
using sim::noc::mesh::LoadPoint;
using sim::noc::mesh::LoadSweep;

Json study_json(const NocStudy& study) {
    const hw::Mesh& mesh = study.mesh;
    Json json;
    json["schema"] = "counterpoint-noc/1";
    json["version"] = COUNTERPOINT_VERSION;
    json["topology"] = "mesh";
    json["configuration"] = {{"rows", mesh.rows},
                             {"columns", mesh.columns},
                             {"virtual_channels", mesh.virtual_channels},
                             {"buffer_flits", mesh.buffer_flits},
                             {"speculative", mesh.speculative},
                             {"credit_delay", mesh.credit_delay},
                             {"multicast", mesh.multicast}};
    json["pattern"] = study.pattern;
    json["packet_flits"] = study.traffic.packet_flits;
    json["seed"] = study.traffic.seed;
    json["measured_cycles"] = study.cycles.measurement;
    return json;
}

Json latency_json(const LatencySummary& latency) {
    if (latency.count == 0) {
        return {{"avg", nullptr}, {"min", nullptr}, {"max", nullptr}};
    }
    return {{"avg", latency.mean()}, {"min", latency.least}, {"max", latency.most}};
}

void add_point(Json& json, const NocStudy& study, const LoadPoint& point) {
    const bool none = point.latency.count == 0;
    json["rate"] = point.rate;
    json["stable"] = point.stable;
    json["latency"] = latency_json(point.latency);
    json["zero_load_latency"] = none ? Json(nullptr) : Json(point.zero_load);
    json["offered"] = point.offered;
    json["accepted"] = point.accepted;
    json["hops"] = none ? Json(nullptr) : Json(point.hops);
    json["packets"] = point.latency.count;
    json["busiest_link"] = {{"name", busiest_link(study, point)}, {"utilisation", point.busiest}};
    json["cycles"] = point.cycles;
    json["router_cycles"] = point.router_cycles;
}

Json bound_json(const std::optional<double>& bound) { return bound ? Json(*bound) : Json(nullptr); }

} // namespace

std::string render_noc_json(const NocStudy& study, const LoadPoint& point) {
    Json json = study_json(study);
    add_point(json, study, point);
    json["channel_bound"] = bound_json(
        channel_bound(sim::noc::mesh::Grid(study.mesh.rows, study.mesh.columns), study.traffic));
    return json.dump(2) + '\n';
}

std::string render_noc_json(const NocStudy& study, const LoadSweep& sweep) {
    Json json = study_json(study);
    json["saturation"] = {{"rate", sweep.saturation_rate}, {"accepted", sweep.saturation_accepted}};
    json["channel_bound"] = bound_json(sweep.bound);
    json["points"] = Json::array();
    for (const LoadPoint& point : sweep.points) {
        Json entry;
        add_point(entry, study, point);
        json["points"].push_back(entry);
    }
    return json.dump(2) + '\n';
}

} // namespace counterpoint::cli
