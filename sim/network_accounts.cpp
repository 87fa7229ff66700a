#include "sim/network_accounts.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <vector>

#include "vocabulary/checked.hpp"

namespace counterpoint::sim {

namespace {

void add(std::int64_t& sum, std::int64_t times, std::int64_t value) {
    sum = checked_sum(sum, checked_product(times, value));
}

std::vector<LinkTraffic> busiest_of(const noc::Fabric& fabric,
                                    const std::vector<std::int64_t>& busy) {
    std::vector<std::size_t> links(busy.size());
    std::iota(links.begin(), links.end(), 0);
    const std::size_t count = std::min(links.size(), most_busiest_links);
    std::partial_sort(links.begin(), links.begin() + static_cast<std::ptrdiff_t>(count),
                      links.end(), [&busy](std::size_t a, std::size_t b) {
                          return busy[a] != busy[b] ? busy[a] > busy[b] : a < b;
                      });
    std::vector<LinkTraffic> busiest;
    for (std::size_t place = 0; place < count && busy[links[place]] > 0; ++place) {
        busiest.push_back(LinkTraffic{fabric.link_name(links[place]), busy[links[place]]});
    }
    return busiest;
}

} // namespace

std::optional<NetworkTraffic> traffic_of(const FabricNetwork* network) {
    if (network == nullptr) {
        return std::nullopt;
    }
    const noc::Fabric& fabric = network->passages().fabric();
    NetworkTraffic traffic;
    traffic.topology = network->topology();
    traffic.parents = network->passages().parents();
    traffic.links = static_cast<std::int64_t>(fabric.links());
    traffic.transfers = network->transfers();
    traffic.bytes = network->bytes();
    traffic.cycles = network->busy_cycles();
    std::vector<std::int64_t> busy(fabric.links(), 0);
    for (const auto& [pass, uses] : network->uses()) {
        if (pass == nullptr) {
            continue;
        }
        add(traffic.extra.fragmentation, uses, pass->extra.fragmentation);
        add(traffic.extra.narrow_links, uses, pass->extra.narrow_links);
        add(traffic.extra.contention, uses, pass->extra.contention);
        add(traffic.link_traversals, uses, pass->link_traversals);
        add(traffic.switch_traversals, uses, pass->switch_traversals);
        traffic.most_hops = std::max(traffic.most_hops, pass->most_hops);
        for (std::size_t link = 0; link < pass->link_busy.size(); ++link) {
            add(busy[link], uses, pass->link_busy[link]);
        }
    }
    for (const std::int64_t cycles : busy) {
        traffic.link_busy_cycles = checked_sum(traffic.link_busy_cycles, cycles);
    }
    traffic.busiest = busiest_of(fabric, busy);
    return traffic;
}

std::optional<NetworkTraffic> fill_traffic_of(const LinkNetworks& networks, const FillEngine& fill,
                                              bool forwards) {
    std::optional<NetworkTraffic> traffic = traffic_of(networks.fill_fabric);
    if (!forwards) {
        return traffic;
    }
    if (!traffic) {
        traffic.emplace();
        traffic->topology = "ideal";
        traffic->transfers = networks.fill->transfers();
        traffic->bytes = networks.fill->bytes();
        traffic->cycles = networks.fill->busy_cycles();
    }
    traffic->forwarded = fill.forwarded();
    traffic->saved_reads = fill.saved_reads();
    return traffic;
}

} // namespace counterpoint::sim
