#pragma once

#include <map>
#include <string>
#include <vector>

#include "sim/parallel.hpp"
#include "validation/run.hpp"

namespace counterpoint::validation {

/// The simulations of a validation, each done once: layers that are equal in everything but the
/// name give identical results.
class Simulations {
  public:
    Simulations(const Models& models, const RunOptions& options)
        : models_(models), options_(options) {}

    /// Asks for a simulation; returns the key of its result. `layer` and `hardware` outlive run().
    std::string ask(const PlannedLayer& layer, const hw::Hardware& hardware);

    /// Takes from the journal what it has and simulates the rest.
    void run();

    [[nodiscard]] const SimulatedLayer& result(const std::string& key) const {
        return results_.at(key);
    }

  private:
    void take_from_journal();
    void keep(std::size_t job, const sim::Outcome& outcome);
    static void check(const std::vector<sim::Outcome>& outcomes);

    const Models& models_;
    const RunOptions& options_;
    std::map<std::string, sim::Job> asked_;
    std::vector<sim::Job> jobs_;    ///< those left to simulate
    std::vector<std::string> keys_; ///< of jobs_
    std::map<std::string, SimulatedLayer> results_;
};

} // namespace counterpoint::validation
