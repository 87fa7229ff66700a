#include "validation/run.hpp"

#include <map>
#include <utility>

#include "sim/observation/utilisation.hpp"
#include "validation/attribution/attribution.hpp"
#include "validation/estimates.hpp"
#include "validation/judgement.hpp"
#include "validation/published_figures.hpp"
#include "validation/simulations.hpp"

namespace counterpoint::validation {

namespace {

using analytical::Timing;

/// What is known of a layer before it is simulated.
struct Analysed {
    std::map<Timing, hw::LayerNumbers> by_timing;
    std::vector<std::string> simulations; ///< their keys, one for each stage of the hardware
};

class Run {
  public:
    Run(const Plan& plan, const Models& models, const RunOptions& options)
        : plan_(plan), models_(models), options_(options), simulations_(models, options) {}

    Validation run() {
        analyze();
        ask_for_simulations();
        simulations_.run();
        Validation validation;
        validation.suite = plan_.suite.name;
        for (std::size_t i = 0; i < plan_.cases.size(); ++i) {
            validation.cases.push_back(comparison_of(i));
        }
        return validation;
    }

  private:
    void analyze() {
        std::vector<Problem> problems;
        for (const PlannedCase& planned : plan_.cases) {
            std::vector<Analysed>& layers = analysed_.emplace_back();
            for (const PlannedLayer& layer : planned.layers) {
                try {
                    layers.push_back(analysis_of(layer, planned.hardware));
                } catch (const InputError& error) {
                    for (Problem problem : error.problems()) {
                        problem.message = in_case(planned) + problem.message;
                        problems.push_back(std::move(problem));
                    }
                }
            }
        }
        if (!problems.empty()) {
            throw InputError(std::move(problems));
        }
    }

    static std::string in_case(const PlannedCase& planned) {
        return planned.name.empty() ? "" : "case " + planned.name + ": ";
    }

    [[nodiscard]] Analysed analysis_of(const PlannedLayer& layer,
                                       const hw::Hardware& hardware) const {
        Analysed analysed;
        for (const Timing timing : timings()) {
            analysed.by_timing.emplace(timing, models_.analyze(layer, hardware, timing));
        }
        return analysed;
    }

    void ask_for_simulations() {
        for (const PlannedCase& planned : plan_.cases) {
            stages_.push_back(stages_of(planned.hardware, options_.mechanisms));
        }
        for (std::size_t i = 0; i < plan_.cases.size(); ++i) {
            for (std::size_t j = 0; j < plan_.cases[i].layers.size(); ++j) {
                for (const Stage& stage : stages_[i]) {
                    analysed_[i][j].simulations.push_back(
                        simulations_.ask(plan_.cases[i].layers[j], stage.hardware));
                }
            }
        }
    }

    [[nodiscard]] CaseComparison comparison_of(std::size_t i) const {
        const PlannedCase& planned = plan_.cases[i];
        CaseComparison comparison;
        comparison.name = planned.name;
        comparison.workload = planned.workload;
        comparison.mapping = planned.mapping;
        comparison.hardware = planned.hardware;
        for (std::size_t j = 0; j < planned.layers.size(); ++j) {
            comparison.layers.push_back(
                layer_comparison(planned, planned.layers[j], analysed_[i][j], stages_[i]));
        }
        comparison.published = published_figures(planned, comparison.layers);
        judge(planned, comparison);
        return comparison;
    }

    [[nodiscard]] LayerComparison layer_comparison(const PlannedCase& planned,
                                                   const PlannedLayer& layer,
                                                   const Analysed& analysed,
                                                   const std::vector<Stage>& stages) const {
        const SimulatedLayer& simulated = simulations_.result(analysed.simulations.back());
        LayerComparison comparison;
        comparison.layer = layer.layer;
        comparison.analytical = analysed.by_timing.at(Timing::exact);
        comparison.simulated = simulated.numbers;
        comparison.memories = simulated.memories;
        comparison.quantities = side_by_side(layer.layer, planned.hardware, comparison.analytical,
                                             comparison.simulated, comparison.memories);
        for (const Timing timing : timings()) {
            comparison.estimates.push_back(estimate_of(timing, analysed.by_timing.at(timing).cycles,
                                                       simulated.numbers.cycles));
        }
        comparison.contributions =
            attribute(comparison.analytical.cycles, stages, [&](std::size_t stage) {
                return simulations_.result(analysed.simulations[stage]).numbers.cycles;
            });
        if (options_.pe_macs) {
            add_pe_macs(planned, layer, simulated, comparison);
        }
        return comparison;
    }

    static void add_pe_macs(const PlannedCase& planned, const PlannedLayer& layer,
                            const SimulatedLayer& simulated, LayerComparison& comparison) {
        sim::Simulation simulation;
        simulation.cycles = simulated.numbers.cycles;
        simulation.pe_macs = simulated.pe_macs;
        const sim::UtilisationMap map =
            sim::utilisation_of(simulation, layer.layer, planned.hardware, layer.mapping);
        comparison.pe_macs = simulated.pe_macs;
        comparison.pe_shape = {static_cast<std::int64_t>(map.rows),
                               static_cast<std::int64_t>(map.columns)};
    }

    const Plan& plan_;
    const Models& models_;
    const RunOptions& options_;
    Simulations simulations_;
    std::vector<std::vector<Analysed>> analysed_; ///< by case and layer
    std::vector<std::vector<Stage>> stages_;      ///< by case
};

} // namespace

Models both_models(const sim::Options& simulator) {
    Models models;
    models.analyze = [](const PlannedLayer& layer, const hw::Hardware& hardware, Timing timing) {
        analytical::Options options;
        options.timing = timing;
        return analytical::analyze(layer.layer, hardware, layer.mapping, options);
    };
    models.simulate = [simulator](const std::vector<sim::Job>& jobs,
                                  const sim::Parallel& parallel) {
        return sim::simulate_all(jobs, *jobs.front().hardware, simulator, parallel);
    };
    return models;
}

Validation run(const Plan& plan, const Models& models, const RunOptions& options) {
    return Run(plan, models, options).run();
}

} // namespace counterpoint::validation
