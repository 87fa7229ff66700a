#include "explore/exact_cycles.hpp"

#include "analytical/analysis.hpp"
#include "explore/each_design.hpp"
#include "vocabulary/checked.hpp"

namespace counterpoint::explore {

std::vector<std::int64_t> exact_cycles(const Designs& designs,
                                       const std::vector<DesignFigures>& chosen,
                                       std::size_t threads) {
    std::vector<std::int64_t> cycles(chosen.size(), 0);
    for_each_design(designs, chosen, threads, [&](const DesignBuilder& builder, std::size_t i) {
        for (const workloads::Layer& layer : designs.layers()) {
            const mapping::Mapping mapping = bind(builder.dataflow(), layer, builder.hardware());
            cycles[i] = checked_sum(cycles[i],
                                    analytical::analyze(layer, builder.hardware(), mapping).cycles);
        }
    });
    return cycles;
}

} // namespace counterpoint::explore
