#include "tests/validation/designs.hpp"

#include <utility>

#include "mapping/dataflow.hpp"
#include "mapping/design.hpp"

namespace counterpoint::validation {

const char* const three_gemms = R"(workload:
  name: three_gemms
  layers:
    - {name: first, type: GEMM, dimensions: {M: 8, N: 6, K: 12}}
    - {name: second, type: GEMM, dimensions: {M: 5, N: 4, K: 7}}
    - {name: third, type: GEMM, dimensions: {M: 8, N: 6, K: 12}}
hardware:
  name: toy
  memories:
    - {name: DRAM}
    - name: L2
      fill: {bytes_per_cycle: 3, latency: 2}
      drain: {bytes_per_cycle: 2, latency: 1}
    - name: L1
      slots: 2
      fill: {bytes_per_cycle: 5, latency: 3}
      drain: {bytes_per_cycle: 3, latency: 2}
  pe: {count: 8, lanes: 2}
  element_bytes: {Output: 2}
mapping:
  - nodes:
      - {spatial: M, tile: 4, units: 2}
      - {temporal: K, tile: 4}
      - {store: [Weight, Input, Output], in: L2}
      - {temporal: N, tile: 2}
      - {spatial: M, tile: 2, units: 2}
      - {spatial: K, tile: 2, units: 2}
      - {store: [Weight, Input, Output], in: L1}
)";

Plan plan_of_text(const std::string& text, std::vector<Expectation> expectations) {
    const mapping::Design design = mapping::read_design_text(text, "design.yaml");
    PlannedCase planned;
    planned.name = "case";
    planned.workload = design.workload.name;
    planned.mapping = "design.yaml";
    planned.hardware = design.hardware;
    planned.expectations = std::move(expectations);
    for (const workloads::Layer& layer : design.workload.layers) {
        planned.layers.push_back({layer, mapping::bind(design.dataflow, layer, design.hardware)});
    }
    Plan plan;
    plan.suite.name = "suite";
    plan.cases.push_back(std::move(planned));
    return plan;
}

Models disguised_models(const std::function<void(hw::LayerNumbers&)>& change) {
    Models models = both_models();
    models.simulate = [change](const std::vector<sim::Job>& jobs, const sim::Parallel& parallel) {
        std::vector<sim::Outcome> outcomes;
        for (const sim::Job& job : jobs) {
            sim::Simulation simulation;
            static_cast<hw::LayerNumbers&>(simulation) =
                analytical::analyze(job.layer, *job.hardware, job.mapping);
            if (change) {
                change(simulation);
            }
            outcomes.emplace_back(std::move(simulation));
            parallel.finished(outcomes.size() - 1, outcomes.back());
        }
        return outcomes;
    };
    return models;
}

Validation validated(const Plan& plan, const Models& models) {
    const RunOptions options;
    return run(plan, models, options);
}

Expectation band(std::vector<std::string> numbers, double least, double most) {
    Expectation expectation;
    expectation.numbers = std::move(numbers);
    expectation.least = least;
    expectation.most = most;
    expectation.cause = "a cause";
    expectation.reason = "a reason";
    return expectation;
}

} // namespace counterpoint::validation
