#include "results/network_numbers.hpp"

#include <algorithm>

#include "results/checked_sum.hpp"
#include "results/figures.hpp"

namespace counterpoint::results {

namespace {

void add_network_number(std::int64_t& sum, std::int64_t summand) {
    add_product(sum, summand, 1, "a sum of what a network does in all layers");
}

void add(std::vector<Forwarded>& sums, const Forwarded& layer) {
    auto sum = std::find_if(sums.begin(), sums.end(), [&layer](const Forwarded& other) {
        return other.tensor == layer.tensor;
    });
    if (sum == sums.end()) {
        sum = sums.insert(sums.end(), {layer.tensor, 0, 0});
    }
    add_network_number(sum->elements, layer.elements);
    add_network_number(sum->saved_reads, layer.saved_reads);
}

} // namespace

void add(NetworkNumbers& sum, const NetworkNumbers& layer) {
    sum.topology = layer.topology;
    for (std::int64_t NetworkNumbers::*number :
         {&NetworkNumbers::transfers, &NetworkNumbers::bytes, &NetworkNumbers::cycles,
          &NetworkNumbers::fragmentation, &NetworkNumbers::narrow_links,
          &NetworkNumbers::contention, &NetworkNumbers::link_traversals,
          &NetworkNumbers::switch_traversals, &NetworkNumbers::link_busy_cycles}) {
        add_network_number(sum.*number, layer.*number);
    }
    sum.link_cycles += layer.link_cycles;
    sum.most_hops = std::max(sum.most_hops, layer.most_hops);
    for (const Forwarded& forwarded : layer.forwarded) {
        add(sum.forwarded, forwarded);
    }
}

NetworkFigures figures_of(const NetworkNumbers& network) {
    NetworkFigures figures;
    figures.links_per_byte = ratio(as_double(network.link_traversals), as_double(network.bytes));
    figures.mean_link_utilization = ratio(as_double(network.link_busy_cycles), network.link_cycles);
    const double cycles = as_double(network.cycles) * as_double(network.parents);
    for (const BusyLink& link : network.busiest) {
        figures.busiest_utilization.push_back(
            ratio(as_double(link.busy_cycles), cycles).value_or(0));
    }
    return figures;
}

} // namespace counterpoint::results
