#include "results/network_json.hpp"

namespace counterpoint::results {

namespace {

using hw::MemoryIndex;

Json busiest_json(const NetworkNumbers& network, const NetworkFigures& figures) {
    Json links = Json::array();
    for (std::size_t i = 0; i < network.busiest.size(); ++i) {
        links.push_back({{"name", network.busiest[i].name},
                         {"busy_cycles", network.busiest[i].busy_cycles},
                         {"utilization", figures.busiest_utilization[i]}});
    }
    return links;
}

Json forwarded_json(const std::vector<Forwarded>& forwarded) {
    Json json = Json::object();
    for (const Forwarded& of : forwarded) {
        json[of.tensor] = {{"elements", of.elements}, {"saved_reads", of.saved_reads}};
    }
    return json;
}

Json network_json(const NetworkNumbers& network) {
    const NetworkFigures figures = figures_of(network);
    Json json{{"topology", network.topology},
              {"transfers", network.transfers},
              {"bytes", network.bytes},
              {"cycles", network.cycles},
              {"extra_cycles",
               {{"fragmentation", network.fragmentation},
                {"narrow_links", network.narrow_links},
                {"contention", network.contention}}},
              {"link_traversals", network.link_traversals},
              {"switch_traversals", network.switch_traversals},
              {"links_per_byte", number_or_null(figures.links_per_byte)},
              {"most_hops", network.most_hops},
              {"mean_link_utilization", number_or_null(figures.mean_link_utilization)}};
    if (network.parents > 0) {
        json["networks"] = network.parents;
        json["links"] = network.links;
        json["busiest_links"] = busiest_json(network, figures);
    }
    if (!network.forwarded.empty()) {
        json["forwarded"] = forwarded_json(network.forwarded);
    }
    return json;
}

} // namespace

Json networks_json(const MemoryTraffic& traffic, const hw::Hardware& hardware) {
    Json json;
    for (MemoryIndex b{0}; traffic.networks.contains(b); ++b.value) {
        const MemoryNetworks& networks = traffic.networks[b];
        const std::string& memory = hardware.memories[b].name;
        if (networks.fill) {
            json[memory]["fill"] = network_json(*networks.fill);
        }
        if (networks.drain) {
            json[memory]["drain"] = network_json(*networks.drain);
        }
    }
    return json;
}

} // namespace counterpoint::results
