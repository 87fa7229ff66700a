#pragma once

#include <cstddef>
#include <functional>
#include <stdexcept>
#include <string>
#include <vector>

#include "analytical/analysis.hpp"
#include "hw/mechanisms.hpp"
#include "sim/parallel.hpp"
#include "validation/comparison.hpp"
#include "validation/journal.hpp"
#include "validation/plan.hpp"

namespace counterpoint::validation {

/// Where the numbers come from. Tests put in models that are wrong.
struct Models {
    std::function<hw::LayerNumbers(const PlannedLayer&, const hw::Hardware&, analytical::Timing)>
        analyze;
    /// As sim::simulate_all; every job has its hardware.
    std::function<std::vector<sim::Outcome>(const std::vector<sim::Job>&, const sim::Parallel&)>
        simulate;
};

/// analytical::analyze, and sim::simulate_all with these options.
Models both_models(const sim::Options& simulator = {});

struct RunOptions {
    /// Of the program, such as its version and a fingerprint: what is in a journal counts only for
    /// the same one.
    std::string program;
    sim::Parallel parallel; ///< `finished` is taken
    std::vector<hw::Mechanism> mechanisms = hw::mechanisms();
    bool pe_macs = false;       ///< keep them and the shape of the array, for a heat map
    Journal* journal = nullptr; ///< null: none
    /// If set, is told before the simulations how many there are and how many of them the journal
    /// had.
    std::function<void(std::size_t simulations, std::size_t known)> begin = nullptr;
};

/// Simulations that did not come to their end: a process died, or a defect.
class SimulationsFailed : public std::runtime_error {
  public:
    explicit SimulationsFailed(std::vector<std::string> defects)
        : std::runtime_error(defects.front()), defects_(std::move(defects)) {}

    [[nodiscard]] const std::vector<std::string>& defects() const { return defects_; }

  private:
    std::vector<std::string> defects_;
};

/// Runs both models on every layer of every case. Throws InputError where the hardware cannot run a
/// mapping, before anything is simulated; sim::Interrupted; SimulationsFailed. The journal has what
/// was finished then.
Validation run(const Plan& plan, const Models& models, const RunOptions& options);

} // namespace counterpoint::validation
