#include "results/measured_json.hpp"

#include "results/memory_json.hpp"

namespace counterpoint::results {

namespace {

using hw::MemoryIndex;

Json occupancy_json(const OccupancyNumbers& occupancy) {
    return Json{{"cycles_per_point", occupancy.cycles_per_point},
                {"most_slots", occupancy.most_slots},
                {"most_bytes", occupancy.most_bytes},
                {"slots", occupancy.slots},
                {"bytes", occupancy.bytes}};
}

Json utilization_json(const PeUtilization& utilization) {
    Json spread = Json::array();
    for (const Spread& node : utilization.spread) {
        spread.push_back(
            {{"dimension", node.dimension}, {"tile", node.tile}, {"units", node.units}});
    }
    return Json{{"spread", spread}, {"rows", utilization.rows}};
}

} // namespace

Json fast_forward_json(const FastForwardNumbers& skipped) {
    return Json{{"enabled", skipped.enabled},
                {"phases_skipped", skipped.phases},
                {"cycles_skipped", skipped.cycles},
                {"jumps", skipped.jumps}};
}

void add_measured(Json& layer, const MeasuredNumbers& measured, std::int64_t cycles,
                  const hw::Hardware& hardware) {
    layer["busy_cycles"] = by_memory(hardware, 1, [&](MemoryIndex b) {
        return Json{{"fill", measured.fill_busy_cycles[b]},
                    {"drain", measured.drain_busy_cycles[b]}};
    });
    layer["fast_forward"] = fast_forward_json(measured.fast_forward);
    add_memory_traffic(layer, measured.memories, cycles, hardware);
    if (!measured.occupancy.empty()) {
        layer["occupancy"] = by_memory(
            hardware, 1, [&](MemoryIndex b) { return occupancy_json(measured.occupancy[b]); });
    }
    if (measured.pe_utilization) {
        layer["pe_utilization"] = utilization_json(*measured.pe_utilization);
    }
}

} // namespace counterpoint::results
