#include "explore/breakdown.hpp"

#include <utility>

#include "analytical/analysis.hpp"
#include "explore/each_design.hpp"

namespace counterpoint::explore {

namespace {

LayerBreakdown breakdown_of(const Question& question, const workloads::Layer& layer,
                            const DesignBuilder& builder) {
    const hw::Hardware& hardware = builder.hardware();
    const mapping::Mapping mapping = bind(builder.dataflow(), layer, hardware);
    analytical::Options options;
    options.timing = question.timing;
    analytical::Analysis estimate = analytical::analyze(layer, hardware, mapping, options);
    analytical::Analysis exact = analytical::analyze(layer, hardware, mapping);
    LayerBreakdown breakdown{
        estimate.cycles, estimate.stack, exact.cycles, std::move(exact.stack), {}};
    breakdown.energy = question.costs->energy_parts(
        {layer, std::move(static_cast<hw::LayerNumbers&>(estimate))}, hardware);
    return breakdown;
}

} // namespace

std::vector<std::vector<LayerBreakdown>> breakdowns(const Question& question,
                                                    const std::vector<DesignFigures>& chosen,
                                                    std::size_t threads) {
    std::vector<std::vector<LayerBreakdown>> all(chosen.size());
    for_each_design(*question.designs, chosen, threads,
                    [&](const DesignBuilder& builder, std::size_t i) {
                        for (const workloads::Layer& layer : question.designs->layers()) {
                            all[i].push_back(breakdown_of(question, layer, builder));
                        }
                    });
    return all;
}

} // namespace counterpoint::explore
