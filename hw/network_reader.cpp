#include "hw/network_reader.hpp"

#include <string>

#include "hw/topology_reader.hpp"
#include "input/fields.hpp"

namespace counterpoint::hw {

namespace {

using input::IntegerRange;
using input::Node;
using input::Problems;

// Far beyond any hardware, and small enough that cycles and buffers of a model stay countable.
constexpr IntegerRange bandwidth{1, 1'000'000'000'000};
constexpr IntegerRange latency_of_network{0, 1'000'000'000};

/// Whether the drain adds; a network that cannot add does not.
bool read_reduction(input::Fields& fields, const DrainNetwork& drain, Problems& problems) {
    const bool can_add = !drain.network || can_reduce(*drain.network);
    const bool reduction = fields.truth("reduction", can_add);
    if (reduction && !can_add) {
        problems.push_back(
            {fields.optional("reduction")->place(),
             "in a drain of topology " + name_of(*drain.network) + " nothing is added on the way",
             "false", "true", "leave it out, or take tree, augmented_tree, chain or systolic"});
    }
    return reduction;
}

} // namespace

FillNetwork read_fill(const Node& node, Problems& problems) {
    input::Fields fields(node, problems);
    FillNetwork fill;
    fill.bytes_per_cycle = fields.required_integer("bytes_per_cycle", bandwidth).value_or(1);
    fill.latency_cycles = fields.integer("latency", latency_of_network, fill.latency_cycles);
    fill.multicast = fields.truth("multicast", fill.multicast);
    fill.forwarding = fields.truth("forwarding", fill.forwarding);
    if (const Node* network = fields.optional("network")) {
        fill.network = read_fill_topology(*network, fill.bytes_per_cycle, problems);
    }
    fields.refuse("reduction", "reduction belongs to the drain network");
    fields.annotations();
    fields.finish();
    return fill;
}

DrainNetwork read_drain(const Node& node, Problems& problems) {
    input::Fields fields(node, problems);
    DrainNetwork drain;
    drain.bytes_per_cycle = fields.required_integer("bytes_per_cycle", bandwidth).value_or(1);
    drain.latency_cycles = fields.integer("latency", latency_of_network, drain.latency_cycles);
    if (const Node* network = fields.optional("network")) {
        drain.network = read_drain_topology(*network, drain.bytes_per_cycle, problems);
    }
    drain.reduction = read_reduction(fields, drain, problems);
    fields.refuse("multicast", "multicast belongs to the fill network");
    fields.refuse("forwarding", "units forward what they were filled with");
    fields.annotations();
    fields.finish();
    return drain;
}

} // namespace counterpoint::hw
